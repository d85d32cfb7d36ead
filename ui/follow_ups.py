"""Questions offered under an answer: what a clinician would ask next, if this chart can answer it."""

from __future__ import annotations

from collections.abc import Mapping

from agent.questions import QuestionKind
from tools.records import Assessment
from ui.starters import BASELINE, CONTEXT, GAPS, HEADLINE, RISK, SCORES, SETBACKS, Starter, answerable

LIMIT = 3
"""More would compete with the answer."""
HELPED = Starter(label="What was done before it?", message="What was done before things improved?")
AGAINST = Starter(label="What speaks against it?", message="What in the notes contradicts the improvement?")
GOALS = Starter(label="What became of the goals?", message="Which goals were reached and which were not?")
ALWAYS = frozenset({HELPED, AGAINST, GOALS})
"""Offered whatever the chart holds: where it is silent, the answer says so."""

NEXT: Mapping[QuestionKind, tuple[Starter, ...]] = {
    QuestionKind.SUSTAINED: (SETBACKS, AGAINST, HELPED, SCORES, CONTEXT),
    QuestionKind.CHANGE: (HEADLINE, SETBACKS, SCORES, HELPED),
    QuestionKind.SUMMARY: (HEADLINE, SETBACKS, RISK, GAPS),
    QuestionKind.SETBACK: (CONTEXT, HEADLINE, RISK),
    QuestionKind.CONTEXT: (SETBACKS, HEADLINE, BASELINE),
    QuestionKind.RISK: (SETBACKS, CONTEXT, GAPS),
    QuestionKind.MEASURE: (HEADLINE, BASELINE, GAPS),
    QuestionKind.INTERVENTION: (HEADLINE, GOALS, SETBACKS),
    QuestionKind.GOAL: (HEADLINE, HELPED, GAPS),
    QuestionKind.GAPS: (BASELINE, HEADLINE, RISK),
    QuestionKind.PERIOD: (CONTEXT, BASELINE, HEADLINE),
    QuestionKind.COMPARISON: (HEADLINE, CONTEXT, SCORES),
    QuestionKind.SUPERVISION: (AGAINST, GAPS, GOALS),
    QuestionKind.CONTRADICTION: (HEADLINE, SETBACKS, GAPS),
}
"""By the question just answered; the order is that in which supervisors and discharge outlines go on."""
OTHERWISE = (HEADLINE, BASELINE, GAPS)


def follow_ups(
    kind: QuestionKind, question: str, assessment: Assessment, *, abstained: bool
) -> tuple[Starter, ...]:
    """The questions to offer under an answer.

    Args:
        kind: of the question just answered.
        question: its words; the same is not offered again.
        assessment: of the client's chart.
        abstained: whether the notes held no answer; then the gaps come first.

    Returns:
        At most `LIMIT`, each one with something to say to, or none where nothing is documented at all.
    """
    fitting = ALWAYS | set(answerable(assessment))
    wanted = NEXT.get(kind, OTHERWISE)
    ordered = dict.fromkeys(((GAPS, *wanted) if abstained else wanted) + OTHERWISE)
    return tuple(one for one in ordered if one in fitting and one.message != question.strip())[:LIMIT]
