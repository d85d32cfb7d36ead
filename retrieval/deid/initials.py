"""People who are called by their initials: "AT and MB shared", "J.R. left", "seen with Mr. R".

Two capitals are mostly an abbreviation, so they count only where several stand in a row as people do, where
somebody who is so called says or does something, or where they are the client's own; what counts once in a
text counts everywhere in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from retrieval.deid import contexts
from retrieval.deid.cues import relatives
from retrieval.deid.findings import Finding
from retrieval.deid.lexicon import word_set, words
from retrieval.deid.tokens import Word
from retrieval.records import IdentifierType

DETECTOR = "name:initials"
SCORE = 0.9

PAIR = regex.compile(r"(?<![\w.&/'@-])[A-Z]{2}(?=(?:'s)?(?![\w'@-]|\.\w))")
DOTTED = regex.compile(
    r"(?<![\w.@/-])(?:(?:[A-Z]\. ?){2,3}(?![A-Z]\.)(?!\w)(?<=\.)|[A-Z]\.[A-Z]\b(?![.\w-])"
    r"|(?:[a-z]\.){2}(?![\w@]))"
)
SMALL_TITLED = regex.compile(
    r"\b(?:mr|mrs|ms|miss(?! a\b)|mx)\.? [a-z]\b(?:\.(?= [a-z(,]|[,;:)']))?(?![-/]?\w)"
)
LONE_TOLD = regex.compile(
    r"(?<=\b(?i:told|asked|texted|txtd|phoned|emailed|messaged|hugged|dating"
    r"|(?:text|txt|call|vm|msg|email|letter) (?:from|to|w/?|with)"
    r"|(?:met|fight|fought|argued|argument|spoke|talked|talking|broke up|slept|lunch|dinner)"
    r" (?:with|w/?|to)) )"
    r"[B-HJ-Z]\b\.?(?=[ ,;:.)]|'s\b|$)(?! ?[-/&\d]| [A-Z]\b)"
)
"""A letter where somebody is spoken to: "txt from K", "argued with T."."""
LONE_ACTS = regex.compile(
    r"(?:(?<=[.;!?] |\n|, |, and | and | that | when | if | because | but )|^)[B-HJ-Z]\b\.?(?= [a-z])"
)
"""A letter that may be the subject of what follows: "R agrees"."""
BEFORE_SOMEBODY = (
    "told",
    "asked",
    "called",
    "phoned",
    "texted",
    "saw",
    "that",
    "when",
    "met",
    "with",
    "hugged",
)
HEADING = regex.compile(
    r" ?[-:] |(?: \d| seen\b| here\b| in\b| late\b| came\b| arrived\b| reports?\b| feels?\b)"
)
"""What follows the client's initials where a note begins with them."""
LEADING = regex.compile(r"\b(?:co-?leaders?|co-?facilitators?|facilitators?|group leaders?):? $", regex.I)
LETTERS = r"[A-Z]{2}\b(?!['-])|(?:[A-Z]\.){1,2}"
LINK = r"(?:, ?(?:and |& )?| and | & | ?/ ?| \+ )"
LINKED_BEFORE = regex.compile(rf"{LINK}$")
LINKED_AFTER = regex.compile(rf"(?:'s)?{LINK}(?=(?P<next>{LETTERS}|[A-Z][a-z]+))")
LISTED_BEFORE = regex.compile(rf"(?<![\w.])(?P<next>{LETTERS}){LINK}$")
ROLL = regex.compile(
    r"\b(?:present|attend(?:ed|ing|ance|ees)|absent|members?|participants?|group|peers|roll|with|excused"
    r"|in the room)\b[^.\n]{0,60}$",
    regex.I,
)
"""What stands before a list of people who came."""
OF_A_KIND = regex.compile(r"\b(?:the|a|an|per|by|his|her|their|our) $")
SHORTEST_LIST, LONGEST = 3, 4


def find(text: str, tokens: Sequence[Word], marks: Sequence[str], name: str = "") -> Iterator[Finding]:
    """Yield every mention by initials in a (folded) text.

    Args:
        text: folded.
        tokens: its words.
        marks: their keep categories.
        name: the client's, as the practice knows it.
    """
    ranges = [
        m.span()
        for pattern in (_titled(), SMALL_TITLED, _small_letter(), LONE_TOLD)
        for m in pattern.finditer(text)
    ]
    for match in DOTTED.finditer(text):
        shown = match.group().rstrip()
        if not _means(shown):
            ranges.append((match.start(), match.start() + len(shown)))
    if not _shouted(tokens):
        ranges.extend(m.span() for m in LONE_ACTS.finditer(text) if contexts.acts(text, m.end()))
        ranges.extend(_pairs(text, tokens, marks, name))
    yield from (_finding(*span) for span in ranges)


