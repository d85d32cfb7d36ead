"""Answers to lookups, goals and yes/no questions."""

from __future__ import annotations

from agent.composing.sentences import absent, cited
from agent.records import Answer, Asked, Claim, Finding, Gathered, Role, Support, Understanding

ONLY_PLANNED = "speak of it only as planned, offered or considered"


def write_facts(understanding: Understanding, gathered: Gathered) -> Answer:
    """State the fact with its sentence, or correct the premise, or say that it is not documented."""
    match gathered.support:
        case Support.DOCUMENTED:
            return _answer(understanding, _documented(understanding, gathered.findings))
        case Support.DENIED:
            return _denied(understanding, gathered.findings)
        case Support.PLANNED:
            return _planned(understanding, gathered.findings)
        case _:
            return not_documented(understanding, gathered.findings)


def not_documented(understanding: Understanding, findings: tuple[Finding, ...], what: str = "this") -> Answer:
    """Say in one sentence that the notes do not hold it, with the nearest thing that they do hold."""
    if understanding.presumes and what == "this":
        first = absent("The notes do not support that this took place, and do not document what you ask.")
    else:
        first = absent(f"The notes do not document {what}.")
    nearest = [cited("The nearest they hold is ", f) for f in findings if f.role is Role.NEAREST]
    corrects = understanding.presumes and what == "this"
    return _answer(understanding, [first, *nearest], abstained=True, corrects=corrects)


def _documented(understanding: Understanding, findings: tuple[Finding, ...]) -> list[Claim]:
    facts = [f for f in findings if f.role is not Role.CONTRADICTS]
    lead = "Yes, as the notes have it, in " if understanding.asked is Asked.YES_NO else "The notes say in "
    if understanding.asked is Asked.WHEN:
        lead = "In "
    first, *more = facts
    claims = [cited(lead, first), *(cited("Also in ", f) for f in more)]
    return claims + [cited("But in ", f) for f in findings if f.role is Role.CONTRADICTS]


def _denied(understanding: Understanding, findings: tuple[Finding, ...]) -> Answer:
    lead = (
        "The notes do not support that; they say in " if understanding.presumes else "No, the notes say in "
    )
    first, *more = findings
    claims = [cited(lead, first), *(cited("Also in ", f) for f in more)]
    return _answer(understanding, claims, corrects=understanding.presumes or understanding.begun)


def _planned(understanding: Understanding, findings: tuple[Finding, ...]) -> Answer:
    corrects = understanding.presumes or understanding.begun
    if understanding.presumes:
        lead = f"The notes do not support that this has happened; they {ONLY_PLANNED}, in "
    else:
        lead = f"No, not by the last mention: the notes {ONLY_PLANNED}, in "
    latest, *earlier = sorted(findings, key=lambda f: -f.evidence.session)
    claims = [cited(lead, latest), *(cited("Earlier, in ", f) for f in earlier)]
    return _answer(understanding, claims, abstained=True, corrects=corrects)


def _answer(
    understanding: Understanding, claims: list[Claim], *, abstained: bool = False, corrects: bool = False
) -> Answer:
    return Answer(
        question=understanding.question,
        kind=understanding.kind,
        claims=tuple(claims),
        abstained=abstained,
        corrects_premise=corrects,
    )
