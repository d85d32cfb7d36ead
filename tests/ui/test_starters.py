from __future__ import annotations

from collections.abc import Callable

import pytest

from tools.records import Assessment, Change, Chart, Domain, Durability, Level, Setback, Verdict
from ui.starters import CONTEXT, GAPS, GENERAL, HEADLINE, LIMIT, RISK, SETBACKS, TIMELINE, starters

ONE = {Domain.SYMPTOMS: {1: Level.IMPAIRED, 4: Level.WELL}}
UNKNOWN = Verdict(domain=None, change=Change.NOT_DOCUMENTED, durability=Durability.INSUFFICIENT, trace=())

MakeChart = Callable[[int], Chart]
MakeAssessment = Callable[..., Assessment]


def test_a_client_without_notes_is_offered_nothing(
    make_chart: MakeChart, make_assessment: MakeAssessment
) -> None:
    assert starters(make_chart(0), make_assessment({})) == ()


def test_the_headline_comes_first_and_the_timeline_last(
    make_chart: MakeChart, make_assessment: MakeAssessment
) -> None:
    found = starters(make_chart(6), make_assessment(ONE))
    assert (found[0], found[-1]) == (HEADLINE, TIMELINE)
    assert len(found) <= LIMIT


def test_setbacks_and_risk_are_asked_about_where_there_are_any(
    make_chart: MakeChart, make_assessment: MakeAssessment
) -> None:
    setback = Setback(sessions=(5,), kind="situational", recovered_by=6)
    states = ONE | {Domain.RISK: {1: Level.WELL, 6: Level.WELL}}
    found = starters(make_chart(6), make_assessment(states, setbacks=(setback,)))
    assert found == (HEADLINE, SETBACKS, RISK, TIMELINE)


def test_without_a_verdict_the_headline_is_left_out(
    make_chart: MakeChart, make_assessment: MakeAssessment
) -> None:
    found = starters(make_chart(1), make_assessment({}, overall=UNKNOWN))
    assert HEADLINE not in found
    assert GAPS in found


@pytest.mark.parametrize("with_events", [True, False])
def test_life_is_asked_about_if_the_chart_tells_of_it(
    make_chart: MakeChart,
    make_assessment: MakeAssessment,
    make_event: Callable[..., object],
    with_events: bool,
) -> None:
    events = (make_event(2, "Moved house"),) if with_events else ()
    found = starters(make_chart(6), make_assessment(ONE, life_context=events))
    assert (CONTEXT in found) is with_events


def test_what_is_offered_has_no_two_alike() -> None:
    assert len({starter.message for starter in GENERAL}) == len(GENERAL) <= LIMIT
