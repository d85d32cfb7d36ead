"""The patterns by which headings are told, made from the tables of words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from retrieval.intake import heading_words as words
from retrieval.intake.kinds import TITLE_CUES
from retrieval.records import NoteFormat


@dataclass(frozen=True, slots=True)
class HeadingPatterns:
    """What `headings` looks for in a line."""

    worth_a_look: re.Pattern[str]
    session: re.Pattern[str]
    session_start: re.Pattern[str]
    meta: re.Pattern[str]
    label_only: re.Pattern[str]
    service_label: re.Pattern[str]
    plain_label: re.Pattern[str]
    label_before: re.Pattern[str]
    weekday: re.Pattern[str]
    marked: re.Pattern[str]
    parts: re.Pattern[str]


@lru_cache(maxsize=1)
def heading_patterns() -> HeadingPatterns:
    """The patterns, compiled once."""
    labels = rf"(?:{words.SERVICE_DATE}|{words.PLAIN_DATE}|{words.OTHER_LABEL})"
    formats = "|".join(NoteFormat)
    kinds = "|".join(TITLE_CUES)
    pieces = (
        rf"(?<!\w)(?:{kinds})(?!\w)", rf"\b(?:{formats})\b", rf"\b{labels}\b", words.DURATION, words.TIME,
        words.CODE
    )  # fmt: skip
    anyway = re.IGNORECASE
    number_words = "|".join(words.NUMBER_WORDS)
    return HeadingPatterns(
        worth_a_look=re.compile(
            rf"\d|\b(?:{number_words}|{formats})\b|(?<!\w)(?:{kinds})(?!\w)|{words.META}\s?#?[:=]|{labels}\s?:?$",
            anyway,
        ),
        session=re.compile(words.SESSION, anyway),
        session_start=re.compile(rf"(?:(?:{kinds})[\s\-:]{{0,3}})?{words.SESSION}", anyway),
        meta=re.compile(rf"[*_]*{words.META}[*_]*\s?#?[:=]", anyway),
        label_only=re.compile(rf"{labels}\s?:?$", anyway),
        service_label=re.compile(rf"(?:{words.SERVICE_DATE})\b", anyway),
        plain_label=re.compile(rf"(?:{words.PLAIN_DATE})\b", anyway),
        label_before=re.compile(
            rf"(?:\b(?:{words.SERVICE_DATE})|(?:^|[|;,\t]|\s{{2}})\s*[*_]*(?:{words.PLAIN_DATE}))[*_]*\s?[:#]?[*_]*\s*$",
            anyway,
        ),
        weekday=re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day|s|r|rs|nes)?\b[.,]?\s*", anyway),
        marked=re.compile(r"#{1,6}\s|={2,}|-{3,}|\*\*.*\*\*:?$|__.*__:?$|\[.*\]$|~{2,}|\*{3,}|\|.*\|$"),
        parts=re.compile("|".join(pieces), anyway),
    )
