"""Authors who are cited: "(Clark, 1986)", "per Foa & Rothbaum", "life review (Butler)". They stay.

A surname alone says nothing about whose it is. Only where it is written as one cites does it count as an
author's, and only if the tables know an author of that name; a name of the client's own book wins over it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from retrieval.deid.cues import kin_words
from retrieval.deid.lexicon import word_set, words

NAME = r"(?:(?:Le|De|La|Van|Von) )?\p{Lu}[\p{L}'-]+"
LIST = rf"{NAME}(?:(?:, (?:& |and )?| ?& ?| and ){NAME}){{0,3}}"
YEAR = r"(?:19|20)\d\d[a-z]?"
WRITINGS = (
    "workbook|handout|chapter|paragraph|passage|book|worksheet|article|paper|manual|quote|quotation|homework"
)
FORMS = {
    "dated": rf"\((?:(?:see|after|cf\.?|e\.g\.) )?(?P<authors>{LIST})(?: et al\.?)?,? {YEAR}\)",
    "bracketed": (
        rf"(?P<led>[\p{{L}}\d-]+)\s\((?:[^()\n]{{0,20}}?, )??(?P<authors>{LIST})(?:[;,] [^()\n]{{1,24}})?\)"
    ),
    "per": rf"\b(?:(?i:per|after|following|à la|a la|as in|citing)|reliable change by) (?P<authors>{LIST})",
    "from": rf"\b(?i:{WRITINGS})s?(?: [a-z-]+){{0,3}} (?:from|by|of|after) (?P<authors>{LIST})(?: {YEAR})?",
    "read": rf"\b(?i:read|reading|rereading|quoted|citing) (?P<authors>{LIST})(?: \(?{YEAR}\)?)?",
    "joined": rf"(?P<authors>{NAME}(?:, {NAME}){{0,2}},? ?& ?{NAME})",
}
"""How one cites. In "bracketed", `led` is the word before the bracket."""
WINDOW = 40
"""Characters before "per" and "after" in which a word for a method is looked for."""
YEAR_IN = regex.compile(rf"{YEAR}\)?$")


def find(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of cited authors in a (folded) text, with the year where one stands."""
    for form, pattern in _compiled():
        for match in pattern.finditer(text):
            names = [name.lower() for name in regex.findall(NAME, match["authors"])]
            if all(_author(name) for name in (names[0], names[-1])) and _cites(form, text, match, names):
                yield match.start("authors"), match.end()


def _cites(form: str, text: str, match: regex.Match[str], names: list[str]) -> bool:
    """Whether a known author is meant: the form alone says so, or a word for a method beside it does."""
    if form == "dated" or form == "from":
        return True
    if form == "bracketed":
        led = match["led"]
        if led.isupper() or _method(led):
            return True
        stranger = led.lower() in kin_words() or led.istitle()
        return not stranger and (len(names) > 1 or _known_by_name(names))
    if form == "per":
        before = text[max(0, match.start() - WINDOW) : match.start()]
        return (
            len(names) > 1 or _known_by_name(names) or any(map(_method, regex.findall(r"[\p{L}-]+", before)))
        )
    dated = YEAR_IN.search(match.group()) is not None
    return _known_by_name(names) if form == "joined" else dated or len(names) > 1 or _known_by_name(names)


def _author(name: str) -> bool:
    return name in words("keep_authors.txt") or name in words("keep_therapies.txt")


def _known_by_name(names: list[str]) -> bool:
    """Whether one of them has a name that is hardly anybody else's."""
    return any(name in words("keep_therapies.txt") for name in names)


def _method(word: str) -> bool:
    """Whether a word is one for a therapy, a technique or an idea."""
    key = word.lower()
    return key in word_set("methods") or (word.isupper() and key in words("keep_therapies.txt"))


@cache
def _compiled() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    return tuple((form, regex.compile(pattern)) for form, pattern in FORMS.items())
