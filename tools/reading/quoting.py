"""Choose the words that carry an observation: verbatim, a sentence or the clause in it, 4 to 40 words."""

from __future__ import annotations

import re
from itertools import pairwise

FEWEST, MOST = 4, 40
CLAUSE = re.compile(r"[;,:]\s+|\s[–—-]{1,2}\s|(?<=[.!?])\s+")
LAST_SENTENCE = re.compile(r"(?:^|[.!?;]\s+|\n)(?![SOAPDBIRGE]:)([^\n.!?;]*\w[^\n.!?;]*[.!?;]\s+)\Z")
NEXT_SENTENCE = re.compile(r"[ \t]+[^\n.!?;]*\w[^\n.!?;]*[.!?;]?")
WORD = re.compile(r"\S*\w\S*")


def carrying(text: str, start: int, end: int, focus: tuple[int, int] | None = None) -> tuple[int, int]:
    """Return the range of `text` to quote for the sentence from `start` to `end`.

    A sentence of more than 40 words is cut to the clauses round `focus` (a range of `text`), one of fewer
    than four takes in its neighbour.
    """
    if _count(text, start, end) > MOST:
        start, end = _clauses(text, start, end, focus or (start, start))
    if _count(text, start, end) < FEWEST:
        start, end = _widened(text, start, end)
    return start, end


def _clauses(text: str, start: int, end: int, focus: tuple[int, int]) -> tuple[int, int]:
    cuts = [start, *(m.end() for m in CLAUSE.finditer(text, start, end)), end]
    parts = [(a, b) for a, b in pairwise(cuts) if a < b]
    first = last = next((i for i, (_, b) in enumerate(parts) if b > focus[0]), 0)
    while True:  # grow by whole clauses, forward first, while they fit
        if last + 1 < len(parts) and _count(text, parts[first][0], parts[last + 1][1]) <= MOST:
            last += 1
        elif first > 0 and _count(text, parts[first - 1][0], parts[last][1]) <= MOST:
            first -= 1
        else:
            break
    return _cut(text, *_trimmed(text, parts[first][0], parts[last][1]))


def _cut(text: str, start: int, end: int) -> tuple[int, int]:
    words = list(WORD.finditer(text, start, end))
    return (start, words[MOST - 1].end()) if len(words) > MOST else (start, end)


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the sentence before, or else the one after, or else single words of the note."""
    before = LAST_SENTENCE.search(text, max(0, start - 200), start)
    after = NEXT_SENTENCE.match(text, end)
    for new in ((before.start(1), end) if before else None, (start, after.end()) if after else None):
        if new is not None and FEWEST <= _count(text, *new) <= MOST:
            return new
    while _count(text, start, end) < FEWEST:
        following = WORD.search(text, end)
        preceding = [m.start() for m in WORD.finditer(text, max(0, start - 40), start)]
        if following is None and not preceding:
            break
        start, end = (start, following.end()) if following else (preceding[-1], end)
    return start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    raw = text[start:end]
    return start + len(raw) - len(raw.lstrip()), end - (len(raw) - len(raw.rstrip(" \t\n,;:–—-")))


def _count(text: str, start: int, end: int) -> int:
    return sum(1 for _ in WORD.finditer(text, start, end))
