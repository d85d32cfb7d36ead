from __future__ import annotations

import pytest

from retrieval.records import NoteKind
from tools.outcomes import assess
from tools.outcomes.coverage import coverage
from tools.records import Chart, Domain, Level, Source


def cover(chart):
    return coverage(chart, assess(chart))


@pytest.mark.parametrize(
    ("row", "strength", "silent_after", "days"),
    [
        ("--++++++", "strong", None, 0),
        ("-?+?+?+?", "moderate", 7, 14),
        ("-+??????", "thin", 2, 84),
        ("????????", "none", None, 0),
    ],
)
def test_strength_and_silence(build_chart, row, strength, silent_after, days):
    chart = build_chart("-" * 8, risk=row)
    risk = next(d for d in cover(chart).domains if d.domain is Domain.RISK)
    assert (risk.strength, risk.silent_after, risk.silent_days) == (strength, silent_after, days)


def test_breaks_missed_and_empty_sessions(build_chart):
    chart = build_chart("--??--", gap=40, kinds={3: NoteKind.CANCELLED, 6: NoteKind.COLLATERAL})
    seen = cover(chart)
    assert (seen.contacts, seen.attended, seen.missed, seen.empty) == (6, 4, (3,), (4,))
    assert [(g.before, g.after, g.days) for g in seen.gaps] == [(2, 4, 80)]
    assert seen.collateral == (6,)


def test_an_empty_chart():
    seen = cover(Chart(client_id="c", sessions=()))
    assert (seen.contacts, seen.days, {d.strength for d in seen.domains}) == (0, 0, {"none"})


def test_who_speaks_of_a_domain(build_chart, add, say):
    told = say(2, "wife says he sleeps", level=Level.WELL, domains=(Domain.RISK,), source=Source.COLLATERAL)
    risk, symptoms = (
        next(d for d in cover(add(build_chart("---", risk="???"), told)).domains if d.domain is domain)
        for domain in (Domain.RISK, Domain.SYMPTOMS)
    )
    assert (risk.sources, symptoms.sources) == ((Source.COLLATERAL,), (Source.REPORT,))
