"""Cut a run of words down to the name in it: kept words, titles and a sentence's first word come off."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.deid import contexts, cues
from retrieval.deid.keep import CITED, FAMOUS, doubtful, within_phrase
from retrieval.deid.lexicon import common, english, facilities, titles, word_set, words
from retrieval.deid.tokens import Word

Trimmed = tuple[int, int, str]


def is_initial(text: str, word: Word) -> bool:
    """Whether the word is a capital letter with a full stop that is no heading."""
    return (
        len(word.text) == 1
        and word.text.isupper()
        and word.text != "I"
        and text[word.end : word.end + 1] == "."
    )


def trim(text: str, tokens: Sequence[Word], marks: Sequence[str], first: int, last: int) -> Trimmed | None:
    """What is left of a run: its first word, the word after its last, and the title taken off its front.

    Args:
        text: the (folded) text.
        tokens: its words.
        marks: their keep categories.
        first: index of the run's first word.
        last: index after its last.
    """
    peeled, pet = "", False
    while first < last and not peeled:
        word = tokens[first]
        more = last - first > 1
        if word.key in titles() and (more or word.key not in words("given_names.txt")):
            peeled = word.key
        elif marks[first] in FAMOUS and _famous(text, tokens, first):
            pass
        elif not _peels(text, word, marks[first], more) or (
            _is_facility_run(tokens, first, last) and not (marks[first] == "terms" and word.text.isupper())
        ):
            break
        first += 1
    while last > first and not peeled and not pet and _peels_last(tokens, marks, first, last):
        last -= 1
    if first >= last or _eponym(text, tokens, last):
        return None
    return first, last, peeled


def end_of(text: str, word: Word) -> int:
    """Where a name ends whose last word this is: with the stop of an initial, without a possessive."""
    if is_initial(text, word):
        return word.end + 1
    if word.text.lower().endswith("'s") and len(word.text) > 2:
        return word.end - 2
    end = word.end
    while end < len(text) and text[end].isalnum():
        end += 1  # a digit that is glued on, as in scanned text
    return end


def _is_pet(text: str, word: Word, mark: str) -> bool:
    """Whether a kept word is what an animal is called here: "her cat Oreo"."""
    return mark in ("culture", "brands", "terms") and cues.relation_before(text, word.start) == "PET"


def _famous(text: str, tokens: Sequence[Word], at: int) -> bool:
    """Whether a word belongs to a title or a famous name, and nobody's aunt is meant."""
    return within_phrase(tokens, at) and not cues.relation_before(text, tokens[at].start)


def _eponym(text: str, tokens: Sequence[Word], last: int) -> bool:
    """Whether a word follows that makes the name a thing's: Clark model, Bruce protocol."""
    return (
        last < len(tokens)
        and tokens[last].key in word_set("eponyms")
        and text[tokens[last - 1].end : tokens[last].start] in (" ", "'s ")
    )


def _peels(text: str, word: Word, mark: str, more: bool) -> bool:
    if mark == CITED:
        return True
    if more and word.capital and (word.key in word_set("name_heads") or word.key in word_set("place_heads")):
        return False
    if word.key in words("shorthand.txt") or (mark and not _open_to_doubt(word, mark)):
        return True
    if word.key in cues.kin_words() and (more or word.key not in word_set("names_too")):
        return True
    if not word.opens or not word.capital or len(word.text) == 1:
        return False
    if word.key in words("given_names.txt") and not more:
        return False
    if not more and not common(word.key) and contexts.does(text, word.end):
        return False
    return english(word.key) and word.key not in words("given_names.txt")


def _open_to_doubt(word: Word, mark: str) -> bool:
    """Whether a kept word might be a name here: an author's that others bear, or that a city has."""
    if mark == CITED:
        return False
    if mark == "therapies" and word.capital and word.key in words("cities.txt"):
        return True
    return word.key in doubtful() and mark != "places"


def _is_facility_run(tokens: Sequence[Word], first: int, last: int) -> bool:
    return (
        last - first > 1
        and tokens[last - 1].key in facilities()
        and tokens[last - 1].capital
        and tokens[first].key not in titles()
    )


def _peels_last(tokens: Sequence[Word], marks: Sequence[str], first: int, last: int) -> bool:
    word = tokens[last - 1]
    return (
        bool(marks[last - 1])
        and (word.key not in doubtful() or marks[last - 1] == CITED)
        and not _open_to_doubt(word, marks[last - 1])
        and not (last - first > 1 and word.key in facilities())
    )
