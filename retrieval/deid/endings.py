"""Where a name ends: with the stop of an initial, without a possessive."""

from __future__ import annotations

from retrieval.deid.tokens import Word


def is_initial(text: str, word: Word) -> bool:
    """Whether the word is a capital letter with a full stop that is no heading."""
    return (
        len(word.text) == 1
        and word.text.isupper()
        and word.text != "I"
        and text[word.end : word.end + 1] == "."
    )


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
