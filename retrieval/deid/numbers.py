"""Whether what only the tagger takes for a date, a number or a great age can be one at all."""

from __future__ import annotations

import regex

AGES = range(90, 116)
SURE = 0.97
"""Probability from which a short number is a record's after all."""
FEWEST = 5
"""Least letters and digits of a number that identifies by itself."""
CLOCK = regex.compile(r"(?:[01]\d|2[0-3])[0-5]\d|[01]?\d[-–][01]?\d")
"""A time of day in four figures, or hours from and to."""
CAPITAL_OR_DIGIT = regex.compile(r"\d|\p{Lu}")


def possible(kind: str, words: str, score: float) -> bool:
    """Say whether some words can be what the tagger takes them for.

    Args:
        kind: DATE, AGE90, ID or CONTACT.
        words: as they stand in the text.
        score: how sure the tagger is.
    """
    figures = regex.sub(r"\D", "", words)
    if kind == "AGE90":
        return not figures or int(figures[:4]) in AGES
    if kind == "DATE":
        written_so = CAPITAL_OR_DIGIT.search(words) is not None or score >= SURE
        return CLOCK.fullmatch(words) is None and written_so
    letters = sum(c.isalnum() for c in words)
    if kind == "ID":
        return bool(figures) and (score >= SURE or (letters >= FEWEST and CLOCK.fullmatch(words) is None))
    return True
