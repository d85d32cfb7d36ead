"""What was hidden and how certainly; and what was not, although it looked like a name.

Made on demand for the therapist's eyes by analysing the notes again; nothing of it is stored. It holds names
in clear, so its records say nothing when printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from retrieval.deid.corrections import form_of
from retrieval.deid.findings import Finding
from retrieval.deid.identity import ClientIdentity
from retrieval.deid.learning import CLIENT, name_keys
from retrieval.deid.overruling import DETECTOR, NAMED
from retrieval.records import IdentifierType, MaskedText

if TYPE_CHECKING:
    from retrieval.deid.believing import Sheet

NEAR = 0.05
"""Least probability of a kept candidate that is shown: below it nearly everything is an ordinary word."""
MISSPELT = 0.5
"""How certain a writing is that only resembles a known name."""
AROUND = 48
"""Characters of the note shown on either side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedText:
    """A note as the review needs it: as it was written and as it is stored."""

    session: int
    day: date
    original: str = field(repr=False)
    body: MaskedText = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One stretch with the words around it."""

    session: int
    before: str = field(repr=False)
    words: str = field(repr=False)
    after: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """One way in which something is written, and how certain it is that it identifies."""

    words: str = field(repr=False)
    score: float
    """Mean over its places, 0 to 1."""
    how: str
    """What found it most often: "known name", "misspelling", "names", "pattern:phone", "you" …"""
    count: int
    sessions: tuple[int, ...]
    place: Place
    """The least certain of its places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """Everything that stands behind one surrogate."""

    type: IdentifierType
    surrogate: str
    score: float
    """Of its least certain writing."""
    writings: tuple[Writing, ...]
    """Least certain first."""

    @property
    def count(self) -> int:
        """In how many places it stands."""
        return sum(writing.count for writing in self.writings)

    @property
    def sessions(self) -> tuple[int, ...]:
        """In which sessions."""
        return tuple(sorted({session for writing in self.writings for session in writing.sessions}))


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """Words that were kept although they looked like a name of this type; likeliest first in a review."""

    type: IdentifierType
    writing: Writing
    marked: bool
    """Whether they were kept because the therapist said so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a reviewer must look at."""

    hidden: tuple[Hidden, ...]
    """By type, least certain first."""
    kept: tuple[NearMiss, ...]

    def count(self, kind: IdentifierType) -> int:
        """In how many places something of a type was hidden."""
        return sum(item.count for item in self.hidden if item.type is kind)


@dataclass(frozen=True, slots=True)
class _Seen:
    """One place and how it was found."""

    type: IdentifierType
    surrogate: str
    words: str
    score: float
    how: str
    place: Place


def review(sheets: Iterable[Sheet], texts: Sequence[ReviewedText], identity: ClientIdentity) -> Review:
    """Compare what the detectors say of each text with what is hidden in it.

    Args:
        sheets: the analysed originals.
        texts: the notes, in the same order.
        identity: the one that they were masked under.
    """
    seen: list[_Seen] = []
    missed: list[_Seen] = []
    for sheet, text in zip(sheets, texts, strict=True):
        findings = [_in_source(sheet, finding) for finding in sheet.findings]
        seen += _hidden(sheet.source, findings, text, identity)
        missed += _kept(sheet.source, findings, text)
    return Review(hidden=_by_type(seen), kept=_near_misses(missed, identity))


def _in_source(sheet: Sheet, finding: Finding) -> Finding:
    start, end = sheet.shadow.to_source(finding.start, finding.end)
    return Finding(
        start=start, end=end, type=finding.type, score=finding.score, detector=finding.detector,
        role=finding.role, certain=finding.certain,
    )  # fmt: skip


