"""What a therapist may correct in an assessment, each with her reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tools.errors import ToolRefused
from tools.records import Change, Domain, Durability

DISMISSAL, THRESHOLD, OVERRIDE = "dismissed observation", "threshold", "verdict"
"""Kinds of entries in a log of corrections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissal:
    """An observation that is not so: misread, not about the client, or not about now."""

    observation_id: str
    reason: str = field(default="", repr=False)

    @property
    def kind(self) -> str:
        """The kind of its entry in a log."""
        return DISMISSAL


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdChange:
    """A limit of the rules set otherwise. `name` is a field of `Thresholds`."""

    name: str
    value: float
    reason: str = field(default="", repr=False)

    @property
    def kind(self) -> str:
        """The kind of its entry in a log."""
        return THRESHOLD


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictOverride:
    """The therapist's own verdict on a domain, or on the whole (`domain` None)."""

    domain: Domain | None
    change: Change
    durability: Durability
    reason: str = field(default="", repr=False)

    @property
    def kind(self) -> str:
        """The kind of its entry in a log."""
        return OVERRIDE


Correction = Dismissal | ThresholdChange | VerdictOverride


def correction_to_data(correction: Correction) -> dict[str, Any]:
    """A correction as JSON holds it, without its kind and reason, which a log keeps beside it."""
    if isinstance(correction, Dismissal):
        return {"observation": correction.observation_id}
    if isinstance(correction, ThresholdChange):
        return {"name": correction.name, "value": correction.value}
    domain = None if correction.domain is None else correction.domain.value
    return {"domain": domain, "change": correction.change.value, "durability": correction.durability.value}


def correction_from_data(kind: str, data: Mapping[str, Any], reason: str = "") -> Correction:
    """The correction that an entry of a log records.

    Raises:
        ToolRefused: the kind is unknown, or the data are not those of this kind.
    """
    try:
        if kind == DISMISSAL:
            return Dismissal(observation_id=str(data["observation"]), reason=reason)
        if kind == THRESHOLD:
            return ThresholdChange(name=str(data["name"]), value=float(data["value"]), reason=reason)
        if kind == OVERRIDE:
            domain = None if data["domain"] is None else Domain(data["domain"])
            change, durability = Change(data["change"]), Durability(data["durability"])
            return VerdictOverride(domain=domain, change=change, durability=durability, reason=reason)
    except (KeyError, TypeError, ValueError) as error:
        raise ToolRefused(
            f"An entry of kind {kind!r} is not well formed ({type(error).__name__}). Correct it anew."
        ) from None
    raise ToolRefused(f"Expected one of {DISMISSAL!r}, {THRESHOLD!r}, {OVERRIDE!r}; got {kind!r}.")