def letters(words: str) -> tuple[str, ...]:
    """The letters of initials, without a title before them."""
    bare = regex.sub(r"^[A-Za-z]{2,}\.? (?=[A-Z])", "", words)
    return tuple(letter.lower() for letter in bare if letter.isalpha())


def _pairs(text: str, tokens: Sequence[Word], marks: Sequence[str], name: str) -> Iterator[tuple[int, int]]:
    """Two capitals without full stops."""
    kept = {word.text for word, mark in zip(tokens, marks, strict=True) if mark not in ("", "places")}
    all_pairs = [m for m in PAIR.finditer(text) if m.group() not in kept]
    own = _own(name)
    found = [m for m in all_pairs if not _means(m.group())]
    people = {m.group() for m in found if m.group() == own or _is_somebody(text, *m.span())}
    sure = [m for m in found if m.group() in people]
    people |= {m.group() for m in found if any(_linked(text, m, other) for other in sure)}
    people |= {m.group() for m in all_pairs if _is_told(text, m, own)}
    yield from (m.span() for m in all_pairs if m.group() in people)


def _is_told(text: str, match: regex.Match[str], own: str) -> bool:
    """Whether letters that may be an abbreviation are the client's, who acts, or somebody's who leads."""
    start, end = match.span()
    if match.group() == own and (HEADING.match(text, end) or contexts.does(text, end)):
        return True
    return LEADING.search(text, max(0, start - 20), start) is not None


def _own(name: str) -> str:
    """The client's initials, if there are two names."""
    parts = name.split()
    return (parts[0][0] + parts[-1][0]).upper() if len(parts) > 1 else ""


def _linked(text: str, one: regex.Match[str], other: regex.Match[str]) -> bool:
    first, second = sorted((one.span(), other.span()))
    return bool(regex.fullmatch(rf"(?:'s)?{LINK}", text[first[1] : second[0]]))


def _is_somebody(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 80) : start]
    if contexts.acts(text, end) and not OF_A_KIND.search(before):
        return True
    if not LINKED_BEFORE.search(before) and not LINKED_AFTER.match(text, end):
        return False
    return bool(contexts.does(text, end) or ROLL.search(before) or _listed(text, start, end) >= SHORTEST_LIST)


def _listed(text: str, start: int, end: int) -> int:
    """How many initials stand in a row around a place."""
    count, at = 1, end
    while (
        (after := LINKED_AFTER.match(text, at))
        and len(after["next"]) <= LONGEST
        and not _means(after["next"])
    ):
        count, at = count + 1, after.end("next")
    at = start
    while (before := LISTED_BEFORE.search(text, max(0, at - 14), at)) and _may_be_next(before["next"]):
        count, at = count + 1, before.start()
    return count


def _may_be_next(shown: str) -> bool:
    return len(shown) <= LONGEST and not _means(shown)


def _means(shown: str) -> bool:
    """Whether letters are a known abbreviation; with full stops few are."""
    bare = "".join(c for c in shown if c.isalpha()).lower()
    if "." in shown:
        return bare in word_set("dotted_letters")
    return bare in word_set("letter_pairs") or bare in words("shorthand.txt")


def _shouted(tokens: Sequence[Word]) -> bool:
    """Whether the text is written in capitals; its words are then given in lower case."""
    return bool(tokens) and not any(word.capital for word in tokens)


@cache
def _titled() -> regex.Pattern[str]:
    """A title and one letter: Mr. R, Dr K."""
    known = "|".join(sorted(word_set("short_titles")))
    return regex.compile(
        rf"\b(?i:{known}|miss)\.? [A-Z]\b(?:\.(?= [a-z(,]|[,;:)']))?(?![-/]?\w)(?!\. ?[A-Z])(?<! I)"
    )


@cache
def _small_letter() -> regex.Pattern[str]:
    """A small letter with a full stop where somebody is told, asked or someone's child: "told b. to go"."""
    before = "|".join(sorted((*relatives(), *BEFORE_SOMEBODY)))
    return regex.compile(rf"(?<=(?<![\w'])(?:{before}),? )[b-z]\.(?=(?:'s)? [a-z(]|[,;:)?!])(?! coli)")


def _finding(start: int, end: int) -> Finding:
    return Finding(
        start=start, end=end, type=IdentifierType.NAME, score=SCORE, detector=DETECTOR, certain=True
    )
