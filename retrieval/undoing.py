"""Taking an import back: what it brought goes, what it changed is as it was before.

A receipt says what an import wrote. It also holds the identity from before, because names learnt from notes
that were the wrong ones have no place in a client's record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, delete, select, update

from retrieval.deid import ClientIdentity, Deidentifier
from retrieval.errors import StoreError
from retrieval.marking import identity_of, rules_in_force
from retrieval.note_rows import NoteWrite
from retrieval.store import Store
from retrieval.tables import clients, derived, note_versions, notes


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """How a client's record stood before an import."""

    client_id: str
    versions: Mapping[str, int]
    """Newest version by note id."""
    identity: str = field(repr=False)
    """De-identification state as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What an import wrote."""

    before: Before
    written: Mapping[str, int]
    """Version by note id, of every note that is new or has a new version."""


def standing_before(store: Store, client_id: str) -> Before:
    """Say how a record stands; to be called before an import."""
    versions = _versions(store, client_id)
    return Before(client_id=client_id, versions=versions, identity=identity_of(store, client_id).to_json())


def receipt_of(store: Store, before: Before) -> Receipt:
    """Say what was written since; to be called after an import."""
    now = _versions(store, before.client_id)
    return Receipt(before=before, written={k: v for k, v in now.items() if before.versions.get(k) != v})


def undo_import(receipt: Receipt, *, store: Store, deidentifier: Deidentifier) -> int:
    """Take back what an import wrote; the index and what was read are the caller's to bring in line.

    Returns:
        How many notes were removed or put back to the version before.

    Raises:
        StoreError: one of the notes was changed since; nothing was taken back.
    """
    client_id = receipt.before.client_id
    with store.engine.begin() as db:
        now = _newest(db, client_id)
        if any(now.get(note_id) != version for note_id, version in receipt.written.items()):
            raise StoreError(
                "A note of this import was changed or taken back since, so the import stands. "
                "Import the notes as they should be instead."
            )
        for note_id in receipt.written:
            _take_back(db, note_id, receipt.before.versions.get(note_id, 0))
        if not receipt.before.versions:
            db.execute(update(clients).where(clients.c.id == client_id).values(identity=None))
    _mask_as_before(receipt.before, store, deidentifier)
    return len(receipt.written)


def _mask_as_before(before: Before, store: Store, deidentifier: Deidentifier) -> None:
    """Mask what remains under the identity from before and the marks in force now."""
    remaining = store.notes(before.client_id)
    if not remaining:
        return
    identity = replace(
        ClientIdentity.from_json(before.identity),
        rules=rules_in_force(store, before.client_id),
        settled=identity_of(store, before.client_id).settled,
    )
    masked = deidentifier.mask_notes([note.draft for note in remaining], identity)
    batch = [
        NoteWrite(id=note.id, draft=note.draft, body=body)
        for note, body in zip(remaining, masked.bodies, strict=True)
    ]
    store.write_notes(before.client_id, masked.identity.to_json(), batch)


def _take_back(db: Connection, note_id: str, version: int) -> None:
    newer = (note_versions.c.note_id == note_id) & (note_versions.c.version > version)
    db.execute(delete(derived).where(derived.c.note_id == note_id))
    db.execute(delete(note_versions).where(newer))
    if version:
        db.execute(update(notes).where(notes.c.id == note_id).values(version=version))
    else:
        db.execute(delete(notes).where(notes.c.id == note_id))


def _versions(store: Store, client_id: str) -> dict[str, int]:
    with store.engine.connect() as db:
        return _newest(db, client_id)


def _newest(db: Connection, client_id: str) -> dict[str, int]:
    query = select(notes.c.id, notes.c.version).where(notes.c.client_id == client_id)
    return {row.id: row.version for row in db.execute(query)}
