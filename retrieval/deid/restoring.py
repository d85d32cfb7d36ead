"""Put names back into a text that somebody else phrased around surrogates.

For the notes' own words `MaskedText.to_original` is exact; this is for sentences that never were in a note.
"""

from __future__ import annotations

from datetime import date, timedelta

import regex

from retrieval.deid.identity import ClientIdentity, Entry
from retrieval.deid.surrogates import AGE, SURROGATE, WEEK, YEAR


def restore(text: str, identity: ClientIdentity) -> str:
    """Return `text` with the canonical name for every surrogate that this client's book knows.

    A week of care becomes the day it stands for where the notes gave only one, else the week by its first
    day; surrogates of nobody stay as they are.
    """
    book = {entry.surrogate: entry for entry in identity.entries}
    return SURROGATE.sub(lambda found: _original(found.group(), book, identity.anchor), text)


def _original(surrogate: str, book: dict[str, Entry], anchor: date | None) -> str:
    entry = book.get(surrogate)
    if surrogate == AGE:
        return "90 or over"
    if week := WEEK.fullmatch(surrogate):
        return _week(week, entry, anchor) or surrogate
    if year := YEAR.fullmatch(surrogate):
        count = int(year["year"]) if year["year"] else -int(year["before"])
        return str(anchor.year + count) if anchor else surrogate
    return entry.canonical if entry is not None else surrogate


def _week(week: regex.Match[str], entry: Entry | None, anchor: date | None) -> str:
    if anchor is None:
        return ""
    count = int(week["week"]) if week["week"] else -int(week["before"])
    if entry is not None and entry.canonical:
        day = date.fromisoformat(entry.canonical)
        return f"{day:%B %Y}" if week["kind"] == "month" else _spell(day)
    return f"the week of {_spell(anchor + timedelta(weeks=count))}"


def _spell(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
