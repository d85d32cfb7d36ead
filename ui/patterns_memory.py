"""What was counted across cases before, kept so that two answers cannot be taken from one another.

One sealed row an account: codes of cases and the facts that were counted, no names and no words of notes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pydantic import TypeAdapter
from sqlalchemy import Connection, Engine, delete, insert, select

from tools.patterns.records import Case
from ui import schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an account was answered about."""

    codes: tuple[str, ...] = ()
    """Of the cases counted the last time."""
    cases: tuple[Case, ...] = field(default=(), repr=False)
    """As they were counted, without their courses; an erased client is missing."""
    released: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    """The groups answered for."""


WRITTEN = TypeAdapter(Asked)


class PatternMemory:
    """The memory of one practice, in its database."""

    def __init__(self, database: Engine, cipher: schema.Cipher) -> None:
        self._database, self._cipher = database, cipher
        schema.metadata.create_all(database)

    def asked(self, account_id: str) -> Asked:
        """What an account was answered about so far; "" is the command line."""
        table = schema.pattern_memory
        with self._database.connect() as connection:
            sealed = connection.execute(select(table.c.body).where(table.c.account_id == account_id)).scalar()
        return Asked() if sealed is None else self._opened(account_id, sealed)

    def keep(self, account_id: str, cases: Iterable[Case], released: Iterable[frozenset[str]]) -> None:
        """Remember what was answered."""
        bare = tuple(replace(case, course=()) for case in cases)
        made = Asked(
            codes=tuple(case.code for case in bare),
            cases=bare,
            released=tuple(tuple(sorted(group)) for group in released),
        )
        with self._database.begin() as connection:
            self._put(connection, account_id, made)

    def forget_case(self, code: str) -> None:
        """Drop the facts of an erased client; that a case of this code was counted is still known."""
        table = schema.pattern_memory
        with self._database.begin() as connection:
            for account_id, sealed in connection.execute(select(table.c.account_id, table.c.body)).all():
                known = self._opened(account_id, sealed)
                left = tuple(case for case in known.cases if case.code != code)
                self._put(connection, account_id, replace(known, cases=left))

    def _opened(self, account_id: str, sealed: bytes) -> Asked:
        return WRITTEN.validate_json(self._cipher.decrypt(sealed, _context(account_id)))

    def _put(self, connection: Connection, account_id: str, known: Asked) -> None:
        table = schema.pattern_memory
        body = self._cipher.encrypt(WRITTEN.dump_json(known), _context(account_id))
        connection.execute(delete(table).where(table.c.account_id == account_id))
        connection.execute(insert(table).values(account_id=account_id, body=body))


def _context(account_id: str) -> str:
    return f"patterns:{account_id or 'command line'}"
