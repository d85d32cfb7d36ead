"""From an understood question to what the record holds for it: one gatherer per kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from agent.gathering.accounts import gather_contradictions, gather_meaning
from agent.gathering.facts import gather_facts
from agent.gathering.goals import gather_goals
from agent.gathering.happenings import gather_context
from agent.gathering.interventions import gather_interventions
from agent.gathering.measures import gather_measures
from agent.gathering.outcomes import gather_gaps, gather_outcome, gather_setbacks, gather_summary
from agent.gathering.periods import gather_comparison, gather_period
from agent.gathering.risk import GENERAL, SPECIFIC, gather_risk
from agent.gathering.sources import Sources
from agent.gathering.supervision import gather_supervision
from agent.records import Asked, Gathered, QuestionKind, Support, Understanding
from agent.understanding.wording import stem, weak

Gatherer = Callable[[Understanding, Sources], Gathered]

GATHERERS: Mapping[QuestionKind, Gatherer] = {
    QuestionKind.SUSTAINED: gather_outcome,
    QuestionKind.CHANGE: gather_outcome,
    QuestionKind.SUMMARY: gather_summary,
    QuestionKind.SETBACK: gather_setbacks,
    QuestionKind.GAPS: gather_gaps,
    QuestionKind.MEASURE: gather_measures,
    QuestionKind.RISK: gather_risk,
    QuestionKind.CONTEXT: gather_context,
    QuestionKind.INTERVENTION: gather_interventions,
    QuestionKind.GOAL: gather_goals,
    QuestionKind.LOOKUP: gather_facts,
    QuestionKind.PERIOD: gather_period,
    QuestionKind.COMPARISON: gather_comparison,
    QuestionKind.SUPERVISION: gather_supervision,
    QuestionKind.CONTRADICTION: gather_contradictions,
    QuestionKind.MEANING: gather_meaning,
}

STEPS: Mapping[QuestionKind, str] = {
    QuestionKind.SUSTAINED: "Weighing what changed and whether it has lasted",
    QuestionKind.CHANGE: "Comparing the first sessions with the latest",
    QuestionKind.SUMMARY: "Going through the whole course, domain by domain",
    QuestionKind.SETBACK: "Looking for returns towards baseline",
    QuestionKind.GAPS: "Looking for what the notes leave open",
    QuestionKind.MEASURE: "Collecting the scores written in the notes",
    QuestionKind.RISK: "Reading every statement about risk",
    QuestionKind.CONTEXT: "Looking at life events around that time",
    QuestionKind.INTERVENTION: "Putting interventions and changes in order of time",
    QuestionKind.GOAL: "Looking for the goal and how it stands",
    QuestionKind.LOOKUP: "Searching the notes",
    QuestionKind.PERIOD: "Reading the sessions of that time",
    QuestionKind.COMPARISON: "Comparing the two periods",
    QuestionKind.SUPERVISION: "Collecting risk, change, stuck points and alliance",
    QuestionKind.CONTRADICTION: "Looking for statements that stand against each other",
    QuestionKind.MEANING: "Tying it to baseline and goals",
    QuestionKind.SEVERAL: "Taking the questions one by one",
}
"""What is being done, in plain words, for the chat."""

POINTED = frozenset({Asked.WHO, Asked.WHERE, Asked.WHY, Asked.QUANTITY, Asked.WHEN})
"""Question words that want one fact, whatever the question is about."""
ENDING = frozenset(stem(word) for word in "stop last end cease gone first begin current".split())
"""Words of a question about risk that want its course rather than one fact."""


def gather(understanding: Understanding, sources: Sources) -> Gathered:
    """Return what the record holds for a question, or for each of several."""
    if understanding.parts:
        return _together([gather(part, sources) for part in understanding.parts])
    gatherer = gather_facts if _wants_one_fact(understanding) else GATHERERS[understanding.kind]
    found = gatherer(understanding, sources)
    if found.support is Support.NOT_DOCUMENTED and gatherer is gather_setbacks:
        return gather_facts(understanding, sources)
    return found


def _wants_one_fact(understanding: Understanding) -> bool:
    if understanding.kind is QuestionKind.RISK:
        beyond = {t for t in understanding.terms if t not in weak()} - GENERAL - SPECIFIC
        return understanding.asked in POINTED and bool(beyond) and not ENDING & set(understanding.terms)
    return understanding.kind is QuestionKind.INTERVENTION and understanding.asked is Asked.OUTCOME


def _together(parts: list[Gathered]) -> Gathered:
    answered = any(part.support is not Support.NOT_DOCUMENTED for part in parts)
    return Gathered(
        support=Support.DOCUMENTED if answered else Support.NOT_DOCUMENTED,
        findings=tuple(f for part in parts for f in part.findings),
        verdicts=tuple(v for part in parts for v in part.verdicts),
        missing=tuple(m for part in parts for m in part.missing),
        notices=tuple(n for part in parts for n in part.notices),
        parts=tuple(parts),
    )
