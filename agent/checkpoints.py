"""Conversations at rest: SQLite, every state clean and encrypted, nothing identifying beside it.

LangGraph leaves thread ids and metadata in clear, so thread ids are made here: the client's opaque id and a
digest of the caller's. The same caller id with another client is another conversation.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent.errors import CheckpointError
from agent.outbound import Check
from agent.state_gate import gated, nothing_may_be_kept

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver

KEY_BYTES = 32
CLIENT_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def thread_key(client_id: str, thread_id: str) -> str:
    """Return the id under which a conversation is stored.

    Raises:
        CheckpointError: the client id is not an opaque one.
    """
    if not CLIENT_ID.fullmatch(client_id) or not thread_id:
        raise CheckpointError("Expected an opaque client id and a thread id; give the ids, not names.")
    return f"{client_id}.{hashlib.sha256(thread_id.encode()).hexdigest()[:32]}"


class Checkpoints:
    """The file that conversations are kept in; opened anew for each question, under any event loop."""

    def __init__(self, path: Path, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise CheckpointError(f"Expected a key of {KEY_BYTES} bytes, got {len(key)}.")
        self._path, self._key = path, key

    @asynccontextmanager
    async def open(self, check: Check | None = None) -> AsyncIterator[BaseCheckpointSaver[Any]]:
        """Open the store for one run of the graph.

        Args:
            check: raises for a text that may not be kept. Without it nothing can be written.
        """
        import aiosqlite

        self._path.parent.mkdir(parents=True, exist_ok=True)
        async with aiosqlite.connect(self._path) as connection:
            await connection.execute("PRAGMA secure_delete = ON")
            saver = gated(connection, _serializer(self._key), check or nothing_may_be_kept)
            await saver.setup()
            yield saver

    async def forget_thread(self, client_id: str, thread_id: str) -> None:
        """Remove one conversation."""
        async with self.open() as saver:
            await saver.adelete_thread(thread_key(client_id, thread_id))

    async def forget_client(self, client_id: str) -> None:
        """Remove every conversation about a client."""
        async with self.open() as saver:
            prefix = thread_key(client_id, "any").split(".", 1)[0] + "."
            found = {c.config["configurable"]["thread_id"] async for c in saver.alist(None)}
            for thread in sorted(found):
                if thread.startswith(prefix):
                    await saver.adelete_thread(thread)


def _serializer(key: bytes) -> Any:
    from langgraph.checkpoint.serde.encrypted import EncryptedSerializer
    from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

    class Sealed(EncryptedSerializer):
        """Refuses what is not encrypted; the library's own reads it as it is."""

        def loads_typed(self, data: tuple[str, bytes]) -> Any:
            if "+" not in data[0]:
                raise CheckpointError("A stored conversation is not encrypted; delete it. It was not read.")
            return super().loads_typed(data)

    sealed: Any = Sealed.from_pycryptodome_aes(
        serde=JsonPlusSerializer(allowed_msgpack_modules=None), key=key
    )
    return sealed
