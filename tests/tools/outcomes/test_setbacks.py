from __future__ import annotations

import pytest

from tools.outcomes import assess
from tools.records import Domain

EVENT = ["father was taken to the hospital on Sunday"]


@pytest.mark.parametrize(
    ("row", "events", "expected"),
    [
        ("---+++++++", {}, []),
        ("--+++-++++", {6: EVENT}, [((6,), "situational", 7)]),
        ("--+++-++++", {5: EVENT}, [((6,), "situational", 7)]),
        ("--+++-++++", {3: EVENT}, [((6,), "relapse", 7)]),
        ("--+++-++++", {}, [((6,), "relapse", 7)]),
        ("--+++?-++++", {5: EVENT}, [((7,), "situational", 8)]),
        ("--+++---+++", {6: EVENT}, [((6, 7, 8), "relapse", 9)]),
        ("--+++++---", {}, [((8, 9, 10), "relapse", None)]),
        ("--++-++-++", {8: EVENT}, [((5,), "relapse", 6), ((8,), "situational", 9)]),
    ],
)
def test_returns_to_baseline(build_chart, row, events, expected):
    found = assess(build_chart(symptoms=row, events=events)).setbacks
    assert [(s.sessions, s.kind, s.recovered_by) for s in found] == expected


def test_returns_that_overlap_are_one_setback(build_chart):
    found = assess(build_chart(symptoms="--+++--++++", function="--++++-++++")).setbacks
    assert [(s.sessions, s.recovered_by) for s in found] == [((6, 7), 8)]
    assert found[0].domains == (Domain.SYMPTOMS, Domain.FUNCTION)


def test_unrecovered_in_one_domain_is_unrecovered(build_chart):
    found = assess(build_chart(symptoms="--+++---", function="--++++-+")).setbacks
    assert found[0].recovered_by is None


def test_context_is_the_words_of_the_event(build_chart):
    found = assess(build_chart(symptoms="--+++-++++", events={6: EVENT})).setbacks
    assert [e.quote for e in found[0].context] == EVENT


def test_a_passing_gain_is_marked_situational(build_chart):
    during = {4: ["two weeks of vacation at the lake with her sister"]}
    plain = {4: ["her brother moved out of the flat"]}
    row = "---++---"
    assert assess(build_chart(row, events=during)).domains[Domain.SYMPTOMS].situational
    assert not assess(build_chart(row, events=plain)).domains[Domain.SYMPTOMS].situational
