"""Answers about a time, two periods side by side, accounts that differ, and why a matter weighs."""

from __future__ import annotations

from collections.abc import Sequence

from agent.composing.facts import not_documented, write_facts
from agent.composing.outcomes import verdict_sentence
from agent.composing.sentences import absent, cited, joined
from agent.records import (
    Answer,
    Claim,
    Finding,
    Gathered,
    Role,
    Support,
    Understanding,
)


def write_period(understanding: Understanding, gathered: Gathered) -> Answer:
    """Tell how it was in the sessions of the time that is asked about."""
    told = _of(gathered, Role.THEN)
    if gathered.support is Support.NOT_DOCUMENTED or not told:
        return not_documented(understanding, gathered.findings, _what(understanding))
    return _answer(understanding, [joined(f"{span(told)} the notes say: ", told)])


def write_comparison(understanding: Understanding, gathered: Gathered) -> Answer:
    """Set two periods side by side."""
    then, later = _of(gathered, Role.THEN), _of(gathered, Role.LATER)
    if not then and not later:
        return not_documented(understanding, gathered.findings, _what(understanding))
    claims = [
        _side("In the earlier period", then, understanding),
        _side("In the later period", later, understanding),
    ]
    return _answer(understanding, claims)


def write_contradictions(understanding: Understanding, gathered: Gathered) -> Answer:
    """Put the statements that differ beside each other; or say that none was found."""
    one, other = _of(gathered, Role.FACT), _of(gathered, Role.CONTRADICTS)
    if gathered.support is not Support.DOCUMENTED:
        return write_facts(understanding, gathered)
    if not one or not other:
        nearest = [cited("What they say of it, in ", f) for f in (*one, *other)[:2]]
        first = absent("The notes document no statements that stand against each other on this.")
        return _answer(understanding, [first, *nearest])
    return _answer(
        understanding, [joined("The notes differ. On one side: ", one), joined("On the other: ", other)]
    )


def write_meaning(understanding: Understanding, gathered: Gathered) -> Answer:
    """Tie a matter to where the client began and what she wanted; its weight is the reader's to judge."""
    facts, goals, start = (_of(gathered, role) for role in (Role.FACT, Role.GOAL, Role.BASELINE))
    if gathered.support is not Support.DOCUMENTED or not (goals or start):
        return write_facts(understanding, gathered)
    claims = [joined("What the notes tie it to. As it happened: ", facts)]
    claims += [joined("The goal it belongs to: ", goals)] if goals else []
    claims += [joined("At the start: ", start)] if start else []
    if gathered.verdicts:
        claims.append(verdict_sentence(gathered.verdicts[0], understanding, yes_no=False))
    return _answer(understanding, claims)


def span(told: Sequence[Finding]) -> str:
    """Return the sessions from which something is told, in words."""
    numbers = sorted({f.evidence.session for f in told})
    if len(numbers) == 1:
        return f"In session {numbers[0]} ({{date:{numbers[0]}}})"
    return f"In sessions {numbers[0]} ({{date:{numbers[0]}}}) to {numbers[-1]} ({{date:{numbers[-1]}}})"


def _side(lead: str, told: Sequence[Finding], understanding: Understanding) -> Claim:
    if told:
        where = span(told)
        return joined(f"{lead}, {where[0].lower()}{where[1:]}: ", told)
    return absent(f"{lead}, the notes do not document {_what(understanding)}.")


def _what(understanding: Understanding) -> str:
    return f"{understanding.topic} at that time" if understanding.topic else "this at that time"


def _of(gathered: Gathered, role: Role) -> list[Finding]:
    return sorted((f for f in gathered.findings if f.role is role), key=lambda f: f.evidence.session)


def _answer(understanding: Understanding, claims: Sequence[Claim]) -> Answer:
    return Answer(question=understanding.question, kind=understanding.kind, claims=tuple(claims))
