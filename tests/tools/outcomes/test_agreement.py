from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.records import Evidence
from tools.outcomes import assess
from tools.outcomes.agreement import agreement
from tools.records import Change, Domain, Measure


def measure(name, session, score, used=True):
    evidence = Evidence(note_id=f"n{session}", session=session, start=0, end=8, quote=f"{name} {score}")
    return Measure(instrument=name, score=score, session=session, evidence=evidence, used=used)


@pytest.mark.parametrize(
    ("name", "before", "after", "domain", "change", "words"),
    [
        ("PHQ-9", 19, 8, Domain.SYMPTOMS, Change.IMPROVED, ["out of the clinical range", "agrees"]),
        ("PHQ-9", 19, 18, Domain.SYMPTOMS, Change.IMPROVED, ["no reliable change", "does not confirm"]),
        ("PHQ-9", 12, 19, Domain.SYMPTOMS, Change.IMPROVED, ["reliably worse", "in tension"]),
        ("PHQ-9", 8, 1, Domain.SYMPTOMS, Change.IMPROVED, ["not in the clinical range at baseline"]),
        ("PHQ-9", 19, 8, Domain.SYMPTOMS, Change.NOT_DOCUMENTED, ["too few to compare"]),
        ("ORS", 18, 30, Domain.SYMPTOMS, Change.IMPROVED, ["out of the clinical range", "agrees"]),
        ("WSAS", 30, 12, Domain.FUNCTION, Change.IMPROVED, ["WSAS 30 in session 1, 12 in session 9"]),
        ("HAM-A", 28, 12, Domain.SYMPTOMS, Change.IMPROVED, ["16 points better", "no reliable change is"]),
        ("HAM-A", 28, 28, Domain.SYMPTOMS, Change.IMPROVED, ["the same"]),
    ],
)
def test_scores_stand_beside_the_verdict(name, before, after, domain, change, words):
    (firing,) = agreement([measure(name, 1, before), measure(name, 9, after)], domain, change)
    assert all(w in firing.outcome for w in words)


@pytest.mark.parametrize(
    "measures",
    [
        [measure("PHQ-9", 1, 19)],
        [measure("PHQ-9", 1, 19), measure("PHQ-9", 5, 8, used=False)],
        [measure("SRS", 1, 30), measure("SRS", 5, 39)],
        [measure("no such scale", 1, 3), measure("no such scale", 5, 1)],
    ],
)
def test_what_cannot_be_compared_is_left_out(measures):
    assert list(agreement(measures, Domain.SYMPTOMS, Change.IMPROVED)) == []


def test_a_score_never_decides(build_chart):
    chart = build_chart("--------")
    scored = tuple(
        replace(s, reading=replace(s.reading, measures=(measure("PHQ-9", s.session, 24 - 3 * s.session),)))
        for s in chart.sessions
    )
    before, after = (assess(c).domains[Domain.SYMPTOMS] for c in (chart, replace(chart, sessions=scored)))
    assert (after.change, after.durability) == (before.change, before.durability)
    assert [f.rule for f in after.trace[len(before.trace) :]] == ["scores"]
