"""The database: the truth about clients and notes, encrypted per client (SQLAlchemy; SQLite by default).

Writers go through one transaction per call: a note is stored wholly or not at all, and what was stored
before is never lost by a later failure.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, delete, event, insert, select, update

from retrieval.errors import StoreError, UnknownClientError
from retrieval.note_rows import NoteWrite, StoredNote, stored_note, write_note
from retrieval.records import Client
from retrieval.tables import clients, corrections, derived, metadata, note_versions, notes, tombstones
from retrieval.vault import Cipher


class Store:
    """Clients and their notes. Thread-safe; one instance per process."""

    def __init__(self, engine: Engine, master: Cipher) -> None:
        self.engine = engine
        self._master = master
        metadata.create_all(engine)

    # clients ---------------------------------------------------------------------------------------

    def add_client(self, name: str, pronouns: str = "", *, owner: str = "") -> Client:
        """Create a client with a data key of her own."""
        if not name.strip():
            raise StoreError("A client needs a name; an empty one came. Give the name the practice uses.")
        client = Client(id=secrets.token_hex(8), name=" ".join(name.split()), pronouns=pronouns)
        cipher = Cipher.new()
        profile = json.dumps({"name": client.name, "pronouns": pronouns}).encode()
        row = {
            "id": client.id,
            "owner": owner,
            "wrapped_key": self._master.encrypt(cipher.key, f"key:{client.id}"),
            "profile": cipher.encrypt(profile, f"profile:{client.id}"),
            "created_at": time.time(),
        }
        with self.engine.begin() as db:
            db.execute(insert(clients).values(row))
        return client

    def clients(self, owner: str | None = None) -> tuple[Client, ...]:
        """List clients by name; those of one owner if given."""
        query = select(clients.c.id, clients.c.wrapped_key, clients.c.profile)
        if owner is not None:
            query = query.where(clients.c.owner == owner)
        with self.engine.connect() as db:
            rows = db.execute(query).all()
        found = [self._client(row.id, self._unwrap(row.id, row.wrapped_key), row.profile) for row in rows]
        return tuple(sorted(found, key=lambda c: (c.name.casefold(), c.id)))

    def client(self, client_id: str) -> Client:
        """Return one client, or raise UnknownClientError."""
        with self.engine.connect() as db:
            row = self._client_row(db, client_id)
        return self._client(client_id, self._unwrap(client_id, row.wrapped_key), row.profile)

    def owner(self, client_id: str) -> str:
        """Return the account id of the client's therapist."""
        with self.engine.connect() as db:
            return str(self._client_row(db, client_id).owner)

    def owners(self) -> dict[str, str]:
        """Return the account id of every client's therapist, by client id; "" where none was named."""
        with self.engine.connect() as db:
            return {row.id: row.owner for row in db.execute(select(clients.c.id, clients.c.owner))}

    def set_owner(self, client_id: str, owner: str) -> None:
        """Make an account the client's therapist, or raise UnknownClientError."""
        with self.engine.begin() as db:
            self._client_row(db, client_id)
            db.execute(update(clients).where(clients.c.id == client_id).values(owner=owner))

    def cipher(self, client_id: str) -> Cipher:
        """Return the client's cipher, for whatever else is kept about her."""
        with self.engine.connect() as db:
            return self._unwrap(client_id, self._client_row(db, client_id).wrapped_key)

    def practice_cipher(self, purpose: str) -> Cipher:
        """Return a cipher for what the practice keeps about no single client."""
        return self._master.derive(purpose)

    def erase_client(self, client_id: str) -> None:
        """Destroy the client's key and rows; leave a tombstone so that no backup brings her back."""
        with self.engine.begin() as db:
            self._client_row(db, client_id)
            mine = select(notes.c.id).where(notes.c.client_id == client_id)
            for table in (derived, note_versions):
                db.execute(delete(table).where(table.c.note_id.in_(mine)))
            for table in (notes, corrections):
                db.execute(delete(table).where(table.c.client_id == client_id))
            db.execute(delete(clients).where(clients.c.id == client_id))
            db.execute(insert(tombstones).values(client_id=client_id, erased_at=time.time()))

    # notes -----------------------------------------------------------------------------------------

    def identity(self, client_id: str) -> str | None:
        """Return the stored de-identification state, if any."""
        with self.engine.connect() as db:
            row = self._client_row(db, client_id)
        if row.identity is None:
            return None
        return (
            self._unwrap(client_id, row.wrapped_key).decrypt(row.identity, f"identity:{client_id}").decode()
        )

    def notes(self, client_id: str) -> tuple[StoredNote, ...]:
        """Return the newest version of every note of a client, by date, then stated number, then id."""
        query = (
            select(notes.c.id, note_versions)
            .join(
                note_versions,
                (note_versions.c.note_id == notes.c.id) & (note_versions.c.version == notes.c.version),
            )
            .where(notes.c.client_id == client_id)
        )
        with self.engine.connect() as db:
            cipher = self._unwrap(client_id, self._client_row(db, client_id).wrapped_key)
            found = [stored_note(cipher, row) for row in db.execute(query)]
        return tuple(sorted(found, key=lambda n: (n.draft.date, n.draft.session or 0, n.id)))

    def write_notes(
        self,
        client_id: str,
        identity: str,
        batch: Sequence[NoteWrite],
        *,
        within: Callable[[Connection], object] = lambda _: None,
    ) -> None:
        """Store notes and the client's de-identification state, all in one transaction.

        Args:
            client_id: whose.
            identity: her de-identification state.
            batch: the notes.
            within: writes whatever belongs to the same decision, in the same transaction.
        """
        with self.engine.begin() as db:
            cipher = self._unwrap(client_id, self._client_row(db, client_id).wrapped_key)
            for item in batch:
                write_note(db, cipher, client_id, item)
            sealed = cipher.encrypt(identity.encode(), f"identity:{client_id}")
            db.execute(update(clients).where(clients.c.id == client_id).values(identity=sealed))
            within(db)

    def change_identity(self, client_id: str, change: Callable[[str], str]) -> None:
        """Replace the de-identification state of a client by what `change` makes of it, if there is one."""
        with self.engine.begin() as db:
            row = self._client_row(db, client_id)
            if row.identity is None:
                return
            cipher, place = self._unwrap(client_id, row.wrapped_key), f"identity:{client_id}"
            sealed = cipher.encrypt(change(cipher.decrypt(row.identity, place).decode()).encode(), place)
            db.execute(update(clients).where(clients.c.id == client_id).values(identity=sealed))

    # what was computed from notes --------------------------------------------------------------------

    def derived(self, client_id: str, producer: str) -> dict[str, str]:
        """Return what `producer` made of the client's notes as they now stand, by note id."""
        query = (
            select(derived.c.note_id, derived.c.payload)
            .join(notes, notes.c.id == derived.c.note_id)
            .join(
                note_versions,
                (note_versions.c.note_id == notes.c.id) & (note_versions.c.version == notes.c.version),
            )
            .where(notes.c.client_id == client_id, derived.c.producer == producer)
            .where(derived.c.clean_digest == note_versions.c.clean_digest)
        )
        with self.engine.connect() as db:
            cipher = self._unwrap(client_id, self._client_row(db, client_id).wrapped_key)
            rows = db.execute(query).all()
        return {
            row.note_id: cipher.decrypt(row.payload, f"derived:{row.note_id}:{producer}").decode()
            for row in rows
        }

    def save_derived(self, client_id: str, producer: str, payloads: dict[str, tuple[str, str]]) -> None:
        """Keep what `producer` made: note id -> (clean digest it was made from, payload)."""
        cipher = self.cipher(client_id)
        rows = [
            {
                "note_id": note_id,
                "producer": producer,
                "clean_digest": digest,
                "payload": cipher.encrypt(payload.encode(), f"derived:{note_id}:{producer}"),
            }
            for note_id, (digest, payload) in payloads.items()
        ]
        if not rows:
            return
        with self.engine.begin() as db:
            stale = (derived.c.producer == producer) & derived.c.note_id.in_(list(payloads))
            db.execute(delete(derived).where(stale))
            db.execute(insert(derived), rows)

    # keys --------------------------------------------------------------------------------------------

    def _client_row(self, db: Connection, client_id: str) -> Any:
        row = db.execute(select(clients).where(clients.c.id == client_id)).one_or_none()
        if row is None:
            raise UnknownClientError("There is no client with that id. `longview clients` lists them.")
        return row

    def _unwrap(self, client_id: str, wrapped: bytes) -> Cipher:
        return Cipher(self._master.decrypt(wrapped, f"key:{client_id}"))

    @staticmethod
    def _client(client_id: str, cipher: Cipher, profile: bytes) -> Client:
        raw = json.loads(cipher.decrypt(profile, f"profile:{client_id}"))
        return Client(id=client_id, name=raw["name"], pronouns=raw["pronouns"])


def open_engine(url: str) -> Engine:
    """Open the database at a SQLAlchemy URL; SQLite gets WAL, foreign keys and overwritten deletes."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def _pragmas(connection: Any, _record: Any) -> None:
            for pragma in ("journal_mode=WAL", "foreign_keys=ON", "secure_delete=ON", "busy_timeout=5000"):
                connection.execute(f"PRAGMA {pragma}")

    return engine
