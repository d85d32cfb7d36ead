"""Marking a note as a psychotherapy note after it was imported, and taking that back.

The mark is the kind of the note, a new version of it with the same words: whatever is drafted from the notes
looks at the kind and nothing else, and drafts made before it count as stale. Importing the file again does
not take the mark away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from retrieval.correction_log import CorrectionLog, NewCorrection
from retrieval.errors import UnknownClientError
from retrieval.intake.kinds import kind_in_text
from retrieval.marking import identity_of
from retrieval.note_rows import NoteWrite, StoredNote
from retrieval.records import DraftNote, NoteKind
from retrieval.store import Store

MARK = "kept apart"
"""Kind of the entry in the log: who marked which note, and when."""
SAME_WORDS = 90.0
"""Similarity (0-100, rapidfuzz ratio) from which a draft is a marked note come again."""


def keep_apart(store: Store, client_id: str, note_id: str, *, apart: bool, author: str = "") -> bool:
    """Mark a note as a psychotherapy note, or as none; whether that changed anything.

    Raises:
        UnknownClientError: the client has no such note.
    """
    note = next((n for n in store.notes(client_id) if n.id == note_id), None)
    if note is None:
        raise UnknownClientError("This client has no note with that id; `longview apart` lists her notes.")
    if (note.draft.kind is NoteKind.PSYCHOTHERAPY) is apart:
        return False
    kind = NoteKind.PSYCHOTHERAPY if apart else kind_in_text(note.draft.text) or NoteKind.PROGRESS
    write = NoteWrite(id=note_id, draft=replace(note.draft, kind=kind), body=note.body)
    payload = {"note": note_id, "apart": apart}
    entry = NewCorrection(client_id=client_id, kind=MARK, payload=payload, author=author)
    store.write_notes(
        client_id,
        identity_of(store, client_id).to_json(),
        [write],
        within=lambda db: CorrectionLog(store).append(db, entry),
    )
    return True


def marked_still(before: Sequence[StoredNote], drafts: Iterable[DraftNote]) -> tuple[DraftNote, ...]:
    """Drafts as they are to be stored: one that comes again after it was marked keeps its mark."""
    from rapidfuzz.fuzz import ratio

    apart = [note.draft for note in before if note.draft.kind is NoteKind.PSYCHOTHERAPY]
    return tuple(
        replace(draft, kind=NoteKind.PSYCHOTHERAPY)
        if any(n.date == draft.date and ratio(n.text, draft.text) >= SAME_WORDS for n in apart)
        else draft
        for draft in drafts
    )
