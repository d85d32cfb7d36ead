"""What was read from a client's notes, session by session, with quotes and what was corrected."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from retrieval.errors import EvidenceError
from retrieval.records import Evidence, Quote
from tools.correcting_observations import ObservationChange, corrected_observation
from tools.outcomes.corrections import Dismissal
from tools.records import Assertion, Domain, Observation, Topic
from ui.client_choice import spoken
from ui.findings_desk import Standing
from ui.findings_log import FindingEntry
from ui.findings_words import DIRECTIONS, correction_words
from ui.words import DOMAINS, LEVELS

ASSERTIONS = {
    Assertion.PRESENT: "",
    Assertion.ABSENT: "said to be absent",
    Assertion.PAST: "in the past",
    Assertion.HYPOTHETICAL: "hypothetical",
}


class Quoting(Protocol):
    """What is needed of a client's history."""

    def quote(self, evidence: Evidence, /) -> Quote:
        """The words as they stand in the original."""
        ...

    def restore(self, text: str, /) -> str:
        """Names put back."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationLine:
    """One observation, as it was read and as it stands."""

    observation: Observation
    """As it stands: corrected where it was."""
    quote: str = field(repr=False)
    """The original's words."""
    start: int
    end: int
    """Where they stand in it; both 0 where the note was changed since."""
    correction: FindingEntry | None = None
    """The entry in force about it."""

    @property
    def dismissed(self) -> bool:
        """Whether it counts no more."""
        return self.correction is not None and isinstance(self.correction.correction, Dismissal)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLines:
    """The observations of one session."""

    session: int
    day: date
    note_id: str
    lines: tuple[ObservationLine, ...]


def observations_by_session(
    standing: Standing,
    history: Quoting,
    *,
    session: int | None = None,
    domain: Domain | None = None,
) -> tuple[SessionLines, ...]:
    """The observations of a client in order; sessions without any are left out.

    Args:
        standing: what was read and what is in force.
        history: gives the original words; the list is for the therapist's eyes.
        session: only this one.
        domain: only this one.
    """
    held = {
        entry.correction.observation_id: entry
        for entry in standing.log
        if entry.in_force and isinstance(entry.correction, Dismissal | ObservationChange)
    }
    found = []
    for one in standing.read.sessions:
        if session not in (None, one.session):
            continue
        lines = [_line(o, held.get(o.id), history) for o in one.reading.observations]
        kept = tuple(x for x in lines if domain is None or domain in x.observation.domains)
        if kept:
            found.append(
                SessionLines(session=one.session, day=one.date, note_id=one.reading.note_id, lines=kept)
            )
    return tuple(found)


def observation_words(observation: Observation) -> str:
    """What an observation says: "Symptoms: doing well, better · panic attacks"."""
    about = ", ".join(DOMAINS[d] for d in observation.domains) or observation.topic.value.replace("_", " ")
    said = [
        LEVELS[observation.level] if observation.level and observation.topic is Topic.FINDING else "",
        DIRECTIONS[observation.direction] if observation.direction else "",
        ASSERTIONS[observation.assertion],
        "" if observation.of_client else "about somebody else",
    ]
    words = ", ".join(word for word in said if word)
    indicator = f" · {observation.indicator}" if observation.indicator else ""
    return f"{about}{': ' if words else ''}{words}{indicator}"


def observations_data(sessions: tuple[SessionLines, ...]) -> list[dict[str, Any]]:
    """The list as JSON."""
    return [
        {
            "session": one.session,
            "date": one.day.isoformat(),
            "day": spoken(one.day),
            "note": one.note_id,
            "observations": [_data(line) for line in one.lines],
        }
        for one in sessions
    ]


def log_data(log: tuple[FindingEntry, ...]) -> list[dict[str, Any]]:
    """The corrections as JSON, oldest first."""
    return [
        {
            "number": entry.number,
            "when": entry.when.isoformat(timespec="seconds"),
            "what": correction_words(entry),
            "reason": entry.reason,
            "author": entry.author,
            "always": entry.always,
            "undoes": entry.undoes,
            "inForce": entry.in_force,
            "found": entry.found,
        }
        for entry in log
    ]


def _line(observation: Observation, entry: FindingEntry | None, history: Quoting) -> ObservationLine:
    change = entry.correction if entry else None
    stands = (
        corrected_observation(observation, change) if isinstance(change, ObservationChange) else observation
    )
    quote, start, end = _original(observation.evidence, history)
    return ObservationLine(observation=stands, quote=quote, start=start, end=end, correction=entry)


def _original(evidence: Evidence, history: Quoting) -> tuple[str, int, int]:
    try:
        found = history.quote(evidence)
    except EvidenceError:
        return history.restore(evidence.quote), 0, 0
    return found.text, found.start, found.end


def _data(line: ObservationLine) -> dict[str, Any]:
    seen, entry = line.observation, line.correction
    return {
        "id": seen.id,
        "topic": seen.topic.value,
        "domain": seen.domains[0].value if seen.domains else "",
        "level": seen.level.value if seen.level else "",
        "direction": seen.direction.value if seen.direction else "",
        "assertion": seen.assertion.value,
        "ofClient": seen.of_client,
        "source": seen.source.value,
        "indicator": seen.indicator,
        "frequency": seen.frequency,
        "certainty": round(seen.certainty, 2),
        "words": observation_words(seen),
        "quote": line.quote,
        "start": line.start,
        "end": line.end,
        "dismissed": line.dismissed,
        "correction": entry.number if entry else None,
        "reason": entry.reason if entry else "",
    }
