"""What is offered under an answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agent.questions import QuestionKind
from tools.records import Assessment, Domain, Level, Setback
from ui.follow_ups import AGAINST, LIMIT, NEXT, follow_ups
from ui.starters import BASELINE, CONTEXT, GAPS, HEADLINE, SETBACKS

ONE = {Domain.SYMPTOMS: {1: Level.IMPAIRED, 4: Level.WELL}}
MakeAssessment = Callable[..., Assessment]


def test_setbacks_come_first_after_the_headline_where_there_are_any(make_assessment: MakeAssessment) -> None:
    setback = Setback(sessions=(5,), kind="situational", recovered_by=6)
    kind = QuestionKind.SUSTAINED
    with_one = follow_ups(kind, HEADLINE.message, make_assessment(ONE, setbacks=(setback,)), abstained=False)
    without = follow_ups(kind, HEADLINE.message, make_assessment(ONE), abstained=False)
    assert with_one[0] == SETBACKS
    assert without[0] == AGAINST
    assert SETBACKS not in without


@pytest.mark.parametrize("kind", list(QuestionKind))
def test_never_the_same_question_nor_one_twice_nor_too_many(
    make_assessment: MakeAssessment, kind: QuestionKind
) -> None:
    for asked in (HEADLINE, BASELINE, GAPS):
        offered = follow_ups(kind, f" {asked.message}", make_assessment(ONE), abstained=False)
        assert asked not in offered
        assert CONTEXT not in offered  # this chart tells of no life event
        assert 0 < len(set(offered)) == len(offered) <= LIMIT


def test_after_no_answer_the_gaps_come_first(make_assessment: MakeAssessment) -> None:
    offered = follow_ups(QuestionKind.LOOKUP, "Does she have a dog?", make_assessment(ONE), abstained=True)
    assert offered[0] == GAPS


def test_every_row_offers_something_else_than_it_answers() -> None:
    assert HEADLINE not in NEXT[QuestionKind.SUSTAINED]
    assert GAPS not in NEXT[QuestionKind.GAPS]
