"""Sentences that a note addresses to a machine: data like any other, and no finding about the client.

They stay in the record, searchable and quotable; the reader neither observes nor counts them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from retrieval.records import Note, Passage
from tools.reading.vocabularies import table

OPENS, GOES_ON = "opens", "goes_on"


def unheard(note: Note, passages: Sequence[Passage]) -> tuple[bool, ...]:
    """Say of each passage whether it is meant for a machine.

    An order in the imperative counts only where it follows such a sentence: by itself it may be homework.
    """
    found: list[bool] = []
    before = 0
    for passage in passages:
        # with what leads to it and belongs to no passage: "> **Note to AI**:"
        text = note.text[before : passage.end].lstrip()
        before = passage.end
        opens = _pattern(OPENS).search(text) is not None
        follows = bool(found) and found[-1] and _pattern(GOES_ON).search(text) is not None
        found.append(opens or follows)
    return tuple(found)


def without(note: Note, passages: Sequence[Passage], taken: Sequence[bool]) -> Note:
    """Return the note without those passages and what leads to them; every other offset stays true."""
    text, before = note.text, 0
    for passage, gone in zip(passages, taken, strict=True):
        if gone:  # from the end of the one before: a mark such as "> **Note to AI**:" belongs to no passage
            text = text[:before] + " " * (passage.end - before) + text[passage.end :]
        before = passage.end
    return replace(note, body=replace(note.body, text=text))


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    patterns = [pattern for of_kind, pattern in table("addressed.tsv") if of_kind == kind]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
