"""What speaks for a candidate being a person, a place, an organisation or nothing.

Features for the linear model. None holds a name: words beside the candidate count only where they are
ordinary English or charting words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from retrieval.deid import contexts, cues
from retrieval.deid.candidates import Candidate
from retrieval.deid.keep import doubtful
from retrieval.deid.lexicon import common, english, facilities, listed, titles, word_set, words
from retrieval.deid.tokens import Word, uncased
from retrieval.deid.trimming import is_initial

PLACES = {"GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE", "NORP": "PLACE"}
BRACKETS = "([{/\"'*"
SPELLED = {"": "edge", "\n": "newline", " ": "space"}


@dataclass(frozen=True, slots=True)
class Page:
    """A (folded) text with all that features look at."""

    text: str
    tokens: Sequence[Word]
    marks: Sequence[str]
    entities: Sequence[tuple[int, int, str]] = ()
    """Ranges and labels of the statistical tagger."""
    lower_words: frozenset[str] = field(default=frozenset())
    """Keys that this client's notes hold in lower case as well."""


def features(page: Page, candidate: Candidate) -> list[str]:
    """The names of the features that hold of `candidate`."""
    run = page.tokens[candidate.first : candidate.last]
    return [
        "bias",
        *_form(page, candidate, run),
        *_lists(page, candidate, run),
        *_tagger(page, candidate),
        *_together(page, candidate, run),
        *(f"context={name}" for name in contexts.found(page.text, candidate.start, candidate.end)),
        *_neighbours(page, candidate),
        *_cues(page, candidate, run),
    ]


def _form(page: Page, candidate: Candidate, run: Sequence[Word]) -> list[str]:
    size = min(len(run), 4)
    first = run[0]
    shape = (
        "lower" if not first.capital else "upper" if first.text.isupper() and len(first.text) > 1 else "title"
    )
    found = [f"size={size}", f"shape={shape}", f"shape,size={shape},{size}"]
    if is_initial(page.text, first):
        found.append(f"initial,size={size}")
    if first.opens:
        found.append(f"opens,{shape},english={english(first.key)}")
    if any(not w.text.isascii() for w in run):
        found.append("accented")
    if "-" in page.text[candidate.start : candidate.end]:
        found.append("hyphen")
    if len(first.text) == 2:
        found.append("short")
    if shape == "lower":
        found.append(f"lower,casedtext={not uncased(page.tokens)}")
    return found


def _lists(page: Page, candidate: Candidate, run: Sequence[Word]) -> list[str]:
    found = []
    for place, word in {"first": run[0], "last": run[-1]}.items():
        given, family = word.key in words("given_names.txt"), word.key in words("surnames.txt")
        plain = english(word.key)
        found += [f"{place}:given={given},english={plain}", f"{place}:family={family},english={plain}"]
        found.append(f"{place}:known={given or family},english={plain},capital={word.capital}")
        if word.key in words("names_and_words.txt"):
            found.append(f"{place}:name-and-word,opens={word.opens},capital={word.capital}")
    joined = " ".join(w.key for w in run)
    if joined in words("cities.txt"):
        found.append(f"city,english={english(joined)},given={joined in words('given_names.txt')}")
    if all(english(w.key) for w in run):
        found.append(f"all-english,size={min(len(run), 3)}")
    marks = {page.marks[at] for at in range(candidate.first, candidate.last)}
    found += [f"keep={mark}" for mark in marks if mark]
    if not english(run[0].key) and clipped(run[0].key):
        found.append(f"clipped,capital={run[0].capital},listed={run[0].key in words('given_names.txt')}")
    if len(run) == 1 and run[0].key in doubtful():
        found.append("doubtful")
    if run[0].key in page.lower_words and run[0].capital:
        found.append(f"seen-lower,size={min(len(run), 2)}")
    last = run[-1].key
    if last in facilities() and (len(run) > 1 or not english(last)):
        found += ["facility", f"facility={facilities()[last][1]}"]
    return found


def clipped(word: str) -> bool:
    """Whether one vowel more makes it an English word: shorthand such as calld, evry, askd."""
    return any(english(word[:at] + vowel + word[at:]) for at in range(1, len(word) + 1) for vowel in "aeiou")


