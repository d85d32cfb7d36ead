"""Which kind of answer a question wants, and what its question word asks for."""

from __future__ import annotations

from collections import Counter

from agent.records import Asked, QuestionKind
from agent.understanding.tables import asked_cues, kind_cues, wordings

LEAST = 2
"""Cue weight below which a question is a plain lookup."""

PRESUMING = frozenset({Asked.WHY, Asked.OUTCOME, Asked.WHEN, Asked.QUANTITY})
"""Question words that take for granted that what they ask about took place."""


def kind_of(question: str) -> QuestionKind:
    """Return the kind whose cues weigh most in a clean, lower-case question; lookup where none do."""
    weights: Counter[QuestionKind] = Counter()
    for cue in kind_cues():
        if cue.pattern.search(question):
            weights[cue.kind] += cue.weight
    if not weights:
        return QuestionKind.LOOKUP
    kind, weight = weights.most_common(1)[0]
    return kind if weight >= LEAST else QuestionKind.LOOKUP


def has_cue(question: str) -> bool:
    """Tell whether any question kind is named at all."""
    return any(cue.pattern.search(question) for cue in kind_cues())


def asked_of(question: str) -> Asked:
    """Return what the question word asks for."""
    return next((asked for asked, pattern in asked_cues() if pattern.search(question)), Asked.WHAT)


def all_asked(question: str) -> tuple[Asked, ...]:
    """Return everything that the question words ask for, the one that wins first."""
    found = tuple(dict.fromkeys(asked for asked, pattern in asked_cues() if pattern.search(question)))
    return found or (Asked.WHAT,)


def presumes(question: str, asked: Asked) -> bool:
    """Tell whether the question takes an event for granted."""
    return asked in PRESUMING or any(cue.search(question) for cue in wordings("presuming"))


def presumes_begun(question: str) -> bool:
    """Tell whether the question takes for granted that something was begun or had been going on."""
    return any(cue.search(question) for cue in wordings("begun"))
