"""Find the sections of a note and the format they make.

Headings are taken at the start of a line (`Subjective:`, `**Data**`, a bare `ASSESSMENT`), in the middle of
one (`… slept well. Plan: …`), and as letters (`S: … O: … A: … P: …`). Letters count only when together they
spell a format, so that a speaker's initial or an enumeration is not mistaken for a heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from retrieval.intake.section_names import DEFINING, INLINE, LETTERS, headings
from retrieval.records import NoteFormat, Section

# What may stand before a heading: indents, bullets, marks of Markdown, a number. Runs are bounded, so that
# no input
# can make the patterns slow.
_LINE_LEAD = r"^[ \t#>*_•\-]{0,40}(?:(?:\d{1,2}|[ivx]{1,4})[.)][ \t]{1,9}[*_]{0,3})?"
_MOST_LETTERS = 200
"""A note with more letter headings than this is a list or a transcript; the rest of them is not looked at."""


@dataclass(frozen=True, slots=True)
class _Heading:
    name: str
    start: int
    end: int


def find_sections(text: str) -> tuple[NoteFormat, tuple[Section, ...]]:
    """The format of a note and its sections, in order, without overlap, empty ones left out.

    Args:
        text: the note, as written.

    Returns:
        The format (NARRATIVE if no other fits) and the sections; offsets point to the bodies, not the
        headings.
    """
    found = _without_overlap([*_words(text), *_letters(text)])
    return _format_of([item.name for item in found]), _sections(text, found)


def _sections(text: str, found: Sequence[_Heading]) -> tuple[Section, ...]:
    ends = [*(item.start for item in found), len(text)][1:]
    sections = []
    for heading, end in zip(found, ends, strict=False):
        body = text[heading.end : end]
        start = heading.end + len(body) - len(body.lstrip())
        stop = heading.end + len(body.rstrip().rstrip("*_#|").rstrip())
        if stop > start:
            sections.append(Section(name=heading.name, start=start, end=stop))
    return tuple(sections)


def _without_overlap(found: list[_Heading]) -> list[_Heading]:
    kept: list[_Heading] = []
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def _format_of(names: Sequence[str]) -> NoteFormat:
    present = {part for name in names for part in name.split(" and ")}
    best, share = NoteFormat.NARRATIVE, 0.0
    for note_format, parts in LETTERS.items():
        first, least = DEFINING[note_format]
        there = sum(part in present for part in parts)
        if first in present and there >= least and there / len(parts) > share:
            best, share = note_format, there / len(parts)
    return best


@lru_cache(maxsize=1)
def _word_patterns() -> tuple[re.Pattern[str], ...]:
    """With a colon or dash at a line's start; alone in a line; within a line; there in capitals."""
    longest_first = sorted(headings(), key=len, reverse=True)
    words = "|".join(re.escape(item) for item in longest_first)
    inline = "|".join(re.escape(item) for item in longest_first if headings()[item] in INLINE)
    flags = re.IGNORECASE | re.MULTILINE
    return (
        re.compile(
            rf"{_LINE_LEAD}(?P<name>{words})[*_]{{0,3}}(?:[ \t]{{0,9}}:[*_]{{0,3}}|[ \t]{{1,9}}-[ \t]"
            rf"|[ \t]{{0,9}}[–—][ \t])",
            flags,
        ),
        re.compile(rf"{_LINE_LEAD}(?P<name>{words})[*_]{{0,3}}[ \t#]{{0,9}}\r?$", flags),
        re.compile(
            rf"(?:(?<=[.!?;)\]”\"|])[ \t]{{1,9}}|(?<![ \t])[ \t]{{2,40}}"
            rf"|(?<=\t))[*_]{{0,3}}(?P<name>{inline})[*_]{{0,3}}[ \t]?:[*_]{{0,3}}",
            flags,
        ),
        re.compile(rf"(?<=\s)(?P<name>{inline.upper()})[ \t]?:"),
    )


def _words(text: str) -> list[_Heading]:
    found = []
    for number, pattern in enumerate(_word_patterns()):
        for match in pattern.finditer(text):
            written = match["name"]
            capital = written[:1].isupper() or match.group().lstrip()[:1] in "#*_"
            if (
                number == 0 or capital
            ):  # a wrapped line may consist of "plan"; only a capital makes it a heading
                name = headings()[written.lower()]
                found.append(_Heading(name, match.start() + _blank(match.group()), match.end()))
    return found


def _blank(matched: str) -> int:
    return len(matched) - len(matched.lstrip())


@lru_cache(maxsize=1)
def _letter_pattern() -> re.Pattern[str]:
    """A letter with a colon, bracket or dash; small letters only where a line or sentence starts."""
    capital = r"(?P<letters>[SOAPDBIRGE](?:[/&][OP])?)"
    small = r"(?P<small>[soapdbirge](?:[/&][op])?)"
    after_colon = r"[ \t]?:[*_]{0,3}"
    return re.compile(
        rf"(?:{_LINE_LEAD}|(?<=[.!?;,)\]”\"|\s])[*_]{{0,3}})\(?{capital}\)?[*_]{{0,3}}"
        rf"(?:{after_colon}|[ \t]?[)–—](?=\s)|[ \t]?-(?=[ \t]))"
        rf"|(?:{_LINE_LEAD}|(?<=[.!?;)\]”\"][ \t])){small}{after_colon}"
        r"|^[ \t]*[*_]{2}(?P<bold>[SOAPDBIRGE])[*_]{2}",
        re.MULTILINE,
    )


def _letters(text: str) -> list[_Heading]:
    """The longest run of letter headings that spells a format; empty if none is long enough."""
    matches = list(islice(_letter_pattern().finditer(text), _MOST_LETTERS))
    best: list[_Heading] = []
    share = 0.0
    for note_format, parts in LETTERS.items():
        chain = _chain(matches, parts)
        names = {part for item in chain for part in item.name.split(" and ")}
        opens = bool(chain) and not text[: chain[0].start].strip()
        if _spells(note_format, names, opens=opens) and len(names) / len(parts) > share:
            best, share = chain, len(names) / len(parts)
    return best


def _spells(note_format: NoteFormat, names: set[str], *, opens: bool) -> bool:
    """Whether these letters are enough: two when the note opens with them, else all but one."""
    first, least = DEFINING[note_format]
    needed = min(least, 2) if opens and note_format is not NoteFormat.PIE else len(LETTERS[note_format]) - 1
    return first in names and len(names) >= max(needed, 2 if note_format is not NoteFormat.PIE else 3)


def _chain(matches: Sequence[re.Match[str]], parts: Sequence[str]) -> list[_Heading]:
    """The longest series of matches whose letters follow the order of the format, the earliest of equals."""
    ranks = {part[0].upper(): place for place, part in enumerate(parts)}
    ending: list[
        tuple[int, list[_Heading]]
    ] = []  # per match: its last rank, and the best series that ends there
    for match in matches:
        letters = _letters_of(match)
        if any(letter not in ranks for letter in letters):
            continue
        name = " and ".join(parts[ranks[letter]] for letter in letters)
        heading = _Heading(name, match.start() + _blank(match.group()), match.end())
        before = [series for last, series in ending if last < ranks[letters[0]]]
        ending.append((ranks[letters[-1]], [*max(before, key=len, default=[]), heading]))
    return max((series for _, series in ending), key=len, default=[])


def _letters_of(match: re.Match[str]) -> list[str]:
    written: str = match["letters"] or match["small"] or match["bold"]
    return written.upper().replace("&", "/").split("/")
