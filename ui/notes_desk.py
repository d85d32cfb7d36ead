"""The notes of a client in the chat: what there is, earlier versions, and bringing in more."""

from __future__ import annotations

import base64
import binascii
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from retrieval.earlier_versions import VersionStamp, version_text, versions_of
from retrieval.importing import Fate, ImportLine, summarise
from retrieval.records import Note, NoteFormat, NoteKind
from retrieval.undoing import receipt_of, standing_before
from ui.client_choice import spoken
from ui.errors import ImportRefusedError
from ui.import_jobs import ImportJobs, ImportState, Report, Upload
from ui.note_view import KINDS, heading
from ui.practice import Practice

TONES = {
    Fate.IMPORTED: "good",
    Fate.NEW_VERSION: "good",
    Fate.UNCHANGED: "quiet",
    Fate.REMARK: "look",
    Fate.REJECTED: "bad",
}


class NotesDesk:
    """Works on the notes of one practice. Thread-safe; not from within an event loop."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice
        store = practice.store

        def bring_in(client_id: str, folder: Any, report: Report) -> tuple[ImportLine, ...]:
            return practice.import_path(client_id, folder, progress=report)

        self._jobs = ImportJobs(
            before=lambda client_id: standing_before(store, client_id),
            bring_in=bring_in,
            receipt=lambda before: receipt_of(store, before),
            undo=practice.undo_import,
        )

    def listed(self, client_id: str) -> dict[str, Any]:
        """The notes by date, newest first, and how many there are of each kind."""
        notes = self._practice.history(client_id).notes()
        versions = versions_of(self._practice.store, client_id)
        rows = [note_row(note, versions.get(note.id, ())) for note in reversed(notes)]
        return {"notes": rows, "count": counted(notes)}

    def text(self, client_id: str, note_id: str, version: int) -> dict[str, str]:
        """The words of a note as they were imported."""
        return {"text": version_text(self._practice.store, client_id, note_id, version)}

    def keep_apart(self, client_id: str, note_id: str, *, apart: bool, author: str) -> dict[str, Any]:
        """Mark a note as a psychotherapy note, or as none; the list as it is then."""
        self._practice.keep_apart(client_id, note_id, apart=apart, author=author)
        return self.listed(client_id)

    def begin(self, client_id: str, files: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """Start an import of files from the browser: name, and content in base 64."""
        return state_data(self._jobs.begin(client_id, [_upload(file) for file in files]))

    def state(self, client_id: str, job_id: str) -> dict[str, Any]:
        """How far it is."""
        return state_data(self._jobs.state(client_id, job_id))

    def undo(self, client_id: str, job_id: str) -> dict[str, Any]:
        """Take it back."""
        return state_data(self._jobs.undo(client_id, job_id))


def note_row(note: Note, versions: Sequence[VersionStamp]) -> dict[str, Any]:
    """One note as the list shows it."""
    return {
        "id": note.id,
        "title": heading(note.session, spoken(note.date)),
        "kind": KINDS[note.kind],
        "apart": note.kind is NoteKind.PSYCHOTHERAPY,
        "format": "" if note.format is NoteFormat.NARRATIVE else note.format.value,
        "words": len(note.text.split()),
        "hidden": len(note.body.identifiers),
        "versions": [{"version": v.version, "imported": spoken(v.imported_at.date())} for v in versions],
    }


def counted(notes: Sequence[Note]) -> str:
    """How many notes of which kind: "12 progress notes, 1 intake"."""
    kinds = Counter(KINDS[note.kind] for note in notes)
    return ", ".join(f"{count} × {kind.lower()}" for kind, count in kinds.most_common()) or "No notes yet"


def state_data(state: ImportState) -> dict[str, Any]:
    """How an import stands, for the page."""
    lines = state.lines or ()
    return {
        "id": state.id,
        "label": state.label,
        "done": state.done,
        "total": state.total,
        "over": state.over,
        "error": state.error,
        "summary": "Taken back: the record is as it was before." if state.undone else summarise(lines),
        "lines": [line_data(line) for line in lines],
        "canUndo": bool(state.receipt and state.receipt.written and not state.undone),
    }


def line_data(line: ImportLine) -> dict[str, str]:
    """What became of one file or note."""
    return {"source": line.source, "fate": str(line.fate), "why": line.why, "tone": TONES[line.fate]}


def _upload(file: Mapping[str, Any]) -> Upload:
    try:
        content = base64.b64decode(str(file.get("content") or ""), validate=True)
    except binascii.Error as wrong:
        raise ImportRefusedError("A file did not come over whole. Choose it again.") from wrong
    return Upload(str(file.get("name") or "note"), content)
