"""The rows of notes: how one is sealed, told from another, and read back.

A note has versions: its words, day, kind and number make a version; masking it anew makes none.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from retrieval.codec import decode_draft, decode_masked, encode_draft, encode_masked
from retrieval.records import DraftNote, MaskedText
from retrieval.tables import derived, note_versions, notes
from retrieval.vault import Cipher


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredNote:
    """The newest version of a note as the database holds it, decrypted."""

    id: str
    version: int
    digest: str
    clean_digest: str
    draft: DraftNote = field(repr=False)
    body: MaskedText = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWrite:
    """A note to store: a new one (`id` None), a new version, or the same version masked anew."""

    id: str | None
    draft: DraftNote = field(repr=False)
    body: MaskedText = field(repr=False)


def write_note(db: Connection, cipher: Cipher, client_id: str, item: NoteWrite) -> None:
    """Store one note within a transaction; see `NoteWrite` for what becomes of it."""
    original, clean = encode_draft(item.draft), encode_masked(item.body)
    digest = fingerprint(cipher, item.draft)
    note_id = item.id or digest[:32]
    newest = db.execute(select(notes.c.version).where(notes.c.id == note_id)).scalar()
    version = int(newest or 0)
    if newest is None:
        db.execute(insert(notes).values(id=note_id, client_id=client_id, version=0))
    place = note_versions.c.note_id == note_id
    same = db.execute(
        select(func.count()).where(
            place, note_versions.c.version == version, note_versions.c.digest == digest
        )
    ).scalar()
    if not same:
        version += 1
    values: dict[str, Any] = {
        "clean": cipher.encrypt(clean, f"clean:{note_id}:{version}"),
        "clean_digest": clean_digest(cipher, item.body),
    }
    stale = (derived.c.note_id == note_id) & (derived.c.clean_digest != values["clean_digest"])
    db.execute(delete(derived).where(stale))  # it may quote what is hidden now
    if same:  # masked anew: the original stands
        db.execute(update(note_versions).where(place, note_versions.c.version == version).values(values))
        return
    values |= {"note_id": note_id, "version": version, "digest": digest, "created_at": time.time()}
    values["original"] = cipher.encrypt(original, f"original:{note_id}:{version}")
    db.execute(insert(note_versions).values(values))
    db.execute(update(notes).where(notes.c.id == note_id).values(version=version))


def fingerprint(cipher: Cipher, draft: DraftNote) -> str:
    """Return the keyed fingerprint of a note's date, kind, number and words, whatever file it came from."""
    key = json.dumps([draft.date.isoformat(), draft.session, draft.kind, draft.text], ensure_ascii=False)
    return cipher.digest(key.encode(), "note")


def clean_digest(cipher: Cipher, body: MaskedText) -> str:
    """Return the keyed fingerprint of a masked body, which vectors and readings made of it bear."""
    return cipher.digest(encode_masked(body), "clean")


def stored_note(cipher: Cipher, row: Any) -> StoredNote:
    """Decrypt the row of a note in its newest version."""
    place = f"{row.id}:{row.version}"
    return StoredNote(
        id=row.id,
        version=row.version,
        digest=row.digest,
        clean_digest=row.clean_digest,
        draft=decode_draft(cipher.decrypt(row.original, f"original:{place}")),
        body=decode_masked(cipher.decrypt(row.clean, f"clean:{place}")),
    )
