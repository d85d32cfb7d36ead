"""Corrections of findings in words: for the log, for the line after one, for the foot of an answer."""

from __future__ import annotations

from collections.abc import Sequence

from tools.correcting_observations import ObservationChange
from tools.outcomes.corrections import Dismissal, ThresholdChange, VerdictOverride
from tools.outcomes.reassessing import VerdictChange
from tools.records import Direction, Domain
from ui.findings_log import FindingEntry, correcting
from ui.words import DOMAINS, LEVELS, verdict_words

OVERALL = "Overall"
DIRECTIONS = {Direction.BETTER: "better", Direction.WORSE: "worse", Direction.SAME: "the same"}
THRESHOLDS = {
    "sustained_days": "days for a gain to count as lasting",
    "sustained_sessions": "attended sessions for a gain to count as lasting",
    "setback_sessions": "most sessions of a setback that breaks nothing",
    "documented_sessions": "fewest sessions that document a domain",
    "fluctuation_returns": "returns that make a course fluctuating",
    "setback_share": "most of the time that setbacks of a lasting gain may take",
    "sustained_confidence": "how probable “sustained” must be",
    "improved_confidence": "how probable “improved” must be",
    "long_break_days": "days without a session that are a long break",
}


def correction_words(entry: FindingEntry) -> str:
    """What an entry says: "dismissed", "corrected: doing well", "Symptoms: improved, sustained"."""
    what = entry.correction
    if isinstance(what, Dismissal):
        return "dismissed"
    if isinstance(what, ObservationChange):
        return f"corrected: {', '.join(_change_words(what))}"
    if isinstance(what, ThresholdChange):
        return f"{THRESHOLDS.get(what.name, what.name)}: {what.value:g}"
    if isinstance(what, VerdictOverride):
        return f"{domain_words(what.domain)}: {verdict_words(what.change, what.durability)}, by the therapist"
    return f"takes back {entry.undoes}"


def effect_words(number: int, changed: Sequence[VerdictChange]) -> str:
    """What a correction did to the verdicts, in a line."""
    told = [
        f"{domain_words(c.domain)} was “{before}”, is “{after}”"
        for c in changed
        if (before := verdict_words(c.before.change, c.before.durability))
        != (after := verdict_words(c.after.change, c.after.durability))
    ]
    others = len(changed) - len(told)
    if others:
        told.append(f"{others} more {'rests' if others == 1 else 'rest'} on other words or dates now")
    return f"Correction {number}. {'; '.join(told) if told else 'No verdict changes'}."


def notices(log: Sequence[FindingEntry]) -> tuple[str, ...]:
    """What an answer says of corrections in force."""
    given = correcting(log)
    limits = {c.name: c for c in given if isinstance(c, ThresholdChange)}.values()
    own = {c.domain: c for c in given if isinstance(c, VerdictOverride)}
    lines = [
        f"Your own threshold is in force: {THRESHOLDS.get(c.name, c.name)}, {c.value:g}." for c in limits
    ]
    lines += [
        f"Your own verdict stands here in place of the computed one: {domain_words(c.domain)}, "
        f"{verdict_words(c.change, c.durability)}."
        for c in own.values()
    ]
    ids = {c.observation_id for c in given if isinstance(c, Dismissal | ObservationChange)}
    if ids:
        lines.append(f"{len(ids)} observation{'' if len(ids) == 1 else 's'} corrected by you.")
    return tuple(lines)


def domain_words(domain: Domain | None) -> str:
    """A domain by name; None is the whole."""
    return OVERALL if domain is None else DOMAINS[domain]


def _change_words(change: ObservationChange) -> list[str]:
    words = [] if change.domain is None else [DOMAINS[change.domain]]
    words += [] if change.level is None else [LEVELS[change.level]]
    words += [] if change.direction is None else [DIRECTIONS[change.direction]]
    if change.of_client is not None:
        words.append("of the client" if change.of_client else "about somebody else")
    return words
