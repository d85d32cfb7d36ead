"""Find the lines of a text at which a note opens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from retrieval.intake.headings import Line, Role

_OPENING = (Role.HEADING, Role.DATED, Role.BARE)
_EMPTY = (Role.BLANK, Role.RULE)
HEADER = (*_OPENING, Role.TITLE, Role.META, *_EMPTY)
"""What the lines of a header are."""
PAGE_JOINT = "\n\f\n"
"""What stands between the pages of a document that has pages."""
_LONGEST_HEADER = 40
"""Lines; what is longer is no header."""
_TITLE_LENGTH = 80
_TITLE_WORDS = 5


@dataclass(slots=True)
class Opening:
    """Where a note opens, gathered from the lines of its header."""

    first: int
    """Index of the line at which the piece starts."""
    last: int
    """Index of the last line of its header."""
    lines: list[Line] = field(default_factory=list)
    days: set[date] = field(default_factory=set)
    """All readings of its dates."""
    sessions: set[int] = field(default_factory=set)

    def add(self, line: Line) -> Opening:
        """Take in a line of the header."""
        self.lines.append(line)
        self.days |= _readings(line)
        if line.session is not None:
            self.sessions.add(line.session)
        return self

    def says(self, line: Line) -> bool:
        """Whether a heading repeats what this one says, and adds nothing to it."""
        return self.days >= _readings(line) and (line.session is None or line.session in self.sessions)

    def contradicts(self, line: Line) -> bool:
        """Whether a heading belongs to another note than this one."""
        days = _readings(line)
        other_day = bool(self.days and days and not self.days & days)
        return other_day or bool(
            self.sessions and line.session is not None and line.session not in self.sessions
        )


def find_openings(text: str, lines: Sequence[Line]) -> list[Opening]:
    """Where the notes of a text open, in order; empty if it has no headings."""
    found = _log_entries(lines) or _openings(text, lines)
    return [] if found and _is_history(text, lines, found) else found


def _openings(text: str, lines: Sequence[Line]) -> list[Opening]:
    found: list[Opening] = []
    texts = [number for number, line in enumerate(lines) if line.role not in HEADER]
    for index, line in enumerate(lines):
        if line.role not in _OPENING or (line.role is Role.BARE and not _starts_paragraph(lines, index)):
            continue
        current = found[-1] if found else None
        in_header = current is not None and not _any_between(texts, current.last, index)
        if current and in_header and not current.contradicts(line):
            current.add(line).last = index
        elif not (current and not in_header and _repeats(text, current, line)) and (
            line.role is Role.HEADING or _text_follows(lines, index)
        ):
            found.append(Opening(_first_of_header(lines, index, current), index).add(line))
    return [_with_titles(lines, item) for item in found]


def _is_history(text: str, lines: Sequence[Line], openings: Sequence[Opening]) -> bool:
    """Whether a text that begins as prose holds dated paragraphs only, and nothing headed as a note."""
    before = lines[: openings[0].first]
    return all(item.lines[0].role is Role.BARE for item in openings) and any(
        line.role in (Role.TEXT, Role.LOG) and is_prose(text[line.start : line.end]) for line in before
    )


def is_prose(line: str) -> bool:
    """Whether a line is a sentence of a note, not a title."""
    return len(line) > _TITLE_LENGTH or (
        len(line.split()) > _TITLE_WORDS and line.rstrip().endswith((".", "!", "?"))
    )


def _repeats(text: str, current: Opening, line: Line) -> bool:
    """Whether a heading repeats that of its note: a second date line, or the head of a PDF's next page."""
    return (line.role is not Role.HEADING or PAGE_JOINT in text) and current.says(line)


def _starts_paragraph(lines: Sequence[Line], index: int) -> bool:
    return index == 0 or lines[index - 1].role in HEADER


def _any_between(places: Sequence[int], after: int, before: int) -> bool:
    return bisect_right(places, after) < bisect_left(places, before)


def _text_follows(lines: Sequence[Line], index: int) -> bool:
    """Whether text follows before another heading does; a date beside a signature has none."""
    for place in range(index + 1, min(index + _LONGEST_HEADER, len(lines))):
        if lines[place].role not in HEADER:
            return True
        if lines[place].role is Role.HEADING and lines[place - 1].role in _EMPTY:
            return False
    return False


def _first_of_header(lines: Sequence[Line], index: int, current: Opening | None) -> int:
    """Reach back over titles and lines about the client that stand right above a heading."""
    floor = max(current.last + 1 if current else 0, index - _LONGEST_HEADER)
    first = index
    for back in range(index - 1, floor - 1, -1):
        if lines[back].role not in (Role.TITLE, Role.META, *_EMPTY):
            break
        if lines[back].role not in _EMPTY:
            first = back
    if current and all(line.role in HEADER for line in lines[floor:first]):
        # Two headings without text between them: what stands right below the first belongs to it.
        blank = next((i for i in range(index - 1, floor - 1, -1) if lines[i].role in _EMPTY), floor - 1)
        first = max(first, blank + 1)
    return first


def _with_titles(lines: Sequence[Line], item: Opening) -> Opening:
    """Add the titles in and right below the header."""
    for place in range(item.first, min(item.last + _LONGEST_HEADER, len(lines))):
        if place > item.last and lines[place].role not in (Role.TITLE, *_EMPTY):
            break
        if lines[place].role is Role.TITLE:
            item.add(lines[place])
            item.last = max(item.last, place)
    return item


def _log_entries(lines: Sequence[Line]) -> list[Opening]:
    """A running log: every paragraph that begins with a date is a note, if the dates run one way.

    A text whose first line is not such an entry is no log; in a log of single lines each line is a note.
    """
    dated = (Role.LOG, *_OPENING)
    written = [i for i, line in enumerate(lines) if line.role not in (*_EMPTY, Role.TITLE, Role.META)]
    if not written or lines[written[0]].role is not Role.LOG:
        return []
    single = all(lines[i].role in dated for i in written)
    places = [
        i
        for i in written
        if lines[i].role in dated and lines[i].dates and (single or _starts_paragraph(lines, i))
    ]
    if len(places) < 2 or not _run_one_way(lines, places):
        return []
    return [Opening(place, place).add(lines[place]) for place in places]


def _run_one_way(lines: Sequence[Line], places: Sequence[int]) -> bool:
    for order in ("month_first", "day_first"):
        days = [getattr(lines[place].dates[0], order) for place in places]
        if all(days) and (days == sorted(days) or days == sorted(days, reverse=True)):
            return True
    return False


def _readings(line: Line) -> set[date]:
    return {day for item in line.dates for day in (item.month_first, item.day_first) if day is not None}
