"""Which passages of the notes speak of a thing: by the section they stand in, or by the field's words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from itertools import groupby
from typing import TypeVar

import yaml

from retrieval.records import NoteKind, Passage
from tools.documents.errors import OutlineError
from tools.documents.material import Material

EARLY, LATE = 2, 3
"""Attended sessions that count as the start (the intake among them) and as the end of care."""
A_SESSION = 2
"""Passages of one session at most, so that a long note does not fill a part alone."""
FEWEST_WORDS = 2
HEAD = re.compile(
    r"\b(?:MRN|DOB|NHS (?:no|number)|date of (?:birth|service|session)|(?:client|patient)(?: name)?\s*:)",
    re.IGNORECASE,
)
"""The head of a note names whose it is and when it was; it tells nothing of her."""

Item = TypeVar("Item")


class When(StrEnum):
    """From which sessions to take."""

    FIRST = "first"
    """The earliest that say anything."""
    EARLY = "early"
    """Intake and the first attended sessions only."""
    LATE = "late"
    """The last attended sessions only."""
    LAST = "last"
    """The latest that say anything."""
    ENDS = "ends"
    """The earliest and the latest."""
    ALL = "all"
    """Spread over the whole course."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CueSet:
    """A row of `cues.yaml`."""

    sections: frozenset[str]
    said: re.Pattern[str] | None
    unless: re.Pattern[str] | None

    def weight(self, passage: Passage) -> int:
        """How clearly a passage speaks of it: words found, the section counting for two; 0 for not at all."""
        if self.unless is not None and self.unless.search(passage.text):
            return 0
        found = len({m.group().lower() for m in self.said.finditer(passage.text)}) if self.said else 0
        return found + 2 * (passage.section in self.sections)


@cache
def cue_sets() -> Mapping[str, CueSet]:
    """Return the cue sets by name."""
    raw = yaml.safe_load((resources.files("tools.documents") / "cues.yaml").read_text(encoding="utf-8"))
    return {
        name: CueSet(
            sections=frozenset(row.get("sections", ())),
            said=_pattern(row.get("said", ())),
            unless=_pattern(row.get("unless", ())),
        )
        for name, row in raw.items()
    }


def _pattern(cues: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!\w)(?:{'|'.join(cues)})(?!\w)", re.IGNORECASE) if cues else None


def passages_on(material: Material, name: str, when: When, most: int) -> tuple[Passage, ...]:
    """Return the passages that speak of a thing, by date, at most `most`.

    Raises:
        OutlineError: there is no such cue set.
    """
    if name not in cue_sets():
        raise OutlineError(f"There is no cue set {name!r} in cues.yaml. Use one of its names.")
    cues, wanted = cue_sets()[name], sessions_of(material, when)
    order = {note.id: place for place, note in enumerate(material.notes)}
    found = [
        (weight, passage)
        for passage in material.passages
        if (wanted is None or passage.note_id in wanted)
        and len(passage.text.split()) >= FEWEST_WORDS
        and not HEAD.search(passage.text)
        and (weight := cues.weight(passage))
    ]
    found.sort(key=lambda item: (order[item[1].note_id], item[1].start))
    best: list[Passage] = []
    for _, group in groupby(found, key=lambda item: item[1].note_id):
        chosen = sorted(group, key=lambda item: -item[0])[:A_SESSION]
        best += sorted((p for _, p in chosen), key=lambda p: p.start)
    return spread(best, when, most)


def sessions_of(material: Material, when: When) -> frozenset[str] | None:
    """Ids of the notes of the start or end of care; None for the whole course."""
    if when is When.EARLY:
        intakes = [s for s in material.sessions if s.kind is NoteKind.INTAKE]
        return frozenset(s.reading.note_id for s in (*intakes, *material.attended[:EARLY]))
    if when is When.LATE:
        ends = [s for s in material.sessions if s.kind is NoteKind.DISCHARGE]
        return frozenset(s.reading.note_id for s in (*ends, *material.attended[-LATE:]))
    return None


def spread(items: Sequence[Item], when: When, most: int) -> tuple[Item, ...]:
    """Keep at most `most` of what stands in order of time: its beginning, its end, or evenly."""
    if len(items) <= most:
        return tuple(items)
    if when in (When.FIRST, When.EARLY):
        return tuple(items[:most])
    if when in (When.LAST, When.LATE):
        return tuple(items[-most:])
    if when is When.ENDS:
        half = most // 2
        return (*items[: most - half], *items[len(items) - half :])
    if most == 1:
        return (items[0],)
    return tuple(items[round(place * (len(items) - 1) / (most - 1))] for place in range(most))
