"""One text on its way from original to clean: its shadow, what was detected, and the masking of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import regex

from retrieval.deid import dating, keep
from retrieval.deid.features import Page
from retrieval.deid.findings import Finding, settle
from retrieval.deid.identity import ClientIdentity, Entry
from retrieval.deid.learning import Mention, name_keys
from retrieval.deid.lexicon import english, titles, word_set
from retrieval.deid.masking import Replacement, mask
from retrieval.deid.overruling import overrule
from retrieval.deid.roster import Match, Roster
from retrieval.deid.shadow import Shadow
from retrieval.deid.surrogates import AGE, UNDATED, Numbering, week_of
from retrieval.deid.tokens import Word, words_of
from retrieval.deid.trimming import end_of
from retrieval.records import IdentifierType, MaskedText

NAMED = frozenset((IdentifierType.NAME, IdentifierType.LOCATION, IdentifierType.ORG))
LOOK_BACK = 40
"""Characters before a date that are read for whether it lies ahead."""

MONTH_NAMES = frozenset("april may june august january march jan avril".split())
DATE_BEFORE = regex.compile(
    r"\b(?:in|since|by|until|till?|of|last|next|mid|early|late|this|from|on|\d)[ -]$", regex.I
)
ALIKE = 0.12
"""Least probability for a known name that is also a word (Will, Hope) where a sentence begins with it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text, its folded shadow, the words of that, and all findings in it."""

    source: str
    shadow: Shadow
    day: date | None
    page: Page
    findings: list[Finding]


@dataclass(frozen=True, slots=True)
class Masked:
    """The clean text, and which day each week in it stands for (surrogate, ISO day)."""

    text: MaskedText
    days: tuple[tuple[str, str], ...]


def mentions(sheets: Sequence[Sheet]) -> Iterator[Mention]:
    """Everything in the sheets that may enter the book: all findings but dates and ages."""
    order = 0
    for sheet in sheets:
        strong = [f for f in sheet.findings if f.certain or f.type not in NAMED]
        for finding in sorted(sheet.findings, key=lambda f: f.start):
            order += 1
            if finding.type in (IdentifierType.DATE, IdentifierType.AGE90):
                continue
            if not finding.certain and any(_overlap(finding, other) for other in strong):
                continue
            text = sheet.shadow.text[finding.start : finding.end]
            keys = _keys(text, finding.type)
            yield Mention(
                type=finding.type, keys=keys, text=text, role=finding.role, score=finding.score, order=order
            )


def mask_sheet(sheet: Sheet, identity: ClientIdentity, roster: Roster) -> Masked:
    """Mask one text; everything it names must have been learned into the identity before."""
    book = {form: entry for entry in reversed(identity.entries) for form in entry.forms}
    numbering = Numbering(entry.surrogate for entry in identity.entries)
    days: list[tuple[str, str]] = []
    replacements: list[Replacement] = []
    believed = _believed(sheet, identity, roster, book)
    for finding in settle(overrule(sheet.shadow.text, sheet.page.tokens, believed, identity)):
        words = sheet.shadow.text[finding.start : finding.end]
        if not any(c.isalnum() for c in words):
            continue
        if finding.type is IdentifierType.DATE:
            surrogate, day = _week(sheet, finding, identity)
            days.append((surrogate, day))
        else:
            entry = book.get(" ".join(_keys(words, finding.type)))
            surrogate = entry.surrogate if entry is not None else _new(finding, numbering)
        start, end = sheet.shadow.to_source(finding.start, finding.end)
        replacements.append(
            Replacement(
                start=start, end=end, type=finding.type, surrogate=surrogate,
                score=finding.score, detector=finding.detector,
            )
        )  # fmt: skip
    return Masked(mask(sheet.source, _joined(sheet.source, replacements)), tuple(days))


def _believed(
    sheet: Sheet, identity: ClientIdentity, roster: Roster, book: dict[str, Entry]
) -> Iterator[Finding]:
    """What is to be hidden: roster matches, strong patterns, dates, and candidates that the book knows."""
    text, tokens = sheet.shadow.text, sheet.page.tokens
    for match in roster.find(text, tokens):
        entry = identity.entries[match.entry]
        if _doubtful(sheet, match, entry):
            continue
        start = (
            _with_title(text, tokens, match.first)
            if entry.type is IdentifierType.NAME
            else tokens[match.first].start
        )
        last = tokens[match.last - 1]
        end = last.end if entry.type is IdentifierType.ORG else end_of(text, last)
        yield Finding(
            start=start, end=end, type=entry.type, score=1.0, detector="roster", role=entry.role, certain=True
        )
    for finding in sheet.findings:
        if finding.certain or finding.type not in NAMED:
            yield finding
        elif entry_of := book.get(" ".join(_keys(text[finding.start : finding.end], finding.type))):
            yield Finding(
                start=finding.start, end=finding.end, type=entry_of.type, score=1.0,
                detector=finding.detector, role=entry_of.role, certain=True,
            )  # fmt: skip


def _doubtful(sheet: Sheet, match: Match, entry: Entry) -> bool:
    """Whether known words mean something else here: a month, a sentence's first word, a test's title."""
    if match.last - match.first > 1 or entry.type not in NAMED:
        return False
    word = sheet.page.tokens[match.first]
    if word.key in MONTH_NAMES:
        before, after = sheet.shadow.text[: word.start], sheet.shadow.text[word.end : word.end + 2]
        return bool(DATE_BEFORE.search(before[-12:])) or after[1:].isdigit()
    if keep.within_phrase(sheet.page.tokens, match.first):
        return True
    if not (word.opens and english(word.key)):
        return False
    return not any(
        f.type in NAMED and f.score >= ALIKE and f.start <= word.start < f.end for f in sheet.findings
    )


def _keys(text: str, kind: IdentifierType) -> tuple[str, ...]:
    return name_keys(text) if kind is IdentifierType.NAME else tuple(word.key for word in words_of(text))


def _new(finding: Finding, numbering: Numbering) -> str:
    """The surrogate of something that is not in the book: a left-over of overlapping findings."""
    return AGE if finding.type is IdentifierType.AGE90 else numbering.next(finding.type, finding.role)


def _week(sheet: Sheet, finding: Finding, identity: ClientIdentity) -> tuple[str, str]:
    text = sheet.shadow.text
    today = sheet.day or identity.latest
    if identity.anchor is None or today is None:
        return UNDATED, ""
    before = text[max(0, finding.start - LOOK_BACK) : finding.start]
    dated = dating.resolve(text[finding.start : finding.end], before, today, day_first=identity.day_first)
    if dated is None:
        return UNDATED, ""
    return week_of(dated, identity.anchor), dated.day.isoformat()


def _with_title(text: str, tokens: Sequence[Word], first: int) -> int:
    """Where a name begins, with the title before it."""
    before = tokens[first - 1] if first else None
    if (
        before
        and before.key in titles()
        and (before.capital or before.key in word_set("short_titles"))
        and text[tokens[first - 1].end : tokens[first].start] in (" ", ". ")
    ):
        return tokens[first - 1].start
    return tokens[first].start


def _overlap(one: Finding, other: Finding) -> bool:
    return one.start < other.end and other.start < one.end


def _joined(source: str, replacements: Sequence[Replacement]) -> list[Replacement]:
    """Make one replacement of neighbours that mean the same, such as a name and a surname."""
    joined: list[Replacement] = []
    for item in replacements:
        last = joined[-1] if joined else None
        if last is not None and last.surrogate == item.surrogate and item.type is not IdentifierType.DATE:
            gap = source[last.end : item.start]
            if len(gap) <= 2 and "\n" not in gap and not gap.strip(" -."):
                joined[-1] = Replacement(
                    start=last.start, end=item.end, type=item.type, surrogate=item.surrogate,
                    score=max(last.score, item.score), detector=last.detector,
                )  # fmt: skip
                continue
        joined.append(item)
    return joined
