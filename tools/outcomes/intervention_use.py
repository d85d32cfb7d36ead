"""What was done in sessions, when first, how often, and what the notes record after it: order, not cause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from tools.records import Assertion, Assessment, Domain, Level, Observation, Trajectory

OTHER = "other"
AFTERWARDS = 2
"""Documented sessions after the first use that are looked at."""
SHOWN = (Domain.SYMPTOMS, Domain.FUNCTION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """The state of a domain around the first use of an intervention. Levels are None where not documented."""

    domain: Domain
    before: Level | None
    """In the last session up to the first use that documents the domain."""
    after: tuple[Level, ...]
    """In the next documented sessions."""
    sessions: tuple[int, ...]
    """Of `after`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionUse:
    """One intervention by name."""

    name: str
    first_session: int
    sessions: tuple[int, ...]
    observations: tuple[Observation, ...]
    followed: tuple[Following, ...]


def intervention_uses(assessment: Assessment) -> tuple[InterventionUse, ...]:
    """Gather the mentions of each intervention, in order of first use; planned ones are left out."""
    named: dict[str, list[Observation]] = {}
    for one in sorted(assessment.interventions, key=lambda o: (o.evidence.session, o.evidence.start)):
        if one.assertion is Assertion.PRESENT:
            for name in names_in(one.evidence.quote) or (OTHER,):
                named.setdefault(name, []).append(one)
    return tuple(_use(name, found, assessment) for name, found in named.items())


def names_in(text: str) -> tuple[str, ...]:
    """Interventions that a text names; exposure gives way to a special form of it, such as imaginal."""
    found = [name for name, pattern in _table() if pattern.search(text)]
    return tuple(n for n in found if not any(n != other and n in other for other in found))


def _use(name: str, found: Sequence[Observation], assessment: Assessment) -> InterventionUse:
    sessions = tuple(dict.fromkeys(o.evidence.session for o in found))
    return InterventionUse(
        name=name,
        first_session=sessions[0],
        sessions=sessions,
        observations=tuple(found),
        followed=tuple(_following(assessment.trajectories[d], sessions[0]) for d in SHOWN),
    )


def _following(trajectory: Trajectory, session: int) -> Following:
    before = [p for p in trajectory.points if p.session <= session]
    after = [p for p in trajectory.points if p.session > session][:AFTERWARDS]
    return Following(
        domain=trajectory.domain,
        before=before[-1].state if before else None,
        after=tuple(p.state for p in after),
        sessions=tuple(p.session for p in after),
    )


@cache
def _table() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = resources.files("tools.outcomes").joinpath("intervention_names.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple((name, _pattern(spelt.split(" | "))) for name, spelt in rows)


def _pattern(spellings: Iterable[str]) -> re.Pattern[str]:
    """Abbreviations in capitals count only in capitals: ACT, not act."""
    parts = [re.escape(s.strip()).replace(r"\*", r"\w*") for s in spellings]
    worded = [p if p.isupper() else f"(?i:{p})" for p in parts]
    return re.compile(rf"(?<!\w)(?:{'|'.join(worded)})(?!\w)")
