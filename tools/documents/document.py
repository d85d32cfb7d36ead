"""A document between draft and signature: the clinician's decision on each sentence, and her name. Pure.

Marks are only appended: what was written before, when and by whom stays in the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from tools.documents.errors import DocumentError, SignedError
from tools.documents.records import Basis, Draft, DraftSection, Part, Sentence
from tools.documents.sentences import sentence

MOST = 4000
"""Characters of a sentence that the clinician writes."""


class Choice(StrEnum):
    """What was decided on a sentence."""

    OPEN = "open"
    """A decision taken back."""
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"
    ADDED = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One decision."""

    sentence_id: str
    choice: Choice
    section: str
    part: str
    author: str = ""
    """Account id; empty from the command line."""
    at: float = 0.0
    """Seconds since 1970, UTC."""
    text: str = ""
    """What was written instead, in clean space."""
    typed: str = field(default="", repr=False)
    """The same as it was typed, names and all; for the client's own file only."""
    kept: Sentence | None = None
    """The sentence that was edited, so that the edit outlives a draft made anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who stands behind the document, when, and what it was made from."""

    author: str
    name: str = field(repr=False)
    at: float
    made_from: str
    versions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A draft, the decisions on it, and the signature if there is one."""

    id: str
    draft: Draft
    created_at: float
    marks: tuple[Mark, ...] = ()
    part2: bool = False
    """Records of a 42 CFR Part 2 program: the notice is printed."""
    signature: Signature | None = None
    frozen: tuple[DraftSection, ...] = ()
    """What was signed."""

    @property
    def sections(self) -> tuple[DraftSection, ...]:
        """What the document says now."""
        return self.frozen if self.signature else resolved(self.draft.sections, self.marks)

    @property
    def typed(self) -> Mapping[str, str]:
        """The clinician's own words as typed, by sentence."""
        return {mark.sentence_id: mark.typed for mark in self.marks if mark.typed}

    @property
    def choices(self) -> Mapping[str, Choice]:
        """The decision that stands on each sentence."""
        return {key: mark.choice for key, mark in standing(self.marks).items()}

    def stale(self, fingerprint: str) -> bool:
        """Whether the chart has changed since the draft was made."""
        return fingerprint != self.draft.made_from

    def undecided(self) -> int:
        """How many sentences nobody has decided on; the clinician's own to write are not counted."""
        return sum(
            s.basis is not Basis.TO_WRITE and s.id not in self.choices
            for section in self.draft.sections
            for s in section.sentences
        )


def decide(document: Document, mark: Mark) -> Document:
    """Record a decision.

    Raises:
        SignedError: the document is signed.
        DocumentError: there is no such sentence or part, or the words are none or too many.
    """
    _refuse_signed(document)
    if mark.choice in (Choice.EDITED, Choice.ADDED) and not 0 < len(mark.text.strip()) <= MOST:
        raise DocumentError(f"A sentence has 1 to {MOST} characters; {len(mark.text)} came. Write it anew.")
    if mark.choice is Choice.ADDED:
        _part_of(document, mark.section, mark.part)
        made = sentence(f"{mark.text}\0{mark.at}\0{len(document.marks)}", Basis.WRITTEN)
        return _with(document, replace(mark, sentence_id=made.id))
    section, part, found = _find(document, mark.sentence_id)
    return _with(document, replace(mark, section=section, part=part, kept=found))


def sign(document: Document, *, author: str, name: str, at: float) -> Document:
    """Freeze text, evidence and versions under a signature.

    Raises:
        SignedError: it is signed already.
    """
    _refuse_signed(document)
    frozen = tuple(
        replace(section, parts=tuple(p for p in section.parts if p.sentences))
        for section in document.sections
    )
    signature = Signature(
        author=author,
        name=name,
        at=at,
        made_from=document.draft.made_from,
        versions=document.draft.versions,
    )
    return replace(document, signature=signature, frozen=frozen)


def with_section(document: Document, fresh: DraftSection) -> Document:
    """Put a section made anew in the place of the old one; decisions and edits stay.

    The document as a whole stays stale until all of it is drafted anew (`with_draft`).

    Raises:
        SignedError: the document is signed.
        DocumentError: it has no such section.
    """
    _refuse_signed(document)
    if fresh.key not in {s.key for s in document.draft.sections}:
        raise DocumentError(f"The document has no section {fresh.key!r}.")
    sections = tuple(fresh if s.key == fresh.key else s for s in document.draft.sections)
    return replace(document, draft=replace(document.draft, sections=sections))


def with_draft(document: Document, fresh: Draft) -> Document:
    """Put a draft made anew in the place of the old one; decisions and edits stay.

    Raises:
        SignedError: the document is signed.
    """
    _refuse_signed(document)
    return replace(document, draft=fresh)


def resolved(sections: Iterable[DraftSection], marks: Iterable[Mark]) -> tuple[DraftSection, ...]:
    """Apply the decisions that stand: rejected sentences go, edited and added ones come in their place."""
    stands = standing(marks)
    return tuple(
        replace(s, parts=tuple(_resolved(s.key, part, stands) for part in s.parts)) for s in sections
    )


def standing(marks: Iterable[Mark]) -> dict[str, Mark]:
    """The latest decision on each sentence; those taken back are left out."""
    latest = {mark.sentence_id: mark for mark in marks}
    return {key: mark for key, mark in latest.items() if mark.choice is not Choice.OPEN}


def _resolved(section: str, part: Part, stands: Mapping[str, Mark]) -> Part:
    kept: list[Sentence] = []
    for item in part.sentences:
        mark = stands.get(item.id)
        if mark is None or mark.choice is Choice.ACCEPTED:
            kept.append(item)
        elif mark.choice is Choice.EDITED:
            kept.append(_written(item.id, mark))
    there = {item.id for item in part.sentences}
    for key, mark in stands.items():
        mine = (mark.section, mark.part) == (section, part.key) and key not in there
        if mine and mark.choice in (Choice.EDITED, Choice.ADDED):
            kept.append(_written(key, mark))
    answered = any(s.basis is Basis.WRITTEN for s in kept)
    if answered:  # what the clinician wrote takes the place of silence
        kept = [s for s in kept if s.basis is not Basis.SILENT]
    return replace(part, sentences=tuple(kept), ask="" if answered else part.ask)


def _written(key: str, mark: Mark) -> Sentence:
    evidence = mark.kept.evidence if mark.kept else ()
    return Sentence(id=key, text=mark.text, basis=Basis.WRITTEN, evidence=evidence)


def _find(document: Document, sentence_id: str) -> tuple[str, str, Sentence | None]:
    for section in document.draft.sections:
        for part in section.parts:
            for item in part.sentences:
                if item.id == sentence_id:
                    return section.key, part.key, item
    for mark in document.marks:
        if mark.sentence_id == sentence_id:
            return mark.section, mark.part, mark.kept
    raise DocumentError("The document has no such sentence; it may have been drafted anew. Look at it again.")


def _part_of(document: Document, section: str, part: str) -> None:
    if not any(s.key == section and p.key == part for s in document.draft.sections for p in s.parts):
        raise DocumentError(f"The document has no part {part!r} in a section {section!r}.")


def _with(document: Document, mark: Mark) -> Document:
    return replace(document, marks=(*document.marks, mark))


def _refuse_signed(document: Document) -> None:
    if document.signature is not None:
        raise SignedError("This document is signed and stays as it is. Draft a new one to change anything.")
