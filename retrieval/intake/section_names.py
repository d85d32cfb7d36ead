"""The headings under which clinicians write: the five note formats, and `section_headings.txt`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from retrieval.records import NoteFormat

LETTERS: dict[NoteFormat, tuple[str, ...]] = {
    NoteFormat.SOAP: ("subjective", "objective", "assessment", "plan"),
    NoteFormat.BIRP: ("behavior", "intervention", "response", "plan"),
    NoteFormat.DAP: ("data", "assessment", "plan"),
    NoteFormat.GIRP: ("goal", "intervention", "response", "plan"),
    NoteFormat.PIE: ("problem", "intervention", "evaluation"),
}
"""The sections of each format, in order; their first letters are its name. Earlier formats win a tie."""

DEFINING: dict[NoteFormat, tuple[str, int]] = {
    NoteFormat.SOAP: ("subjective", 2),
    NoteFormat.BIRP: ("behavior", 3),
    NoteFormat.DAP: ("data", 2),
    NoteFormat.GIRP: ("goal", 3),
    NoteFormat.PIE: ("problem", 3),
}
"""The section without which a format is not that format, and how many of its sections must be there."""

INLINE = frozenset(name for parts in LETTERS.values() for name in parts) | {
    "assessment and plan",
    "mental status",
    "risk",
    "homework",
    "diagnosis",
    "presenting problem",
    "medication",
    "history",
}
"""Sections that also open in the middle of a line, after the end of a sentence and with a colon."""

_TABLE = Path(__file__).with_name("section_headings.txt")


@lru_cache(maxsize=1)
def headings() -> dict[str, str]:
    """Heading in lower case -> section name.

    Only these names leave this package: a heading of the writer's own may hold somebody's name.
    """
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.partition(": ") for line in lines if line and not line.startswith("#")]
    return {heading: name for name, _, written in rows for heading in written.split("; ")}
