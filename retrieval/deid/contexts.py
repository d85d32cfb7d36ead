"""Which kind of context a candidate stands in: among verbs of people, on the way to places, at work."""

from __future__ import annotations

from functools import cache

import regex

from retrieval.deid.lexicon import lines

WINDOW = 44
"""Characters that are read on either side."""

ENDED = regex.compile(r"(?:'s)? (?:is|was|has|had|[a-z]{2,}(?:s|ed)|no longer)\b")


def found(text: str, start: int, end: int) -> list[str]:
    """The names of the contexts that hold around a candidate."""
    before, after = text[max(0, start - WINDOW) : start], text[end : end + WINDOW]
    return [name for name, side, cue in _rows() if cue.search(before if side == "before" else after)]


def acts(text: str, end: int) -> bool:
    """Whether a verb of what people do follows."""
    return _person_acts().match(text[end : end + WINDOW]) is not None


def does(text: str, end: int) -> bool:
    """Whether something follows that looks like a verb in the third person or the past."""
    return ENDED.match(text, end) is not None or acts(text, end)


@cache
def _person_acts() -> regex.Pattern[str]:
    return next(cue for name, _, cue in _rows() if name == "person-acts")


@cache
def _rows() -> tuple[tuple[str, str, regex.Pattern[str]], ...]:
    """Name, side and compiled pattern of the rows of `tables/contexts.tsv`."""
    rows = (line.split("\t") for line in lines("contexts.tsv"))
    return tuple((name, side, regex.compile(words, regex.I)) for name, side, words in rows)
