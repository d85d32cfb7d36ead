"""One client's record, as everything above this layer reads it.

The client is a constructor argument: no method takes another, so no caller can forget a filter. A History
is a snapshot; after an import, make a new one.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import cached_property

from retrieval.deid import ClientIdentity, Deidentifier, restore, settled
from retrieval.embedding import Embedder, Vectors
from retrieval.errors import EvidenceError, IndexDamagedError, UnknownClientError
from retrieval.index import VectorIndex
from retrieval.note_rows import StoredNote
from retrieval.numbering import number_sessions
from retrieval.passages import cut_passages
from retrieval.records import Client, Evidence, Identifier, Note, Passage, Quote, Section
from retrieval.search import Hit, PassageSearch
from retrieval.store import Store


class History:
    """Notes, passages, vectors and search of exactly one client."""

    def __init__(
        self,
        client_id: str,
        *,
        store: Store,
        index: VectorIndex,
        embedder: Embedder,
        deidentifier: Deidentifier,
    ) -> None:
        self.client_id = client_id
        self._store, self._index, self._embedder, self._deid = store, index, embedder, deidentifier

    @cached_property
    def client(self) -> Client:
        """The client, by name."""
        return self._store.client(self.client_id)

    def notes(self) -> tuple[Note, ...]:
        """Return the newest versions of all notes, in order of date."""
        return tuple(self._notes.values())

    def note(self, note_id: str) -> Note:
        """Return one note of this client."""
        if note_id not in self._notes:
            raise UnknownClientError("This client has no note with that id.")
        return self._notes[note_id]

    def original(self, note_id: str) -> str:
        """Return the words that the therapist wrote, for her eyes only."""
        self.note(note_id)
        return self._stored[note_id].draft.text

    def identifiers(self, note_id: str) -> tuple[Identifier, ...]:
        """Return what was hidden in a note, by place in the original."""
        return self.note(note_id).body.identifiers

    def passages(self, note_id: str | None = None) -> tuple[Passage, ...]:
        """Return the passages of one note, or of all in order."""
        if note_id is None:
            return tuple(p for group in self._passages.values() for p in group)
        self.note(note_id)
        return self._passages[note_id]

    def vectors(self, note_id: str | None = None) -> Vectors:
        """Return the vectors of `passages(note_id)`, float32 (n, 384)."""
        if note_id is None:
            return self._vectors
        before = 0
        for key, group in self._passages.items():
            if key == note_id:
                return self._vectors[before : before + len(group)]
            before += len(group)
        raise UnknownClientError("This client has no note with that id.")

    def search(
        self, query: str, *, limit: int = 8, sessions: Collection[int] | None = None
    ) -> tuple[Hit, ...]:
        """Return the passages nearest to a clean query, best first."""
        vector = self._embedder.embed([query])[0]
        return self._search.search(query, vector, limit=limit, sessions=sessions)

    def evidence(self, passage: Passage, start: int | None = None, end: int | None = None) -> Evidence:
        """Return a passage, or a range of its note, as evidence."""
        text = self.note(passage.note_id).text
        first, last = passage.start if start is None else start, passage.end if end is None else end
        return Evidence(
            note_id=passage.note_id, session=passage.session, start=first, end=last, quote=text[first:last]
        )

    def quote(self, evidence: Evidence) -> Quote:
        """Return evidence in the original's words.

        Raises:
            EvidenceError: the words are not in the note at that place; nothing may be shown of them.
        """
        note = self.note(evidence.note_id)
        if not evidence.quote or note.text[evidence.start : evidence.end] != evidence.quote:
            raise EvidenceError(
                f"Evidence for session {note.session} does not match the note as it is now. Ask again."
            )
        start, end = note.body.to_original(evidence.start, evidence.end)
        return Quote(
            note_id=note.id,
            session=note.session,
            date=note.date,
            kind=note.kind,
            start=start,
            end=end,
            text=self._stored[note.id].draft.text[start:end],
        )

    def mask(self, text: str) -> str:
        """Return a therapist's words with every identifier replaced.

        A conversation keeps them, and what is answered. So from the first words on, surrogates are settled.
        """
        if not self._identity.settled:
            self._store.change_identity(self.client_id, settled)
            self.__dict__["_identity"] = replace(self._identity, settled=True)  # the cached one
        return self._deid.mask_text(text, self._identity).text

    def restore(self, text: str) -> str:
        """Return a clean text with the names in place of their surrogates."""
        return restore(text, self._identity)

    @property
    def identity(self) -> ClientIdentity:
        """The de-identification state, for the gate on what leaves the machine."""
        return self._identity

    def derived(self, producer: str) -> dict[str, str]:
        """Return what `producer` made of the notes as they now stand, by note id."""
        return self._store.derived(self.client_id, producer)

    def save_derived(self, producer: str, payloads: dict[str, str]) -> None:
        """Keep what `producer` made of notes of this client, by note id."""
        rows = {key: (self._stored[key].clean_digest, payload) for key, payload in payloads.items()}
        self._store.save_derived(self.client_id, producer, rows)

    # loaded once ---------------------------------------------------------------------------------------

    @cached_property
    def _identity(self) -> ClientIdentity:
        stored = self._store.identity(self.client_id)
        if stored is None:
            return ClientIdentity.start(self.client.name, self.client.pronouns)
        return ClientIdentity.from_json(stored)

    @cached_property
    def _stored(self) -> dict[str, StoredNote]:
        return {note.id: note for note in self._store.notes(self.client_id)}

    @cached_property
    def _notes(self) -> dict[str, Note]:
        stored = tuple(self._stored.values())
        numbers = number_sessions([note.draft for note in stored])
        first = self._identity.anchor
        return {
            note.id: Note(
                id=note.id,
                client_id=self.client_id,
                session=number,
                date=note.draft.date,
                week=(note.draft.date - first).days // 7 if first else 0,
                kind=note.draft.kind,
                format=note.draft.format,
                body=note.body,
                sections=_clean_sections(note),
                version=note.version,
            )
            for note, number in zip(stored, numbers, strict=True)
        }

    @cached_property
    def _passages(self) -> dict[str, tuple[Passage, ...]]:
        return {
            note.id: cut_passages(note, self._stored[note.id].clean_digest) for note in self._notes.values()
        }

    @cached_property
    def _vectors(self) -> Vectors:
        vectors, missing = self._index.vectors(self.client_id, [p.id for p in self.passages()])
        if missing:
            raise IndexDamagedError(
                f"The search index lacks {len(missing)} of {len(vectors)} passages of this client. "
                "Run `longview rebuild`; nothing of the notes is lost."
            )
        return vectors

    @cached_property
    def _search(self) -> PassageSearch:
        return PassageSearch(self.passages(), self._vectors)


def _clean_sections(note: StoredNote) -> tuple[Section, ...]:
    moved = ((s.name, note.body.to_clean(s.start, s.end)) for s in note.draft.sections)
    return tuple(Section(name=name, start=start, end=end) for name, (start, end) in moved)