def _hidden(
    source: str, findings: Sequence[Finding], text: ReviewedText, identity: ClientIdentity
) -> list[_Seen]:
    forms = {form: entry for entry in identity.entries for form in entry.forms}
    seen = []
    for item in text.body.identifiers:
        words = source[item.start : item.end]
        inside = [f for f in findings if f.start < item.end and item.start < f.end]
        like = [f for f in inside if (f.type in NAMED) == (item.type in NAMED)]
        best = max(like or inside, key=lambda f: f.score, default=None)
        entry = forms.get(" ".join(name_keys(words))) or forms.get(form_of(words))
        if item.detector == DETECTOR:
            score, how = 1.0, "you"
        elif entry is not None and entry.role == CLIENT:
            score, how = 1.0, "client's name"
        elif item.type not in NAMED:
            score, how = (item.score, item.detector) if best is None else (best.score, best.detector)
        elif entry is None and best is None:
            score, how = MISSPELT, "misspelling"
        elif best is None:
            score, how = -1.0, "known name"
        else:
            score, how = best.score, "names" if best.detector.startswith("name:") else best.detector
        place = _place(source, item.start, item.end, text.session)
        seen.append(_Seen(item.type, item.surrogate, words, score, how, place))
    return seen


def _kept(source: str, findings: Sequence[Finding], text: ReviewedText) -> list[_Seen]:
    taken = text.body.identifiers
    missed = []
    for finding in findings:
        if finding.type not in NAMED or finding.score < NEAR:
            continue
        if any(finding.start < item.end and item.start < finding.end for item in taken):
            continue
        words = source[finding.start : finding.end]
        place = _place(source, finding.start, finding.end, text.session)
        missed.append(_Seen(finding.type, "", words, finding.score, finding.detector, place))
    return missed


def _by_type(seen: Sequence[_Seen]) -> tuple[Hidden, ...]:
    found = []
    for surrogate in dict.fromkeys(one.surrogate for one in seen):
        mine = [one for one in seen if one.surrogate == surrogate]
        known = [one.score for one in mine if one.score >= 0]
        writings = _writings(mine, sum(known) / len(known) if known else 1.0)
        found.append(
            Hidden(type=mine[0].type, surrogate=surrogate, score=writings[0].score, writings=writings)
        )
    order = list(IdentifierType)
    return tuple(sorted(found, key=lambda h: (order.index(h.type), h.score, -h.count, h.surrogate)))


def _writings(seen: Sequence[_Seen], usual: float) -> tuple[Writing, ...]:
    """Writings of one surrogate; a place that only the book vouches for is as certain as the others."""
    groups: dict[str, list[_Seen]] = {}
    for one in seen:
        groups.setdefault(form_of(one.words) or one.words, []).append(one)
    writings = []
    for group in groups.values():
        scores = [usual if one.score < 0 else one.score for one in group]
        hows = [one.how for one in group]
        least = min(zip(scores, range(len(group)), strict=True))[1]
        writings.append(
            Writing(
                words=group[0].words,
                score=round(sum(scores) / len(scores), 3),
                how=max(hows, key=hows.count),
                count=len(group),
                sessions=tuple(sorted({one.place.session for one in group})),
                place=group[least].place,
            )
        )
    return tuple(sorted(writings, key=lambda w: (w.score, w.words)))


def _near_misses(missed: Sequence[_Seen], identity: ClientIdentity) -> tuple[NearMiss, ...]:
    groups: dict[str, list[_Seen]] = {}
    for one in missed:
        groups.setdefault(form_of(one.words), []).append(one)
    others = identity.rules.others
    found = [
        NearMiss(
            type=max(group, key=lambda one: one.score).type,
            writing=_writings(group, 0.0)[0],
            marked=form in others or " ".join(name_keys(group[0].words)) in others,
        )
        for form, group in groups.items()
    ]
    return tuple(sorted(found, key=lambda n: (n.marked, -n.writing.score, n.writing.words)))


def _place(source: str, start: int, end: int, session: int) -> Place:
    before, after = source[max(0, start - AROUND) : start], source[end : end + AROUND]
    return Place(session=session, before=_line(before), words=source[start:end], after=_line(after))


def _line(text: str) -> str:
    return " ".join(text.split(" ")).replace("\r", " ").replace("\n", " ")