def _tagger(page: Page, candidate: Candidate) -> list[str]:
    labels = [
        f"{label},exact={start == candidate.start and end == candidate.end}"
        for start, end, label in page.entities
        if start < candidate.end and end > candidate.start
    ]
    return [f"tagger={label}" for label in labels] or ["tagger=none"]


def _together(page: Page, candidate: Candidate, run: Sequence[Word]) -> list[str]:
    """What only says something together: the writing, the place, the lists and the tagger."""
    first, last = run[0], run[-1]
    label = next(
        (label for start, end, label in page.entities if start < candidate.end and end > candidate.start), ""
    )
    tag = PLACES.get(label, label if label in ("PERSON", "ORG", "") else "other")
    shape = "lower" if not first.capital else "upper" if first.text.isupper() else "title"
    given, family = first.key in words("given_names.txt"), last.key in words("surnames.txt")
    stand = _stand(page, first)
    known = f"{_level(first.key)},given={given},family={family}"
    found = [
        f"{shape},{stand},{min(len(run), 2)},{known}",
        f"{stand},{known},tag={tag}",
        f"{shape},{stand},{_level(first.key)},{_level(last.key)},tag={tag}",
    ]
    joined = " ".join(word.key for word in run)
    if joined in words("organisations.txt"):
        found.append(f"organisation,{shape},{_level(first.key)}")
    if first.capital and not first.text.isupper() and any(c.isupper() for c in first.text[2:]):
        found.append(f"camel,{stand}")
    if len(run) > 1 and (first.key in word_set("place_heads") or first.key in word_set("place_sides")):
        found.append(f"place-head,{shape},{_level(last.key)}")
    if len(run) == 1 and shape == "upper":
        found.append(f"capitals,{min(len(first.text), 6)},{_level(first.key)},{stand}")
    if first.opens and first.capital:
        found.append(f"opens,{_level(first.key)},seen-lower={first.key in page.lower_words}")
    return found


def _level(word: str) -> str:
    return "common" if common(word) else "english" if english(word) else "other"


def _stand(page: Page, word: Word) -> str:
    """Where a run stands: in a sentence, at its start, or after a bracket, quote or slash."""
    if not word.opens:
        return "inside"
    before = page.text[max(0, word.start - 1) : word.start]
    return "bracket" if before in BRACKETS and before else "start"


def _neighbours(page: Page, candidate: Candidate) -> list[str]:
    at, last = candidate.first, candidate.last
    found = []
    for name, index in (("-1", at - 1), ("-2", at - 2), ("+1", last), ("+2", last + 1)):
        word = page.tokens[index] if 0 <= index < len(page.tokens) else None
        found.append(f"w{name}={_plain(word)}")
    for name, index in (("-1", at - 1), ("+1", last)):
        if 0 <= index < len(page.marks) and page.marks[index]:
            found.append(f"keep{name}={page.marks[index]}")
    before = page.text[candidate.start - 1 : candidate.start]
    after = page.text[candidate.end : candidate.end + 2]
    found += [f"c-1={SPELLED.get(before, before)}", f"c+1={SPELLED.get(after[:1], after[:1])}"]
    if after == "'s":
        found.append("possessive")
    return found


def _plain(word: Word | None) -> str:
    """A neighbour as feature: only ordinary words are named."""
    if word is None:
        return "none"
    if word.text[0].isdigit():
        return "number"
    if word.capital and not word.opens:
        return "capital"
    if english(word.key) or (len(word.key) <= 3 and not listed(word.key)):
        return word.key
    return "rare"


def _cues(page: Page, candidate: Candidate, run: Sequence[Word]) -> list[str]:
    found = []
    if candidate.peeled:
        found += ["title", f"title={bool(titles()[candidate.peeled])}"]
    relation = cues.relation_before(page.text, candidate.start)
    if relation:
        found += [f"kin={relation if relation in ('PERSON', 'PET') else 'KIN'}"]
    if cues.relation_after(page.text, candidate.end):
        found.append("kin-after")
    place = cues.organisation(page.text, candidate.start)
    if place:
        found.append(f"at={place}")
    age = page.text[candidate.end : candidate.end + 5]
    if len(age) > 2 and age[0] in " ," and any(c.isdigit() for c in age[1:4]):
        found.append(f"number-after={age[:2]}")
    return found
