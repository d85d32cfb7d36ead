"""The documents of one client: drafting, deciding, signing, printing. Everything is stored as it happens."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from agent.drafting import kept
from agent.drafting.kept import Kept
from retrieval.deid.gate import assert_clean, blot
from tools.documents import Draft, Material, draft, material_of
from tools.documents.checking import with_true_evidence
from tools.documents.document import Choice, Document, Mark, decide, sign, with_draft, with_section
from tools.documents.errors import DocumentError
from tools.documents.layout import Look, Page, lay_out
from tools.documents.out.plain import to_plain
from tools.documents.records import DocumentKind, Names, Purpose
from tools.documents.revealing import NAMES, Revealer
from tools.outcomes import Thresholds

if TYPE_CHECKING:
    from retrieval.documents import DocumentStore
    from retrieval.history import History
    from tools.records import Assessment, Chart

FOOTER = "Drafted by Longview from the session notes; every statement but the clinician's own cites them."


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who is at work. The name is printed in the signature line."""

    account: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the clinician wants of a sentence, or of a part when she adds one."""

    choice: Choice
    sentence_id: str = ""
    section: str = ""
    part: str = ""
    text: str = ""
    """Her words as typed."""


class DocumentDesk:
    """Works on the documents of exactly one client, from her record as it stands."""

    def __init__(
        self,
        *,
        history: History,
        chart: Chart,
        assessment: Assessment,
        store: DocumentStore,
        thresholds: Thresholds | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._history, self._chart, self._assessment = history, chart, assessment
        self._store, self._limits, self._now = store, thresholds or Thresholds(), now

    # drafting ------------------------------------------------------------------------------------------

    def preview(self, kind: DocumentKind, purpose: Purpose) -> Draft:
        """Return a draft that is not stored: the outline with its gaps is read off it."""
        return draft(kind, purpose, self._material(kind, purpose))

    def create(
        self, kind: DocumentKind, purpose: Purpose, *, part2: bool = False, document_id: str = ""
    ) -> Document:
        """Draft a document and store it; one that is there under that id already is returned as it is."""
        if document_id and document_id in self._store.all(document_id):
            return self.load(document_id)
        made = Document(
            id=document_id or self._store.new_id(),
            draft=self.preview(kind, purpose),
            created_at=self._now(),
            part2=part2,
        )
        return self._save(made)

    def load(self, document_id: str) -> Document:
        """Return a document of this client."""
        return kept.decode(self._store.read(document_id)).document

    def documents(self) -> tuple[Document, ...]:
        """Return all documents of this client, the latest changed first."""
        return tuple(kept.decode(text).document for text in self._store.all().values())

    def remove(self, document_id: str) -> None:
        """Throw a draft away.

        Raises:
            DocumentError: it is signed.
        """
        if self.load(document_id).signature is not None:
            raise DocumentError("A signed document is part of the record; it goes only with the client.")
        self._store.remove(document_id)

    # deciding ------------------------------------------------------------------------------------------

    def decide(self, document_id: str, author: Author, *decisions: Decision) -> Document:
        """Record decisions; her words are kept as typed and, masked, as every other reader sees them."""
        document = self.load(document_id)
        for decision in decisions:
            document = decide(document, self._mark(decision, author))
        return self._save(document)

    def _mark(self, decision: Decision, author: Author) -> Mark:
        typed = decision.text.strip()
        clean = blot(self._history.mask(typed), self._history.identity) if typed else ""
        return Mark(
            sentence_id=decision.sentence_id,
            choice=decision.choice,
            section=decision.section,
            part=decision.part,
            author=author.account,
            at=self._now(),
            text=clean,
            typed=typed,
        )

    def redraft(self, document_id: str, section: str = "") -> Document:
        """Draft one section, or all, anew from the chart as it stands; decisions and edits stay."""
        document = self.load(document_id)
        fresh = self.preview(document.draft.kind, document.draft.purpose)
        if not section:
            return self._save(with_draft(document, fresh))
        found = next((s for s in fresh.sections if s.key == section), None)
        if found is None:
            known = ", ".join(s.key for s in fresh.sections)
            raise DocumentError(f"The document has no section {section!r}. It has: {known}.")
        return self._save(with_section(document, found))

    def stale(self, document: Document) -> bool:
        """Whether the chart has changed since the document was drafted, or signed."""
        return document.stale(self._material(document.draft.kind, document.draft.purpose).fingerprint)

    def sign(self, document_id: str, author: Author) -> Document:
        """Freeze text, evidence, versions and pages.

        Raises:
            DocumentError: the chart has changed since it was drafted; what it cites may be gone.
        """
        document = self.load(document_id)
        if document.signature is None and self.stale(document):
            raise DocumentError(
                "The chart has changed since this was drafted. Draft it anew (your edits stay), look at it, "
                "then sign."
            )
        signed = sign(document, author=author.account, name=author.name, at=self._now())
        pages = {cited: self._laid(signed, citations=cited) for cited in (True, False)}
        self._write(Kept(document=signed, cited=pages[True], bare=pages[False]))
        return signed

    # printing ------------------------------------------------------------------------------------------

    def page(self, document_id: str, *, citations: bool = True) -> Page:
        """Return a document for its purpose: the signed page, or the draft as it stands under its mark.

        Raises:
            retrieval.errors.EvidenceError: a quote is no longer in the notes; draft it anew.
            retrieval.errors.LeakError: a page without names would name somebody.
        """
        found = kept.decode(self._store.read(document_id))
        signed = found.cited if citations else found.bare
        page = signed or self._laid(found.document, citations=citations)
        self._gate(found.document, page)
        return page

    def _laid(self, document: Document, *, citations: bool, names: Names | None = None) -> Page:
        shown = NAMES[document.draft.purpose] if names is None else names
        material = self._material(document.draft.kind, document.draft.purpose)
        return lay_out(
            [with_true_evidence(s, material) for s in document.sections],
            kind=document.draft.kind,
            purpose=document.draft.purpose,
            title=document.draft.title,
            revealer=Revealer(record=self._history, names=shown, typed=document.typed),
            days={note.session: note.date for note in material.notes},
            kinds={note.id: note.kind.value for note in material.notes},
            look=Look(
                citations=citations,
                part2=document.part2,
                signature=_signature(document),
                footer=FOOTER,
            ),
        )

    def _gate(self, document: Document, page: Page) -> None:
        """A page that shows nobody, or only the client, is looked at once more before it goes anywhere."""
        names = NAMES[document.draft.purpose]
        if names is Names.ALL:
            return
        if names is Names.CLIENT and document.signature is None:  # the same page with nobody named
            page = self._laid(document, citations=True, names=Names.NONE)
        if names is Names.NONE or document.signature is None:
            assert_clean(_words(page), self._history.identity, vouched=True)

    def _material(self, kind: DocumentKind, purpose: Purpose) -> Material:
        return material_of(
            kind,
            purpose,
            notes=self._history.notes(),
            passages=self._history.passages(),
            chart=self._chart,
            thresholds=self._limits,
            assessment=self._assessment,
        )

    def _save(self, document: Document) -> Document:
        self._write(Kept(document=document))
        return document

    def _write(self, what: Kept) -> None:
        self._store.write(what.document.id, kept.encode(what))


def _signature(document: Document) -> str:
    if document.signature is None:
        return ""
    day = datetime.fromtimestamp(document.signature.at, UTC).strftime("%Y-%m-%d %H:%M UTC")
    if NAMES[document.draft.purpose] is Names.NONE:
        return f"Signed by the clinician, {day}."
    return f"Signed by {document.signature.name or 'the clinician'}, {day}."


def _words(page: Page) -> str:
    """The page without its frame, as it would be read."""
    return to_plain(replace(page, footer="", notice="", signature=""))
