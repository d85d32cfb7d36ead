"""What the therapist corrected: one table, only appended to, sealed under the client's key or the practice's.

An entry is a kind and a payload in JSON; each kind has its own record where it is understood (names in
`retrieval.deid.corrections`). Taking something back is an entry too, so both versions stay.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, insert, select
from sqlalchemy.exc import IntegrityError

from retrieval.errors import StoreError
from retrieval.store import Store
from retrieval.tables import corrections
from retrieval.vault import Cipher

UNDO = "undo"
"""The kind that takes another entry back; its payload is {"undoes": id}."""
PRACTICE_KEY = "corrections"
MOST = 400
"""Characters of a reason."""
ATTEMPTS = 5
"""Two writers may count to the same number; the later one counts again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCorrection:
    """An entry about to be written."""

    client_id: str | None
    """None: it holds for the whole practice."""
    kind: str
    payload: dict[str, Any] = field(repr=False)
    author: str = ""
    """Account id; empty from the command line."""
    reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(NewCorrection):
    """An entry of the log."""

    id: int
    created_at: float
    """Seconds since 1970, UTC."""

    @property
    def undoes(self) -> int | None:
        """The entry that this one takes back, if that is what it does."""
        return int(self.payload["undoes"]) if self.kind == UNDO else None


class CorrectionLog:
    """The log of one practice."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def append(self, db: Connection, new: NewCorrection) -> int:
        """Write an entry within a transaction; returns its number.

        Raises:
            StoreError: the reason is too long.
        """
        if len(new.reason) > MOST:
            raise StoreError(f"A reason has at most {MOST} characters; {len(new.reason)} came. Shorten it.")
        number = int(db.execute(select(func.max(corrections.c.id))).scalar() or 0) + 1
        sealed = json.dumps({"payload": new.payload, "reason": new.reason}, ensure_ascii=False).encode()
        cipher = self._cipher(new.client_id)
        row = {
            "id": number,
            "client_id": new.client_id,
            "kind": new.kind,
            "payload": cipher.encrypt(sealed, _context(number, new.client_id, new.kind)),
            "author": new.author,
            "created_at": time.time(),
        }
        db.execute(insert(corrections).values(row))
        return number

    def record(self, new: NewCorrection) -> int:
        """Write an entry in a transaction of its own, wholly or not at all; returns its number.

        Raises:
            StoreError: the reason is too long, or others kept writing at the same moment.
            UnknownClientError: there is no such client.
        """
        for _ in range(ATTEMPTS):
            try:
                with self._store.engine.begin() as db:
                    return self.append(db, new)
            except IntegrityError:  # somebody else took the number
                continue
        raise StoreError("The correction could not be written beside others. Nothing was changed: try again.")

    def entries(self, client_id: str) -> tuple[Correction, ...]:
        """Return what was said about one client and for the whole practice, oldest first."""
        own = corrections.c.client_id == client_id
        shared = corrections.c.client_id.is_(None)
        query = select(corrections).where(own | shared).order_by(corrections.c.id)
        ciphers = {client_id: self._cipher(client_id), None: self._cipher(None)}
        with self._store.engine.connect() as db:
            return tuple(_opened(ciphers[row.client_id], row) for row in db.execute(query))

    def _cipher(self, client_id: str | None) -> Cipher:
        if client_id is None:
            return self._store.practice_cipher(PRACTICE_KEY)
        return self._store.cipher(client_id)


def in_force(entries: Iterable[Correction]) -> tuple[Correction, ...]:
    """Return the entries that nobody took back, undoing entries left out, oldest first."""
    undone: set[int] = set()
    kept: list[Correction] = []
    for entry in sorted(entries, key=lambda e: -e.id):
        if entry.id in undone:
            continue
        if entry.undoes is None:
            kept.append(entry)
        else:
            undone.add(entry.undoes)
    return tuple(reversed(kept))


def _context(number: int, client_id: str | None, kind: str) -> str:
    return f"correction:{number}:{client_id or 'practice'}:{kind}"


def _opened(cipher: Cipher, row: Any) -> Correction:
    raw = json.loads(cipher.decrypt(row.payload, _context(row.id, row.client_id, row.kind)))
    return Correction(
        id=row.id,
        client_id=row.client_id,
        kind=row.kind,
        payload=raw["payload"],
        author=row.author,
        reason=raw["reason"],
        created_at=row.created_at,
    )
