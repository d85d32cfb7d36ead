"""Earlier versions of a client's notes: nothing that was imported is written over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select

from retrieval.codec import decode_draft
from retrieval.errors import UnknownClientError
from retrieval.store import Store
from retrieval.tables import note_versions, notes


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionStamp:
    """One version of a note, without its words."""

    version: int
    imported_at: datetime


def versions_of(store: Store, client_id: str) -> Mapping[str, tuple[VersionStamp, ...]]:
    """Return the versions of every note of a client by note id, the newest first."""
    query = (
        select(note_versions.c.note_id, note_versions.c.version, note_versions.c.created_at)
        .join(notes, notes.c.id == note_versions.c.note_id)
        .where(notes.c.client_id == client_id)
        .order_by(note_versions.c.version.desc())
    )
    found: dict[str, tuple[VersionStamp, ...]] = {}
    with store.engine.connect() as db:
        for row in db.execute(query):
            stamp = VersionStamp(version=row.version, imported_at=datetime.fromtimestamp(row.created_at, UTC))
            found[row.note_id] = (*found.get(row.note_id, ()), stamp)
    return found


def version_text(store: Store, client_id: str, note_id: str, version: int) -> str:
    """Return the original words of one version of a note of this client.

    Raises:
        UnknownClientError: the client has no such note, or the note no such version.
    """
    query = (
        select(note_versions.c.original)
        .join(notes, notes.c.id == note_versions.c.note_id)
        .where(notes.c.client_id == client_id, notes.c.id == note_id, note_versions.c.version == version)
    )
    cipher = store.cipher(client_id)
    with store.engine.connect() as db:
        sealed = db.execute(query).scalar()
    if sealed is None:
        raise UnknownClientError("This client has no note with that id and version.")
    return decode_draft(cipher.decrypt(sealed, f"original:{note_id}:{version}")).text
