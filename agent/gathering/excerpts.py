"""Quotes of the right length: long enough to stand alone, short enough to be read."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from agent.understanding.wording import TOKEN, stem
from retrieval.records import Evidence, Passage

if TYPE_CHECKING:
    from retrieval.history import History

FEWEST, MOST = 4, 40
"""Words of a quote (contract of the labelled-case format)."""
COMFORTABLE = 14
"""Words up to which a quote is usually widened where its sentence is short."""

WORD = re.compile(r"\S+")
CUT = re.compile(r"(?<=[,;:])\s+|\s+(?=[-–—(])|\s+(?=(?:and|but|so|then|which|who|because) )")
"""Where a long sentence may be cut."""


def excerpt(history: History, passage: Passage, stems: Collection[str] = (), *, widen: int = 0) -> Evidence:
    """Return a passage as evidence of 4 to 40 words.

    Args:
        history: The record that the passage is from.
        passage: The sentence to quote.
        stems: What the quote must not lose when a long sentence is cut.
        widen: Take in the sentences that follow until the quote has so many words.
    """
    text = history.note(passage.note_id).text
    start, end = passage.start, passage.end
    if _words(text, start, end) > MOST:
        start, end = _shorten(text, start, end, stems)
    group = history.passages(passage.note_id)
    at = passage.position
    limit = max(widen, FEWEST)
    following, before = at + 1, at - 1
    while _words(text, start, end) < limit:
        can_go_on = following < len(group) and _words(text, start, group[following].end) <= (
            MOST if _words(text, start, end) < FEWEST else min(MOST, widen + COMFORTABLE)
        )
        if can_go_on:
            end, following = group[following].end, following + 1
        elif (
            _words(text, start, end) < FEWEST
            and before >= 0
            and _words(text, group[before].start, end) <= MOST
        ):
            start, before = group[before].start, before - 1
        else:
            break
    return history.evidence(passage, start, end)


def fit(history: History, evidence: Evidence) -> Evidence:
    """Return evidence cut or widened to a quotable length, keeping its note."""
    if FEWEST <= _words(evidence.quote, 0, len(evidence.quote)) <= MOST:
        return evidence
    inside = [
        p for p in history.passages(evidence.note_id) if p.start < evidence.end and p.end > evidence.start
    ]
    if not inside:
        return evidence
    return excerpt(history, inside[0], {stem(w.group()) for w in TOKEN.finditer(evidence.quote)})


def _words(text: str, start: int, end: int) -> int:
    return len(WORD.findall(text, start, end))


def _shorten(text: str, start: int, end: int, stems: Collection[str]) -> tuple[int, int]:
    """Return the stretch between cuts of at most MOST words that holds most of `stems`."""
    edges = [start, *(m.end() for m in CUT.finditer(text, start, end)), end]
    best, best_value = (start, _nth_word_end(text, start, end, MOST)), (-1, -1)
    for i, first in enumerate(edges[:-1]):
        for last in reversed(edges[i + 1 :]):
            size = _words(text, first, last)
            if FEWEST <= size <= MOST:
                value = (len({stem(t.group()) for t in TOKEN.finditer(text, first, last)} & set(stems)), size)
                if value > best_value:
                    best, best_value = (first, _trim(text, first, last)), value
                break
    return best


def _nth_word_end(text: str, start: int, end: int, count: int) -> int:
    ends = [m.end() for m in WORD.finditer(text, start, end)]
    return ends[min(count, len(ends)) - 1] if ends else end


def _trim(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(" \n\t-–—(,;"))
