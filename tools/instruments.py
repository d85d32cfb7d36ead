"""Rating scales: names, range, which end is better, bands, cutoff, reliable change, and their sources.

The data are in `instruments.yaml`; every clinical figure there names where it comes from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any


class Better(StrEnum):
    """Which end of a scale is the good one."""

    LOW = "low"
    HIGH = "high"
    NONE = "none"


class Role(StrEnum):
    """What a score is good for."""

    OUTCOME = "outcome"
    SCREENING = "screening"
    ALLIANCE = "alliance"
    RISK = "risk"
    SESSION = "session"
    """Ratings within one session (SUDS, VOC): noted, never an outcome."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One rating scale. Figures that are not established are None."""

    name: str
    title: str
    low: float
    high: float
    better: Better
    role: Role
    source: str
    spellings: tuple[str, ...] = ()
    word: bool = False
    """Its name is also an English word: only capitals count."""
    bands: tuple[float, ...] = ()
    """Upper bounds of the severity bands, mildest first."""
    cutoff: float | None = None
    """Where the clinical range begins (low scales) or ends (high scales)."""
    reliable_change: float | None = None
    """Points beyond measurement error."""
    confidence: str | None = None
    """How well bands, cutoff and reliable change are established: high, medium, low."""

    def holds(self, score: float) -> bool:
        """Whether `score` is possible on this scale."""
        return self.low <= score <= self.high

    def band(self, score: float) -> int | None:
        """Return the position of the severity band, 0 the mildest, or None where there are no bands."""
        return next((i for i, bound in enumerate(self.bands) if score <= bound), None)

    def in_clinical_range(self, score: float) -> bool | None:
        """Whether `score` lies in the clinical range; None where no cutoff is established."""
        if self.cutoff is None or self.better is Better.NONE:
            return None
        return score >= self.cutoff if self.better is Better.LOW else score < self.cutoff

    def improvement(self, before: float, after: float) -> float | None:
        """Return the change in points, positive for the better; None where no end is better."""
        if self.better is Better.NONE:
            return None
        return before - after if self.better is Better.LOW else after - before


@cache
def instruments() -> tuple[Instrument, ...]:
    """Return all instruments in table order."""
    import yaml

    text = (resources.files("tools") / "instruments.yaml").read_text(encoding="utf-8")
    return tuple(_instrument(row) for row in yaml.safe_load(text))


def find(name: str) -> Instrument | None:
    """Return the instrument of that name or spelling, however it is written (phq9, PHQ 9), or None."""
    return _by_key().get(key(name))


def key(name: str) -> str:
    """Return the letters and digits of a name in lower case: what is left of any spelling."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


@cache
def _by_key() -> dict[str, Instrument]:
    named = {key(i.name): i for i in instruments()}
    spelt = {key(s): i for i in instruments() for s in i.spellings}
    return {**spelt, **named}


def _instrument(row: dict[str, Any]) -> Instrument:
    low, high = row["range"]
    return Instrument(
        name=row["name"],
        title=row["title"],
        low=float(low),
        high=float(high),
        better=Better(row["better"]),
        role=Role(row["role"]),
        source=row["source"],
        spellings=tuple(row.get("spellings", ())),
        word=bool(row.get("word", False)),
        bands=tuple(float(b) for b in row.get("bands", ())),
        cutoff=_number(row.get("cutoff")),
        reliable_change=_number(row.get("reliable_change")),
        confidence=row.get("confidence"),
    )


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)
