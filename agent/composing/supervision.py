"""The sheet for supervision: open risk, what changed, stuck points, alliance, questions to take."""

from __future__ import annotations

from agent.composing.outcomes import setback_sentences, verdict_sentence
from agent.composing.sentences import absent, cited, joined, phrases, remark
from agent.records import Answer, Claim, Finding, Gathered, Role, Understanding, VerdictFacts
from tools.records import Change


def write_supervision(understanding: Understanding, gathered: Gathered) -> Answer:
    """Write the sheet; what the notes do not hold is named, never filled."""
    overall, *domains = gathered.verdicts
    claims = [
        *_risk(gathered),
        verdict_sentence(overall, understanding, yes_no=False),
        *_stuck(gathered, overall),
        *_alliance(gathered),
        _questions(gathered, domains),
    ]
    return Answer(question=understanding.question, kind=understanding.kind, claims=tuple(claims))


def _risk(gathered: Gathered) -> list[Claim]:
    present, denied = _of(gathered, Role.RISK), _of(gathered, Role.DENIAL)
    if not present and not denied:
        return [absent("Risk: not documented. Not mentioned is not the same as absent.")]
    leads = [cited("Risk, last told as present in ", f) for f in present]
    return [*leads, *(cited("Risk, last denied or absent in ", f) for f in denied)]


def _stuck(gathered: Gathered, overall: VerdictFacts) -> list[Claim]:
    stuck = [*_of(gathered, Role.SETBACK), *_of(gathered, Role.STUCK)]
    lines = setback_sentences(overall)
    return (
        [*lines, joined("Stuck points in the last sessions: ", stuck)]
        if stuck
        else [
            *lines,
            absent("Stuck points: the last sessions document none."),
        ]
    )


def _alliance(gathered: Gathered) -> list[Claim]:
    told = _of(gathered, Role.ALLIANCE)
    return [joined("Alliance: ", told)] if told else [absent("Alliance: not documented in so many words.")]


def _questions(gathered: Gathered, domains: list[VerdictFacts]) -> Claim:
    """Questions that follow from what is open in the record; none of them is advice."""
    asked = phrases()["supervision"]
    chosen = [
        asked["risk"] if _of(gathered, Role.RISK) else asked["risk_silent"],
        asked["stuck"] if _of(gathered, Role.STUCK) or _of(gathered, Role.SETBACK) else asked["gains"],
        asked["alliance"] if _of(gathered, Role.ALLIANCE) else asked["alliance_silent"],
    ]
    names = phrases()["domains"]
    silent = [names[f.domain.value] for f in domains if f.domain and f.change is Change.NOT_DOCUMENTED]
    if silent:
        chosen.append(asked["silent"].format(what=", ".join(silent)))
    return remark("Questions to take: " + " ".join(chosen))


def _of(gathered: Gathered, role: Role) -> list[Finding]:
    return [f for f in gathered.findings if f.role is role]
