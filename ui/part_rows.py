"""The rows of steps, elements and thumbs: sealed, in the order in which they first came."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, Table, bindparam, func, insert, select, update

from ui.conversation_records import Body, Part, Place
from ui.errors import NotYoursError
from ui.schema import Cipher


def write_parts(
    connection: Connection, cipher: Cipher, table: Table, parts: Sequence[Part]
) -> dict[Place, NotYoursError]:
    """Write parts of one table, each in place of an earlier form; returns which were refused, and why.

    The caller has made sure whose the conversations are. Few statements for however many parts: what a
    statement costs is the same for one row and for a hundred.
    """
    held = dict(
        connection.execute(
            select(table.c.id, table.c.conversation_id).where(table.c.id.in_(_ids(parts)))
        ).all()
    )
    last = _last_positions(connection, table, {part.conversation_id for part in parts})
    new, changed, refused = [], [], {}
    for part in parts:
        if held.get(part.id, part.conversation_id) != part.conversation_id:
            refused[part.place] = NotYoursError(
                "This part belongs to another conversation; nothing was written."
            )
            continue
        blob = _sealed(cipher, part)
        if part.id in held:
            changed.append({"part_id": part.id, "sealed": blob})
            continue
        held[part.id] = part.conversation_id
        last[part.conversation_id] = position = last.get(part.conversation_id, 0) + 1
        row = {"id": part.id, "conversation_id": part.conversation_id, "position": position, "body": blob}
        new.append(row)
    if new:
        connection.execute(insert(table), new)
    if changed:
        here = table.c.id == bindparam("part_id")
        connection.execute(update(table).where(here).values(body=bindparam("sealed")), changed)
    return refused


def bodies(connection: Connection, cipher: Cipher, table: Table, conversation_id: str) -> tuple[Body, ...]:
    """Open the parts of a conversation, in order."""
    query = select(table).where(table.c.conversation_id == conversation_id).order_by(table.c.position)
    return tuple(
        json.loads(cipher.decrypt(row.body, context(conversation_id, f"{table.name}/{row.id}")))
        for row in connection.execute(query)
    )


def context(conversation_id: str, part: str) -> str:
    """What sealed bytes of a conversation are bound to."""
    return f"conversation:{conversation_id}/{part}"


def _ids(parts: Sequence[Part]) -> list[str]:
    return [part.id for part in parts]


def _sealed(cipher: Cipher, part: Part) -> bytes:
    text = json.dumps(dict(part.body), ensure_ascii=False, default=str)
    return cipher.encrypt(text.encode(), context(part.conversation_id, f"{part.table.name}/{part.id}"))


def _last_positions(
    connection: Connection, table: Table, conversation_ids: Collection[str]
) -> dict[str, int]:
    # Of these conversations alone: over all of them every row that was ever written would be looked at.
    query = select(table.c.conversation_id, func.max(table.c.position))
    query = query.where(table.c.conversation_id.in_(conversation_ids)).group_by(table.c.conversation_id)
    return dict(connection.execute(query).all())
