"""Kept conversations: each belongs to one account and is about one client; all words are sealed.

Bodies are JSON objects whose form is the chat framework's affair. Nothing here knows that framework.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, insert, select, update

from ui import schema
from ui.conversation_records import Body, Conversation, Heading, Part, Place
from ui.errors import NotYoursError
from ui.part_rows import bodies, context, write_parts

FOREIGN = "This conversation belongs to another account; nothing was written."


class Conversations:
    """The conversations of a practice, in its database."""

    def __init__(self, database: Engine, cipher: schema.Cipher) -> None:
        self._database = database
        self._cipher = cipher
        schema.metadata.create_all(database)

    def start(
        self, conversation_id: str, *, account_id: str, client_id: str, title: str | None = None
    ) -> None:
        """Make the conversation if it is not there; give it the title if one is given.

        Raises:
            NotYoursError: it is there and belongs to another account.
        """
        with self._database.begin() as connection:
            self._start(connection, conversation_id, account_id, client_id)
            if title is not None:
                self._set_title(connection, conversation_id, title)

    def rename(self, conversation_id: str, title: str) -> None:
        """Give another title. The caller has made sure whose it is."""
        with self._database.begin() as connection:
            self._set_title(connection, conversation_id, title)

    def put(self, table: Table, part_id: str, conversation_id: str, account_id: str, body: Body) -> None:
        """Write one part; see `put_all`.

        Raises:
            NotYoursError: the conversation, or the part that has this id, is another account's or elsewhere.
        """
        part = Part(
            table=table, id=part_id, conversation_id=conversation_id, account_id=account_id, body=body
        )
        for error in self.put_all([part]):
            if error is not None:
                raise error

    def put_all(self, parts: Sequence[Part]) -> tuple[NotYoursError | None, ...]:
        """Write steps, elements and thumbs in one transaction, each in place of an earlier form of it.

        A part of a deleted or unknown conversation is dropped. Returns, for each part, why it was refused.
        """
        latest = {part.place: part for part in parts}  # where the first form stood, with the last one's words
        refused: dict[Place, NotYoursError] = {}
        with self._database.begin() as connection:
            known = _rows(connection, {part.conversation_id for part in latest.values()})
            kept: list[Part] = []
            for part in latest.values():
                row = known.get(part.conversation_id)
                if row is None and part.client_id is not None:
                    self._start(connection, part.conversation_id, part.account_id, part.client_id)
                    row = known[part.conversation_id] = _row(connection, part.conversation_id)
                if row is not None and row.account_id != part.account_id:
                    refused[part.place] = NotYoursError(FOREIGN)
                elif row is not None and row.deleted_at is None:
                    kept.append(part)
            for table in dict.fromkeys(part.table for part in kept):
                rows = [part for part in kept if part.table is table]
                refused |= write_parts(connection, self._cipher, table, rows)
            self._touch(connection, {part.conversation_id for part in kept if part.place not in refused})
        return tuple(refused.get(part.place) for part in parts)

    def remove(self, table: Table, part_id: str, account_id: str) -> None:
        """Remove one part, if it is there and its conversation is this account's."""
        with self._database.begin() as connection:
            query = select(table.c.conversation_id).where(table.c.id == part_id)
            conversation_id = connection.execute(query).scalar_one_or_none()
            if conversation_id is None:
                return
            self._owned(connection, conversation_id, account_id)
            connection.execute(delete(table).where(table.c.id == part_id))

    def conversation_of(self, table: Table, part_id: str) -> str | None:
        """Which conversation a part belongs to."""
        with self._database.connect() as connection:
            query = select(table.c.conversation_id).where(table.c.id == part_id)
            return connection.execute(query).scalar_one_or_none()

    def heading(self, conversation_id: str) -> Heading | None:
        """What the list shows of one conversation; None if deleted or unknown."""
        with self._database.connect() as connection:
            row = _row(connection, conversation_id)
        return None if row is None or row.deleted_at is not None else self._heading(row)

    def headings(self, account_id: str) -> tuple[Heading, ...]:
        """An account's conversations, the latest first."""
        table = schema.conversations
        query = (
            select(table)
            .where(table.c.account_id == account_id, table.c.deleted_at.is_(None))
            .order_by(table.c.updated_at.desc(), table.c.id)
        )
        with self._database.connect() as connection:
            return tuple(self._heading(row) for row in connection.execute(query))

    def open(self, conversation_id: str) -> Conversation | None:
        """The whole conversation; None if deleted or unknown."""
        heading = self.heading(conversation_id)
        if heading is None:
            return None
        with self._database.connect() as connection:
            steps, elements, feedback = (
                bodies(connection, self._cipher, table, conversation_id)
                for table in (schema.steps, schema.elements, schema.feedback)
            )
        return Conversation(heading=heading, steps=steps, elements=elements, feedback=feedback)

    def delete(self, conversation_id: str) -> None:
        """Destroy what was said; the emptied row stays, so that late writes find it deleted."""
        with self._database.begin() as connection:
            _empty(connection, conversation_id)

    def forget_client(self, client_id: str) -> int:
        """Destroy every conversation about a client; how many there were."""
        query = select(schema.conversations.c.id).where(
            schema.conversations.c.client_id == client_id, schema.conversations.c.deleted_at.is_(None)
        )
        with self._database.begin() as connection:
            ids = list(connection.execute(query).scalars())
            for conversation_id in ids:
                _empty(connection, conversation_id)
        return len(ids)

    def _owned(self, connection: Connection, conversation_id: str, account_id: str) -> Any | None:
        row = _row(connection, conversation_id)
        if row is not None and row.account_id != account_id:
            raise NotYoursError(FOREIGN)
        return row

    def _start(self, connection: Connection, conversation_id: str, account_id: str, client_id: str) -> None:
        if self._owned(connection, conversation_id, account_id) is None:
            now = datetime.now(UTC)
            values = {"id": conversation_id, "account_id": account_id, "client_id": client_id}
            connection.execute(
                insert(schema.conversations).values(values | {"created_at": now, "updated_at": now})
            )

    def _set_title(self, connection: Connection, conversation_id: str, title: str) -> None:
        table = schema.conversations
        blob = self._cipher.encrypt(title.encode(), context(conversation_id, "title"))
        known = (table.c.id == conversation_id) & table.c.deleted_at.is_(None)
        connection.execute(update(table).where(known).values(title=blob))

    def _heading(self, row: Any) -> Heading:
        title = b"" if row.title is None else self._cipher.decrypt(row.title, context(row.id, "title"))
        return Heading(
            id=row.id,
            account_id=row.account_id,
            client_id=row.client_id,
            title=title.decode(),
            created_at=row.created_at.replace(tzinfo=UTC),  # SQLite keeps no time zone
            updated_at=row.updated_at.replace(tzinfo=UTC),
        )

    @staticmethod
    def _touch(connection: Connection, conversation_ids: Collection[str]) -> None:
        table = schema.conversations
        here = table.c.id.in_(conversation_ids) & table.c.deleted_at.is_(None)
        connection.execute(update(table).where(here).values(updated_at=datetime.now(UTC)))


def _row(connection: Connection, conversation_id: str) -> Any | None:
    return _rows(connection, {conversation_id}).get(conversation_id)


def _rows(connection: Connection, conversation_ids: Collection[str]) -> dict[str, Any]:
    query = select(schema.conversations).where(schema.conversations.c.id.in_(conversation_ids))
    return {row.id: row for row in connection.execute(query)}


def _empty(connection: Connection, conversation_id: str) -> None:
    for table in (schema.steps, schema.elements, schema.feedback):
        connection.execute(delete(table).where(table.c.conversation_id == conversation_id))
    table = schema.conversations
    values = {"title": None, "deleted_at": datetime.now(UTC)}
    connection.execute(update(table).where(table.c.id == conversation_id).values(values))
