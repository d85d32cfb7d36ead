"""Tell the headings above notes from the lines of notes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

from retrieval.intake import heading_words as words
from retrieval.intake.dates import FoundDate, date_at, find_dates
from retrieval.intake.heading_patterns import heading_patterns
from retrieval.intake.kinds import format_in_title, kind_in_title
from retrieval.records import NoteFormat, NoteKind

_LONGEST_HEADING = 160
_LEFT_OVER_WORDS = 6
"""Words beside its date and number that a heading may hold, such as a name or a topic."""


class Role(Enum):
    """What a line is to the division of a file into notes."""

    BLANK = "blank"
    RULE = "rule"  # dashes and the like
    HEADING = "heading"  # opens a note: a session number, or a date with a kind, or marked as a heading
    DATED = "dated"  # a labelled date; opens a note unless it repeats the date of the note it stands in
    BARE = (
        "bare"  # a date alone, or with a kind and other words; opens a note only at the start of a paragraph
    )
    LOG = "log"  # text that begins with a date, as in a running log
    TITLE = "title"  # "Progress note": belongs to a heading beside it
    META = "meta"  # "Client: …"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a file and what it says of the note it stands above."""

    start: int
    end: int
    """Without the line break."""
    role: Role
    dates: tuple[FoundDate, ...] = ()
    session: int | None = None
    kind: NoteKind | None = None
    format: NoteFormat | None = None
    in_body: bool = False
    """Says more than a heading does, and so stays in the text."""
    body: int = 0
    """Where the text of a log entry begins."""


def read_lines(text: str, *, today: date) -> tuple[Line, ...]:
    """Classify every line of a text."""
    lines: list[Line] = []
    start = 0
    for content in text.split("\n"):
        lines.append(classify(content, start, today=today))
        start += len(content) + 1
    return tuple(lines)


def classify(content: str, start: int, *, today: date) -> Line:
    """Classify one line.

    Args:
        content: the line, without its break.
        start: its place in the text.
        today: settles the century of two-digit years.
    """
    end = start + len(content)
    bare = content.strip(" \t\f\v\ufeff")
    plain = bare.strip("#*_=-–—~|>[]() \t\u200b")
    if not plain:
        return Line(start=start, end=end, role=Role.RULE if bare else Role.BLANK)
    if len(bare) > _LONGEST_HEADING:
        return _log(content[:_LONGEST_HEADING], start, today, length=len(content))
    return _short(content, plain, start, marked=_is_marked(bare), today=today)


def session_number(title: str, *, today: date) -> tuple[int | None, str]:
    """The session number in a title, and the title with it blanked out."""
    for match in heading_patterns().session.finditer(title):
        place = match.start("number")
        if date_at(title, place, today=today) is None:
            found = match["number"].lower()
            number = int(found) if found.isdecimal() else words.NUMBER_WORDS[found]
            return number, title[: match.start()] + " " * len(match.group()) + title[match.end() :]
    return None, title


def _short(content: str, plain: str, start: int, *, marked: bool, today: date) -> Line:
    end = start + len(content)
    if not heading_patterns().worth_a_look.search(plain):
        return Line(start=start, end=end, role=Role.TEXT)
    session, rest = session_number(content, today=today)
    dates = find_dates(rest, today=today, yearless=True)
    patterns = heading_patterns()
    if patterns.meta.match(plain):
        return _meta(rest, start, end, dates, session)
    kind, note_format = kind_in_title(plain), format_in_title(plain)
    left = _left_over(rest, dates)
    if not dates and session is None:
        title = not left and bool(kind or note_format or patterns.label_only.match(plain))
        if title:
            return Line(start=start, end=end, role=Role.TITLE, kind=kind, format=note_format)
        return Line(start=start, end=end, role=Role.TEXT)
    role = _role(plain, dates, session, left, kinded=bool(kind or note_format), marked=marked, today=today)
    if role is Role.LOG:
        return _log(content, start, today, length=len(content))
    return Line(
        start=start,
        end=end,
        role=role,
        dates=_own(dates),
        session=session,
        kind=kind,
        format=note_format,
        in_body=bool(left),
    )


def _role(
    plain: str,
    dates: tuple[FoundDate, ...],
    session: int | None,
    left: list[str],
    *,
    kinded: bool,
    marked: bool,
    today: date,
) -> Role:
    """Whether a line that holds a date or a session number is a heading, and how strong a one."""
    patterns = heading_patterns()
    opens = bool(patterns.session_start.match(plain)) or _starts_with_date(plain, today)
    sentence = plain.endswith((".", ";", ",", "?")) and bool(left)
    if marked and (opens or kind_in_title(" ".join(plain.split()[:3]))) and len(left) <= 2 * _LEFT_OVER_WORDS:
        return Role.HEADING
    if patterns.service_label.match(plain) and dates and not sentence and len(left) <= _LEFT_OVER_WORDS:
        return Role.HEADING if session is not None else Role.DATED
    if not left:
        if session is not None or (kinded and not patterns.plain_label.match(plain)):
            return Role.HEADING
        return Role.BARE
    strong = dates and (session is not None or (kinded and all(item.has_year for item in dates)))
    if not (opens and strong) or sentence or len(left) > _LEFT_OVER_WORDS:
        return Role.LOG
    return (
        Role.HEADING if session is not None else Role.BARE
    )  # "1/5/19 discharge from the ward" may be history


def _meta(rest: str, start: int, end: int, dates: tuple[FoundDate, ...], session: int | None) -> Line:
    """A header line about the client may also hold the date: "Client: … DOB: … Date of service: …"."""
    labelled = tuple(
        item for item in dates if item.has_year and heading_patterns().label_before.search(rest[: item.start])
    )
    role = Role.DATED if labelled else Role.META
    return Line(start=start, end=end, role=role, dates=labelled, session=session, in_body=True)


def _own(dates: tuple[FoundDate, ...]) -> tuple[FoundDate, ...]:
    """The dates of a heading; one without a year counts only if there is no other."""
    return tuple(item for item in dates if item.has_year) or dates[:1]


def _log(content: str, start: int, today: date, *, length: int) -> Line:
    """A line of text, which may begin with a date as the entries of a running log do."""
    lead = len(content) - len(content.lstrip(" \t*_#>-•\f"))
    weekday = heading_patterns().weekday.match(content, lead)
    first = date_at(content, weekday.end() if weekday else lead, today=today)
    end = start + length
    if first is None:
        return Line(start=start, end=end, role=Role.TEXT)
    found = next(
        item for item in find_dates(content[: first.end + 12], today=today) if item.start == first.start
    )
    after = content[first.end :]
    body = start + first.end + len(after) - len(after.lstrip(" \t:;,.-–—*_|)"))
    return Line(start=start, end=end, role=Role.LOG, dates=(found,), body=body)


def _is_marked(bare: str) -> bool:
    """Marked as a heading: `## …`, `=== … ===`, `**…**`, `[…]`."""
    return bool(heading_patterns().marked.match(bare))


def _starts_with_date(plain: str, today: date) -> bool:
    weekday = heading_patterns().weekday.match(plain)
    place = weekday.end() if weekday else 0
    return date_at(plain, place, today=today) is not None


def _left_over(rest: str, dates: tuple[FoundDate, ...]) -> list[str]:
    """The words of a line that are no part of what headings are made of."""
    for item in reversed(dates):
        rest = rest[: item.start] + " " + rest[item.end :]
    rest = heading_patterns().parts.sub(" ", rest)
    return [
        word
        for word in re.findall(r"[\w'’()]*\w[\w'’()]*", rest.lower())
        if word.strip("()") not in words.FILLER
    ]
