"""The working relationship: bond, ruptures and repairs, kept apart from outcome."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from tools.records import Assertion, Chart, Observation, Topic

SURE_ENOUGH = 0.4


class Sign(StrEnum):
    """What a remark on the relationship shows."""

    RUPTURE = "rupture"
    REPAIR = "repair"
    BOND = "bond"


@dataclass(frozen=True, slots=True, kw_only=True)
class AllianceSign:
    """A remark; a rupture names the session of the next repair, where one is told."""

    sign: Sign
    observation: Observation
    repaired_in: int | None = None


def alliance_signs(chart: Chart) -> tuple[AllianceSign, ...]:
    """List remarks on the working relationship in order of session."""
    ordered = sorted(chart.sessions, key=lambda s: (s.date, s.session))
    said = [
        (o, _sign(o))
        for s in ordered
        for o in sorted(s.reading.observations, key=lambda o: (o.evidence.start, o.id))
        if o.topic is Topic.ALLIANCE and o.assertion is Assertion.PRESENT and o.certainty >= SURE_ENOUGH
    ]
    found: list[AllianceSign] = []
    repaired: int | None = None
    for one, sign in reversed(said):
        repaired = one.evidence.session if sign is Sign.REPAIR else repaired
        after = repaired if sign is Sign.RUPTURE else None
        found.append(AllianceSign(sign=sign, observation=one, repaired_in=after))
    return tuple(reversed(found))


def _sign(one: Observation) -> Sign:
    return next((sign for sign, words in _cues() if words.search(one.evidence.quote)), Sign.BOND)


@cache
def _cues() -> tuple[tuple[Sign, re.Pattern[str]], ...]:
    text = resources.files("tools.outcomes").joinpath("alliance_cues.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple((Sign(sign), re.compile(words, re.IGNORECASE)) for sign, words in rows)
