"""Tables of regular expressions: rows whose angle-bracketed parts stand for other rows.

A row `part:NAME<tab>expression` defines a part; `<NAME>` in any later row stands for it.
"""

from __future__ import annotations

from functools import cache

import regex

from retrieval.deid.lexicon import lines

WRAP = regex.compile(r"(?<=[^\n]{40}[\w,])\n(?=[\w(])")
"""The end of a line that goes on in the next: long, without a full stop."""


def unwrapped(text: str) -> str:
    """The text with broken lines joined by a space, so that "March" and "3" on two lines are one date.

    Every character keeps its place.
    """
    return WRAP.sub(" ", text) if "\n" in text else text


@cache
def rows(table: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table, in order, split at tabs, with the parts filled in and left out themselves."""
    parts: dict[str, str] = {}
    found: list[tuple[str, ...]] = []
    for line in lines(table):
        *fields, expression = line.split("\t")
        for part, meaning in parts.items():
            expression = expression.replace(f"<{part}>", meaning)
        if fields[0].startswith("part:"):
            parts[fields[0].removeprefix("part:")] = f"(?:{expression})"
        else:
            found.append((*fields, expression))
    return tuple(found)
