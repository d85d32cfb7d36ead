"""Where a name begins that has a title before it: "Dr. Vance"; "coach alves" or "aunt bea" written small."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.deid.lexicon import titles, word_set
from retrieval.deid.tokens import Word, uncased

GAPS = (" ", ". ", ".\n", "\n")
CALLED = frozenset("aunt aunty auntie uncle".split())
"""Relatives who are called so together with their name, as by a title."""
SOMEBODYS = frozenset("her his my our your their the a an".split())
"""Words after which a title in small letters is what somebody is, not what she is called: "her coach"."""


def title_before(text: str, tokens: Sequence[Word], first: int) -> Word | None:
    """Return the title that belongs to the name beginning at a word, if there is one."""
    before = tokens[first - 1] if first else None
    if before is None or text[before.end : tokens[first].start] not in GAPS:
        return None
    title = before.key in titles()
    if title and (before.capital or before.key in word_set("short_titles")):
        return before
    small = not tokens[first].capital or uncased(tokens)
    called = first < 2 or tokens[first - 2].key not in SOMEBODYS
    return before if small and called and (title or before.key in CALLED) else None
