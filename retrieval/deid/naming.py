"""From what the tagger makes of each word to findings: whole names with their titles, and who is meant.

Words that follow one another and are likely to identify are one finding. A run of unlikely words is reported
too, with its low score: a name met elsewhere with more certainty, or a reviewer, may vouch for it.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from retrieval.deid import cues, dates, keep
from retrieval.deid.endings import end_of
from retrieval.deid.findings import Finding
from retrieval.deid.lexicon import common, english, facilities, garbled, titles, words
from retrieval.deid.numbers import possible
from retrieval.deid.page import Page
from retrieval.deid.tagger import CLASSES
from retrieval.deid.titled import title_before
from retrieval.deid.tokens import uncased
from retrieval.encoder import Floats, Ints
from retrieval.records import IdentifierType

DETECTOR = "tagger"

FLOOR, ONWARD, ONWARD_CAPITAL = 0.05, 0.3, 0.12
"""Least probability of a word that is reported, and of one that a finding goes on over."""
CERTAIN_ENOUGH = 0.5
"""Least probability of a date, a number or an age that no pattern knows."""
SLIP_BELOW, EVERYDAY_BELOW = 0.95, 0.6
"""Probability below which a small word that is nearly an everyday one, and one that is, identify nobody."""
KEPT_BELOW = 0.9
"""Probability from which a word of the keep tables is a name after all: Krakow the author and the town."""
ALWAYS_KEPT = frozenset(("places", "brands", "terms"))
AUTHOR_AT_MOST = 0.25
"""Most probability of a name inside a test's or a therapy's."""
SLASHED = regex.compile(r"\d{1,2}/\d{1,2}")
"""A day or a score; `retrieval.deid.slashes` decides."""
NAME_GAPS = regex.compile(r"\s?-?\s?|\. ?|'|’|\"|\" | \"| \(\"")
SMALL = frozenset("of the at in on to for with from and or is was her his their my our a an w".split())
"""Words that are no part of a name at its ends."""
NAMED = ("NAME", "LOCATION", "ORG")
GRANDPARENTS = frozenset(("GRANDMOTHER", "GRANDFATHER", "AUNT", "UNCLE"))


def find(page: Page) -> Iterator[Finding]:
    """Yield every stretch that may identify and how likely it does."""
    if not len(page.tokens):
        return
    likely = 1 - page.beliefs[:, 0]
    kinds = page.beliefs[:, 1:].argmax(axis=1) + 1
    at = 0
    while at < len(page.tokens):
        if likely[at] < FLOOR:
            at += 1
            continue
        last = at + 1
        while last < len(page.tokens) and _goes_on(page, likely, kinds, last):
            last += 1
        yield from _finding(page, at, last)
        at = last


def _goes_on(page: Page, likely: Floats, kinds: Ints, last: int) -> bool:
    """Whether the finding goes on over the word at `last`."""
    if (
        likely[last - 1] < ONWARD
        or likely[last] < _onward(page, last)
        or not _alike(kinds[last - 1], kinds[last])
    ):
        return False
    gap = page.text[page.tokens[last - 1].end : page.tokens[last].start]
    if CLASSES[kinds[last]] == "NAME":
        word = page.tokens[last - 1]
        if gap == ". " and len(word.text) > 1 and word.key not in titles():
            return False
        return NAME_GAPS.fullmatch(gap) is not None and "\n" not in gap
    return len(gap) <= 3 and "\n\n" not in gap and not gap.strip(" \n-&+'’/.,:#@()_\"")


def _alike(one: int, other: int) -> bool:
    """Whether two words may belong to one finding; a place and a body are often told apart badly."""
    return one == other or {CLASSES[one], CLASSES[other]} == {"LOCATION", "ORG"}


def _onward(page: Page, at: int) -> float:
    """Least probability of a word for a finding to go on over it; less where a capital stands out."""
    word = page.tokens[at]
    return ONWARD_CAPITAL if word.capital and not word.opens and not page.marks[at] else ONWARD


def _finding(page: Page, first: int, last: int) -> Iterator[Finding]:
    first, last = _trimmed(page, first, last)
    if first >= last:
        return
    block = page.beliefs[first:last]
    score = float((1 - block[:, 0]).max())
    kind = CLASSES[1 + int(block[:, 1:].sum(axis=0).argmax())]
    if kind not in NAMED:
        words_ = page.text[page.tokens[first].start : page.tokens[last - 1].end]
        start = page.tokens[first].start
        if (
            score >= CERTAIN_ENOUGH
            and possible(kind, words_, score)
            and not _decided_elsewhere(page, start, words_)
        ):
            yield Finding(
                start=page.tokens[first].start, end=page.tokens[last - 1].end, type=IdentifierType(kind),
                score=min(score, 0.6), detector=DETECTOR, role="DATE" if kind == "DATE" else "",
            )  # fmt: skip
        return
    cited = page.marks[first] == keep.CITED or keep.within_phrase(page.tokens, first)
    if last - first == 1 and cited:
        score = min(score, AUTHOR_AT_MOST)
    if all(_kept(page, at, kind, score) for at in range(first, last)) or _slip(
        page, first, last, kind, score
    ):
        return
    type_ = IdentifierType(kind)
    role = _role(page, first, last, type_)
    relation = role if type_ is IdentifierType.NAME else ""
    end = end_of(page.text, page.tokens[last - 1])
    if type_ is not IdentifierType.NAME and page.text[end : end + 2].lower() == "'s":
        end += 2
    yield Finding(
        start=_start(page, first, relation),
        end=end,
        type=type_,
        score=score,
        detector="name:model",
        role=role,
    )


def _decided_elsewhere(page: Page, start: int, surface: str) -> bool:
    """Whether rules know better what numbers mean: a day or a rating, a month or a subscale."""
    beside = page.text[start - 1 : start] + page.text[start + len(surface) :][:1]
    if SLASHED.fullmatch(surface) or (surface.isdigit() and "/" in beside):
        return True
    return dates.subscale(page.text, start, surface)


def _slip(page: Page, first: int, last: int, kind: str, score: float) -> bool:
    """Whether a lone word is more likely a slip of the pen, an everyday word or a body that has no name."""
    words_ = page.tokens[first:last]
    if any(word.capital and not word.opens for word in words_) or uncased(page.tokens):
        return False
    small = not any(word.capital for word in words_)
    if last - first == 1 and kind != "ORG":
        word = words_[0]
        if word.key in words("given_names.txt"):
            return False
        if small and score < SLIP_BELOW and garbled(word.key):
            return True
        return score < EVERYDAY_BELOW and common(word.key)
    return small and kind != "NAME" and score < EVERYDAY_BELOW and all(english(w.key) for w in words_)


def _trimmed(page: Page, first: int, last: int) -> tuple[int, int]:
    """The run without small words of the sentence at its ends."""
    while first < last and page.tokens[first].text in SMALL:
        first += 1
    while first < last and page.tokens[last - 1].text in SMALL:
        last -= 1
    return first, last


def _kept(page: Page, at: int, kind: str, score: float) -> bool:
    """Whether a word is one of those that stay, and by itself no name that people bear as well.

    A country or a brand stays in any case; a word of the profession unless the tagger is sure.
    """
    if page.marks[at] not in ALWAYS_KEPT and score >= KEPT_BELOW:
        return False
    borne = (
        kind == "NAME" and page.tokens[at].key in keep.doubtful() and not keep.within_phrase(page.tokens, at)
    )
    return bool(page.marks[at]) and not borne


def _role(page: Page, first: int, last: int, kind: IdentifierType) -> str:
    """What the person, place or organisation is to the client, by the words beside it."""
    start, end = page.tokens[first].start, page.tokens[last - 1].end
    ending = page.tokens[last - 1].key
    if kind is IdentifierType.NAME:
        title = page.tokens[first].key if page.tokens[first].key in titles() and last - first > 1 else ""
        before = page.tokens[first - 1].key if first else ""
        relation = cues.credential_after(page.text, end) or cues.relation_before(page.text, start)
        if last - first > 1 and not relation:
            relation = cues.relation_before(page.text, page.tokens[first + 1].start)
        if not relation or relation in ("PERSON", "FRIEND"):
            relation = cues.relation_after(page.text, end) or relation
        if not relation and (title or before in titles()):
            relation = titles()[title or before]
        return "" if relation == "PERSON" else relation
    if ending in facilities() and facilities()[ending][0] == kind.value and last - first > 1:
        found = facilities()[ending][1]
        return cues.organisation(page.text, start) or found if found == "ORG" else found
    if kind is IdentifierType.ORG:
        return cues.organisation(page.text, start)
    joined = " ".join(word.key for word in page.tokens[first:last])
    return "CITY" if joined in words("cities.txt") else "PLACE"


def _start(page: Page, first: int, relation: str) -> int:
    """Where the finding begins: with the title, and with the capitalised Aunt or Grandma, before the name."""
    start = page.tokens[first].start
    title = title_before(page.text, page.tokens, first)
    if title is not None:
        return title.start
    before = page.tokens[first - 1] if first else None
    if before is None or not before.capital or page.text[before.end : start] != " ":
        return start
    if page.tokens[first].key in titles() or not relation:
        return start
    return before.start if relation in GRANDPARENTS or not before.opens else start
