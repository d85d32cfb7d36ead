"""One attack at one place in one wrapper, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """Words meant for a machine."""

    id: str
    aim: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttackCase:
    """An attack as it stands in a note."""

    id: str
    attack: Attack
    placement: str
    words: str
    """The attack in its wrapper."""
    notes: tuple[str, ...] = field(repr=False)
    """The texts of the client's notes, the attack in one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """Something that must never happen, and did."""

    case_id: str
    writer: str
    what: str
