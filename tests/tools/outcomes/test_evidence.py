from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.records import Evidence
from tools.outcomes import assess
from tools.outcomes.evidence import quotable
from tools.records import Assertion, Domain, Level, Observation, Topic


def sessions_of(evidence):
    return [e.session for e in evidence]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("---++++++", [1, 3, 4, 7, 9]),
        ("--+++-++++", [1, 2, 3, 6, 7, 10]),
        ("--+++---", [1, 2, 3, 5, 6, 8]),
        ("------", [1, 4, 5, 6]),
    ],
)
def test_the_sessions_that_carry_a_verdict(build_chart, row, expected):
    assert sessions_of(assess(build_chart(row)).domains[Domain.SYMPTOMS].evidence) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [("---+++-+++", [7]), ("--------", []), ("~~~-+---", [5]), ("++++++", [])],
)
def test_what_speaks_against(build_chart, row, expected):
    assert sessions_of(assess(build_chart(row)).domains[Domain.SYMPTOMS].against) == expected


def add(chart, number, **fields):
    """Put one more finding into a session."""
    quote = fields.pop("quote", "slept through all seven nights this week")
    extra = Observation(
        id="zz",
        topic=Topic.FINDING,
        domains=(Domain.SYMPTOMS,),
        evidence=Evidence(note_id=f"n{number}", session=number, start=90, end=90 + len(quote), quote=quote),
        **{"level": Level.WELL, **fields},
    )
    sessions = tuple(
        replace(s, reading=replace(s.reading, observations=(*s.reading.observations, extra)))
        if s.session == number
        else s
        for s in chart.sessions
    )
    return replace(chart, sessions=sessions), extra


@pytest.mark.parametrize(
    ("fields", "chosen"),
    [
        ({"certainty": 1.0}, True),
        ({"assertion": Assertion.PAST}, False),
        ({"assertion": Assertion.HYPOTHETICAL}, False),
        ({"of_client": False}, False),
        ({"level": Level.IMPAIRED}, False),
        ({"certainty": 0.4}, False),
        ({"quote": "slept well"}, False),
    ],
)
def test_words_of_the_client_that_agree_with_the_state_are_quoted(build_chart, fields, chosen):
    chart, extra = add(build_chart("---++++++"), 9, **fields)
    evidence = assess(chart).domains[Domain.SYMPTOMS].evidence
    assert (extra.evidence in evidence) is chosen


def test_words_that_recur_are_preferred(build_chart):
    chart, _ = add(
        build_chart("---++++++"),
        1,
        level=Level.IMPAIRED,
        indicator="sleep",
        quote="slept three hours a night at most",
    )
    chart, extra = add(chart, 9, indicator="sleep")
    assert extra.evidence in assess(chart).domains[Domain.SYMPTOMS].evidence


def test_long_words_are_cut_and_stay_verbatim():
    text = " ".join(f"word{i}" for i in range(60))
    note = "before " + text
    cut = quotable(Evidence(note_id="n", session=1, start=7, end=7 + len(text), quote=text))
    assert len(cut.quote.split()) == 40
    assert note[cut.start : cut.end] == cut.quote


def test_evidence_is_verbatim_words_of_the_chart(build_chart):
    chart = build_chart("--+++--++++")
    known = {o.evidence for s in chart.sessions for o in s.reading.observations}
    result = assess(chart)
    assert all(set(v.evidence) | set(v.against) <= known for v in (result.overall, *result.domains.values()))
