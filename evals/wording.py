"""How the scorer compares words: what counts as verbatim, and what an answer counts as having said."""

from __future__ import annotations

import re
from collections.abc import Iterable

WORDS_READ = {"sustained": 250, "change_from_baseline": 250}
"""Words of an answer that are read, by kind of question; the rest of an answer earns nothing."""

WORDS_READ_OTHERWISE = 150

SHORTEST_QUOTE = 8
"""Characters; anything shorter is found in every note and proves nothing."""

MONTHS = tuple(
    "january february march april may june july august september october november december".split()
)

_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-"})
_ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_SHORT_MONTH = re.compile(r"\b(jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?")
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? (" + "|".join(MONTHS) + r")\b")


def norm(text: object) -> str:
    """Fold case, white space and typographic quotes and dashes."""
    return re.sub(r"\s+", " ", str(text).translate(_TYPOGRAPHY)).strip().lower()


def spell_dates(text: str) -> str:
    """Write all dates of a folded text one way: 2024-02-16, feb 16 and 16 february give 'february 16'."""
    text = _ISO_DATE.sub(_spell_iso, text)
    text = _SHORT_MONTH.sub(
        lambda match: next(month for month in MONTHS if month.startswith(match[1][:3])), text
    )
    return _DAY_FIRST.sub(r"\2 \1", text)


def _spell_iso(match: re.Match[str]) -> str:
    month = int(match[2])
    return f"{MONTHS[month - 1]} {int(match[3])}, {match[1]}" if 1 <= month <= 12 else match[0]


def is_verbatim(quote: str, note_text: str | None) -> bool:
    """Say whether a quote stands in a note, apart from case, white space and typography."""
    folded = norm(quote)
    return note_text is not None and len(folded) >= SHORTEST_QUOTE and folded in norm(note_text)


def what_is_read(answer: str, kind: str) -> str:
    """Fold the part of an answer that is read, once as it stands and once with its dates spelled."""
    words = answer.split()[: WORDS_READ.get(kind, WORDS_READ_OTHERWISE)]
    text = norm(" ".join(words))
    return f"{text} {spell_dates(text)}"


def says(text: str, item: str) -> bool:
    """Say whether a folded text has one of the alternatives of an item ("a | b")."""
    return any(norm(alternative) in text for alternative in item.split(" | "))


def says_all(text: str, wanted: Iterable[str], unwanted: Iterable[str]) -> bool:
    """Say whether a folded text has every wanted item and none of the unwanted."""
    return all(says(text, item) for item in wanted) and not any(says(text, item) for item in unwanted)
