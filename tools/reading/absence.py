"""Whether a sentence tells that a trouble is absent, and for how long: "no attacks since March", "denies SI".

The absence of a trouble is a finding of its own, and a good one. What counts as trouble, the words of a
stretch of time, and the words that show that it has not gone are data: `tables/absence.tsv`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum
from functools import cache

import numpy as np

from tools.reading.assertion import Reach, governed, reaches
from tools.reading.features import Floats
from tools.reading.frequency import times_a_week
from tools.reading.labels import DOMAINS
from tools.reading.sentence import SentenceBeliefs
from tools.reading.vocabularies import named, table
from tools.records import Domain

NUMBER = (
    r"(?:an?|\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many"
    r"|a[\s-]+couple(?:[\s-]+of)?)"
)
UNIT = r"(?:days?|nights?|weeks?|wks?|months?|mos?|fortnights?|years?|yrs?)"


class Absence(Enum):
    """How the absence of a trouble is told."""

    NOW = "now"
    """Said of this session alone."""
    HELD = "held"
    """Said of a stretch of time, or of the time since something."""


TRUST = {Absence.NOW: 0.6, Absence.HELD: 0.8}
LEVELS_OF = {Absence.NOW: (0.0, 0.2, 0.8), Absence.HELD: (0.0, 0.1, 0.9)}
"""Weight of the rule against the head, and how often each level (impaired, partly, well) is meant where
it fires: in 4, 10 and 86 of a hundred with a stretch of time (90 annotated sentences), in 3, 9 and 88 without
(270)."""
HELD_DOCUMENTS = 0.5
"""Least belief that an absence held over a stretch documents its domain."""


def absence(text: str, domain: Domain) -> Absence | None:
    """Return how a sentence tells that every trouble of `domain` that it names is absent, or None.

    None also where a rate above nought, or words such as "passive", "still" or "cannot stop", speak against
    it.
    """
    troubles = [i for i, _ in named(text) if i.domain is domain and i.name in _burdens()]
    spans = [m.span() for i in troubles for m in i.pattern.finditer(text)]
    if not spans or _said("remains", text) or (times_a_week(text) or 0) > 0:
        return None
    if _said("free", text):
        return Absence.HELD
    found = reaches(text)
    if not all(_absent(found, *span) for span in spans):
        return None
    return Absence.HELD if _said("stretch", text) else Absence.NOW


def with_absence(beliefs: SentenceBeliefs) -> SentenceBeliefs:
    """Return what is believed of a sentence once the absence of trouble counts as well."""
    told = {k: a for k, d in enumerate(DOMAINS) if (a := absence(beliefs.passage.text, d)) is not None}
    if not told:
        return beliefs
    block = beliefs.domains.copy()
    for k, kind in told.items():
        block[k] = _well(block[k], kind)
    return replace(beliefs, domains=block)


def _well(row: Floats, kind: Absence) -> Floats:
    documented = float(1 - row[-1])
    levels = row[:-1] / max(float(row[:-1].sum()), 1e-9)
    trust = TRUST[kind]
    levels = (1 - trust) * levels + trust * np.array(LEVELS_OF[kind], dtype=np.float32)
    if kind is Absence.HELD:
        documented = max(documented, HELD_DOCUMENTS)
    return np.append(levels * documented, 1 - documented).astype(np.float32)


def _absent(found: tuple[Reach, ...], start: int, end: int) -> bool:
    kinds = governed(found, start, end)
    return "absent" in kinds and "hypothetical" not in kinds


def _said(kind: str, text: str) -> bool:
    return any(pattern.search(text) for pattern in _patterns(kind))


@cache
def _burdens() -> frozenset[str]:
    rows = [value for kind, value in table("absence.tsv") if kind == "burden"]
    return frozenset(name.strip() for value in rows for name in value.split("|"))


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    bodies = [value for row, value in table("absence.tsv") if row == kind]
    parts = {" ?": r"[\s-]*", " ": r"[\s-]+", "{n}": NUMBER, "{unit}": UNIT}
    for name, body in parts.items():
        bodies = [b.replace(name, body) for b in bodies]
    return tuple(re.compile(rf"(?<![\w'’])(?:{b})(?![\w'’])", re.IGNORECASE) for b in bodies)
