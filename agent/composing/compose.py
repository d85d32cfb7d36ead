"""From what was found to an answer: one writer per kind of question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from agent.composing.facts import write_facts
from agent.composing.others import write_context, write_goals, write_interventions, write_measures, write_risk
from agent.composing.outcomes import write_gaps, write_outcome, write_setbacks, write_summary
from agent.composing.sentences import phrases, remark, within
from agent.records import Answer, Asked, Gathered, QuestionKind, Refusal, Role, Understanding

Writer = Callable[[Understanding, Gathered], Answer]

WRITERS: Mapping[QuestionKind, Writer] = {
    QuestionKind.SUSTAINED: write_outcome,
    QuestionKind.CHANGE: write_outcome,
    QuestionKind.SUMMARY: write_summary,
    QuestionKind.SETBACK: write_setbacks,
    QuestionKind.GAPS: write_gaps,
    QuestionKind.MEASURE: write_measures,
    QuestionKind.RISK: write_risk,
    QuestionKind.CONTEXT: write_context,
    QuestionKind.INTERVENTION: write_interventions,
    QuestionKind.GOAL: write_goals,
    QuestionKind.LOOKUP: write_facts,
}


def compose(understanding: Understanding, gathered: Gathered) -> Answer:
    """Write the answer to a question from what was found for it."""
    answer = _writer(understanding, gathered)(understanding, gathered)
    return replace(
        answer, claims=within(answer.claims, understanding.kind), notices=(*answer.notices, *gathered.notices)
    )


def decline(question: str, refusal: Refusal) -> Answer:
    """Say briefly why a question is not taken up, and what can be offered."""
    return Answer(
        question=question,
        kind=QuestionKind.OUT_OF_SCOPE,
        claims=(remark(phrases()["refusals"][refusal.value]),),
    )


def _followed(understanding: Understanding) -> bool:
    """Whether the question wants an order of time rather than one fact."""
    return understanding.kind is QuestionKind.INTERVENTION and understanding.asked is not Asked.OUTCOME


def _writer(understanding: Understanding, gathered: Gathered) -> Writer:
    """The writer of the question's kind; facts that stood in for another kind are written as facts."""
    roles = {f.role for f in gathered.findings}
    stood_in = roles and roles <= {Role.FACT, Role.CONTRADICTS, Role.PLANNED, Role.NEAREST}
    if (
        stood_in
        and understanding.kind in (QuestionKind.RISK, QuestionKind.SETBACK, QuestionKind.INTERVENTION)
        and not _followed(understanding)
    ):
        return write_facts
    return WRITERS[understanding.kind]
