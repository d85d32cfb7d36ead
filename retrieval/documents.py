"""Documents at rest: one row each, sealed under the client's key; kind and times lie inside the seal.

The rows hang on the client's row and go with it when the client is erased, as her key does.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping

from sqlalchemy import Column, Float, ForeignKey, LargeBinary, String, Table, delete, insert, select, update

from retrieval.errors import StoreError
from retrieval.store import Store
from retrieval.tables import metadata

documents = Table(
    "documents",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("client_id", ForeignKey("clients.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("payload", LargeBinary, nullable=False),  # the document as JSON
    Column("changed_at", Float, nullable=False),
)

LETTERS = "bcdfghjklmnpqrst"
LENGTH = 20
"""Letters of an id: 80 bits."""


class DocumentStore:
    """The documents of one client; the client is a constructor argument."""

    def __init__(self, store: Store, client_id: str) -> None:
        store.client(client_id)  # raises for an unknown one
        documents.create(store.engine, checkfirst=True)
        self._store, self.client_id = store, client_id

    @staticmethod
    def new_id() -> str:
        """Return an id that says nothing and, without figures, looks like no record's number."""
        return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))

    def any(self) -> bool:
        """Say whether there is a document."""
        query = select(documents.c.id).where(documents.c.client_id == self.client_id).limit(1)
        with self._store.engine.connect() as db:
            return db.execute(query).first() is not None

    def write(self, document_id: str, payload: str) -> None:
        """Store a document, in the place of what it was before.

        Raises:
            StoreError: that id belongs to another client's document.
        """
        sealed = self._store.cipher(self.client_id).encrypt(payload.encode(), self._context(document_id))
        values = {"payload": sealed, "changed_at": time.time()}
        with self._store.engine.begin() as db:
            owner = db.execute(
                select(documents.c.client_id).where(documents.c.id == document_id)
            ).scalar_one_or_none()
            if owner is None:
                row = {"id": document_id, "client_id": self.client_id, **values}
                db.execute(insert(documents).values(row))
            elif owner == self.client_id:
                db.execute(update(documents).where(documents.c.id == document_id).values(values))
            else:
                raise StoreError("This document is not of this client; nothing was written.")

    def read(self, document_id: str) -> str:
        """Return a document of this client.

        Raises:
            StoreError: she has none of that id.
        """
        found = self.all(document_id)
        if document_id not in found:
            raise StoreError("This client has no document of that id. `longview document --list` shows them.")
        return found[document_id]

    def all(self, document_id: str | None = None) -> Mapping[str, str]:
        """Return this client's documents by id, the latest changed first."""
        query = select(documents).where(documents.c.client_id == self.client_id)
        if document_id is not None:
            query = query.where(documents.c.id == document_id)
        with self._store.engine.connect() as db:
            rows = db.execute(query.order_by(documents.c.changed_at.desc())).all()
        cipher = self._store.cipher(self.client_id)
        return {row.id: cipher.decrypt(row.payload, self._context(row.id)).decode() for row in rows}

    def remove(self, document_id: str) -> None:
        """Remove a document."""
        mine = (documents.c.id == document_id) & (documents.c.client_id == self.client_id)
        with self._store.engine.begin() as db:
            db.execute(delete(documents).where(mine))

    def _context(self, document_id: str) -> str:
        return f"document:{self.client_id}:{document_id}"
