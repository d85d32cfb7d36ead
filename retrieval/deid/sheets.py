"""One text on its way from original to clean: its shadow, what was detected, and the masking of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from retrieval.deid import dating
from retrieval.deid.believing import NAMED, Sheet, believed, keys_of
from retrieval.deid.findings import Finding, settle
from retrieval.deid.identity import ClientIdentity
from retrieval.deid.learning import Mention
from retrieval.deid.masking import Replacement, mask
from retrieval.deid.overruling import overrule
from retrieval.deid.roster import Roster
from retrieval.deid.surrogates import AGE, UNDATED, Numbering, week_of
from retrieval.deid.widening import widened
from retrieval.records import IdentifierType, MaskedText

SHORTENED = regex.compile(r"\b(?:[A-Z]|St|Dr|Mr|Mrs|Ms|Jr)$")
"""What a full stop after it shortens."""
PAIR = regex.compile(r"[A-Z]\.[A-Z]\.$")
"""Initials of a whole name, after which no surname follows."""
LOOK_BACK = 40
"""Characters before a date that are read for whether it lies ahead."""


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
            keys = keys_of(finding, sheet.shadow.text)
            yield Mention(
                type=finding.type, keys=keys, text=text, role=finding.role, score=finding.score, order=order
            )


def mask_sheet(sheet: Sheet, identity: ClientIdentity, roster: Roster) -> Masked:
    """Mask one text; everything it names must have been learned into the identity before."""
    book = {form: entry for entry in reversed(identity.entries) for form in entry.forms}
    numbering = Numbering(entry.surrogate for entry in identity.entries)
    days: list[tuple[str, str]] = []
    replacements: list[Replacement] = []
    hidden = believed(sheet, identity, roster, book)
    settled = settle(overrule(sheet.shadow.text, sheet.page.tokens, hidden, identity))
    for finding, whole in zip(settled, widened(settled, sheet.page), strict=True):
        words = sheet.shadow.text[finding.start : finding.end]
        if not any(c.isalnum() for c in words):
            continue
        if finding.type is IdentifierType.DATE:
            surrogate, day = _week(sheet, finding, identity)
            days.append((surrogate, day))
        else:
            entry = book.get(" ".join(keys_of(finding, sheet.shadow.text)))
            known = finding.surrogate or (entry.surrogate if entry is not None else "")
            surrogate = known or _new(finding, numbering)
        start, end = sheet.shadow.to_source(whole.start, whole.end)
        start = max(start, replacements[-1].end if replacements else 0)  # both halves of a folded ¼
        if start >= end:
            continue
        replacements.append(
            Replacement(
                start=start, end=end, type=finding.type, surrogate=surrogate,
                score=finding.score, detector=finding.detector,
            )
        )  # fmt: skip
    return Masked(mask(sheet.source, _joined(sheet.source, replacements)), tuple(days))


def _new(finding: Finding, numbering: Numbering) -> str:
    """The surrogate of something that is not in the book: a left-over of overlapping findings."""
    return AGE if finding.type is IdentifierType.AGE90 else numbering.next(finding.type, finding.role)


def _week(sheet: Sheet, finding: Finding, identity: ClientIdentity) -> tuple[str, str]:
    text = sheet.shadow.text
    today = sheet.day or identity.latest
    if identity.anchor is None or today is None:
        return UNDATED, ""
    before = text[max(0, finding.start - LOOK_BACK) : finding.start]
    words = finding.reads or text[finding.start : finding.end]
    dated = dating.resolve(words, before, today, day_first=identity.day_first)
    if dated is None:
        return UNDATED, ""
    return week_of(dated, identity.anchor), dated.day.isoformat()


def _overlap(one: Finding, other: Finding) -> bool:
    return one.start < other.end and other.start < one.end


def _joined(source: str, replacements: Sequence[Replacement]) -> list[Replacement]:
    """Make one replacement of neighbours that mean the same, such as a name and a surname."""
    joined: list[Replacement] = []
    for item in replacements:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.surrogate == item.surrogate
            and item.type is not IdentifierType.DATE
            and _belong(source, last, item)
        ):
            joined[-1] = replace(last, end=item.end, score=max(last.score, item.score))
        else:
            joined.append(item)
    return joined


def _belong(source: str, one: Replacement, other: Replacement) -> bool:
    """Whether what lies between is no more than a name holds; a full stop only after an initial."""
    gap = source[one.end : other.start]
    if len(gap) > 2 or "\n" in gap or gap.strip(" -.") or PAIR.search(source, one.start, one.end):
        return False
    return "." not in gap or bool(SHORTENED.search(source, 0, one.end))
