"""From what was found to an answer: one writer per kind of question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from agent.composing.facts import write_facts
from agent.composing.others import write_context, write_goals, write_interventions, write_measures, write_risk
from agent.composing.outcomes import write_gaps, write_outcome, write_setbacks, write_summary
from agent.composing.periods import write_comparison, write_contradictions, write_meaning, write_period
from agent.composing.sentences import OTHER_WORDS_AT_MOST, phrases, remark, within
from agent.composing.supervision import write_supervision
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
    QuestionKind.PERIOD: write_period,
    QuestionKind.COMPARISON: write_comparison,
    QuestionKind.SUPERVISION: write_supervision,
    QuestionKind.CONTRADICTION: write_contradictions,
    QuestionKind.MEANING: write_meaning,
}


def compose(understanding: Understanding, gathered: Gathered) -> Answer:
    """Write the answer to a question, or to each of several, from what was found."""
    if understanding.parts:
        return _together(understanding, gathered)
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


def _together(understanding: Understanding, gathered: Gathered) -> Answer:
    """Answer question by question, each within its share of the words."""
    pairs = list(zip(understanding.parts, gathered.parts, strict=True))
    share = OTHER_WORDS_AT_MOST // max(len(pairs), 1)
    answers = [compose(part, found) for part, found in pairs]
    return Answer(
        question=understanding.question,
        kind=understanding.kind,
        claims=tuple(c for answer in answers for c in within(answer.claims, answer.kind, most=share)),
        abstained=all(answer.abstained for answer in answers),
        corrects_premise=any(answer.corrects_premise for answer in answers),
        notices=tuple(dict.fromkeys(n for answer in answers for n in answer.notices)),
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
