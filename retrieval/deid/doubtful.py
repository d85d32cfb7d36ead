"""Is a word a name here? For names that are ordinary words too (Will, Hope, May, Grace, Target).

Masking decides with a model over the whole note. The gate has to be quick and to know why, so it goes by how
the word is written and by the words next to it.
"""

from __future__ import annotations

import re

from retrieval.deid import contexts
from retrieval.deid.cues import kin_words, relation_before
from retrieval.deid.lexicon import titles
from retrieval.deid.tokens import words_of

BACK = 48
"""Characters before a word that tell whether a sentence begins with it."""

MODAL = frozenset("will may can might must so an as do is in on or see say".split())
"""Words that follow nearly anything: for these only a verb that cannot precede them tells a name."""

NOT_BEFORE_A_WORD = frozenset(
    "is was has have had does did isn't wasn't hasn't doesn't didn't whats hows".split()
)
"""Auxiliaries: after one in a question stands who it is about ("does will sleep", "has hope improved")."""

ASKED_ABOUT = frozenset(
    "about with for tell told helped ask asked when why where client patient pt ct named called saw seen met "
    "texted rang emailed phoned".split()
)
"""Words before a person in short questions and notes."""

ONE_OF_A_KIND = frozenset(
    "the a an any some no more less little much of her his their my our your its this that each every one "
    "last next today yesterday tomorrow lost losing new old".split()
)
"""Words before a thing, so that a possessive after it is no person's ("the day's work")."""

LAST_WORD = re.compile(r"([\w']+)[\s.]*$")


def is_meant(word: str, text: str, low: str, *, vouched: bool) -> bool:
    """Whether a text uses a doubtful word as a name anywhere.

    Args:
        word: in lower case.
        text: plain text.
        low: the same in lower case.
        vouched: whether masking has decided on the text: then only a capital within a sentence tells.
    """
    for found in re.finditer(rf"(?<![^\W_]){word}(?![^\W_])", low):
        if len(text) != len(low) or _written_as_name(text, found.start(), found.end()):
            return True
        if not vouched and _placed_as_name(word, low, found.start(), found.end()):
            return True
    return False


def _written_as_name(text: str, start: int, end: int) -> bool:
    shown = text[start:end]
    if not shown[0].isupper() or (shown.isupper() and (len(shown) < 4 or _shouted(text, start, end))):
        return False
    return not words_of(text[max(0, start - BACK) : end])[-1].opens


def _shouted(text: str, start: int, end: int) -> bool:
    """Whether the words around are in capitals too, as in a heading."""
    around = [w.text for w in words_of(text[max(0, start - BACK) : start])[-1:]]
    around += [w.text for w in words_of(text[end : end + BACK])[:1]]
    return any(len(w) > 1 and w.isupper() for w in around)


def _placed_as_name(word: str, low: str, start: int, end: int) -> bool:
    match = LAST_WORD.search(low[max(0, start - BACK) : start])
    before = match[1] if match else ""
    if before in NOT_BEFORE_A_WORD:
        return True
    if low.startswith(" 's", end) and before not in ONE_OF_A_KIND:
        return True
    if word in MODAL:
        return before in titles()
    return before in ASKED_ABOUT or before in titles() or before in kin_words()


def is_small_name(text: str, start: int, end: int) -> bool:
    """Whether a word in small letters that is also somebody's name in the book is meant as the name.

    Args:
        text: folded.
        start: where the word begins.
        end: where it ends.
    """
    match = LAST_WORD.search(text[max(0, start - BACK) : start].lower())
    before = match[1] if match else ""
    if before in ONE_OF_A_KIND or before in NOT_BEFORE_SOMEBODY:
        return False
    if AGED.match(text, end) or relation_before(text, start) not in ("", "PERSON"):
        return True
    if before in TOLD:
        return True
    return text[start:end].lower() not in MODAL and contexts.acts(text, end)


AGED = re.compile(r" \(\d{1,2}\)")
TOLD = frozenset("told asked called texted phoned rang emailed named".split())
NOT_BEFORE_SOMEBODY = frozenset(
    "to will would can could should may might must of into good bad with by not".split()
)
"""Words before a verb or a thing: to mark, will chase, with grace."""
