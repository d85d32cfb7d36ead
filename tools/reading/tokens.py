"""Turn clean text into tokens and n-grams that mean the same in every practice.

Surrogates become their class, numbers their size, so that nothing is learnt from one client's names or dates.
"""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"\[[^\[\]\n]{2,40}\]|[a-z]+(?:'[a-z]+)*|\d+(?:[.:/]\d+)*|[%+\-/<>=?!\";:,()]",
)
APOSTROPHES = str.maketrans("’‘“”–—", "''\"\"--")

PLACE_LIKE = (
    "[CITY",
    "[ORG",
    "[EMPLOYER",
    "[SCHOOL",
    "[CLINIC",
    "[HOSPITAL",
    "[CHURCH",
    "[TEAM",
    "[CONTACT",
    "[ID",
    "[LOCATION",
    "[PLACE",
    "[ADDRESS",
    "[FACILITY",
    "[STREET",
    "[PHONE",
    "[EMAIL",
    "[RECORD",
)
DATE_LIKE = ("[WEEK", "[DATE", "[AGE", "[YEAR", "[MONTH", "[BEFORE", "[AFTER", "[HOLIDAY", "[DAY")

SIZES = ((0, "n0"), (1, "n1"), (2, "n2"), (3, "n3"), (7, "n4-7"), (15, "n8-15"), (49, "n16+"))
"""Upper bounds of the classes of numbers."""


def tokens(text: str) -> list[str]:
    """Return lower-case words, marks, and classes of surrogates and numbers, in order."""
    return [_classed(t) for t in TOKEN.findall(text.lower().translate(APOSTROPHES))]


def grams(text: str, longest: int = 3) -> set[str]:
    """Return the word n-grams up to `longest` and the 4- and 5-letter pieces of longer words (marked #)."""
    words = tokens(text)
    found = {" ".join(words[i : i + n]) for n in range(1, longest + 1) for i in range(len(words) - n + 1)}
    for word in words:
        if len(word) > 3 and word.isalpha() and not word.startswith("xx"):
            padded = f"<{word}>"
            found.update("#" + padded[i : i + n] for n in (4, 5) for i in range(len(padded) - n + 1))
    return found


def _classed(token: str) -> str:
    if token[0] == "[":
        return _surrogate(token.upper())
    return _number(token) if token[0].isdigit() else token


def _surrogate(token: str) -> str:
    if token.startswith("[CLIENT"):
        return "xxclient"
    if token.startswith(DATE_LIKE):
        return "xxdate"
    return "xxplace" if token.startswith(PLACE_LIKE) else "xxperson"


def _number(token: str) -> str:
    if "/" in token:
        return "n/n"
    if token.count(".") + token.count(":") > 1:
        return "nnn"
    value = float(token.replace(":", "."))
    return next((name for bound, name in SIZES if value <= bound), "n50+")
