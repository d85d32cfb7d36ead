"""Tables of the interface: who may sign in, and what was said.

In clear stand only opaque ids, times, roles and password hashes; every name and every word is a sealed blob.
"""

from __future__ import annotations

from typing import Protocol

from sqlalchemy import Column, DateTime, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table


class Cipher(Protocol):
    """Authenticated encryption; `context` is bound to the bytes and must be given again to open them."""

    def encrypt(self, data: bytes, context: str, /) -> bytes:
        """Seal `data`."""
        ...

    def decrypt(self, data: bytes, context: str, /) -> bytes:
        """Open what `encrypt` sealed under the same context."""
        ...


metadata = MetaData()

accounts = Table(
    "accounts",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("name", LargeBinary, nullable=False),
    Column("password_hash", String(255), nullable=False),
    Column("role", String(16), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("disabled_at", DateTime(timezone=True)),
)

shares = Table(
    "shares",
    metadata,
    Column("client_id", String(64), primary_key=True),
    Column("account_id", String(36), primary_key=True),
    Column("since", DateTime(timezone=True), nullable=False),
)

pattern_memory = Table(
    "pattern_memory",
    metadata,
    Column("account_id", String(36), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)
"""One row an account: what was answered across cases, so that no two answers set one case apart."""

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("account_id", String(36), nullable=False),
    Column("client_id", String(64), nullable=False),
    Column("title", LargeBinary),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    # A deleted conversation keeps its emptied row: a write that comes late must not bring it back.
    Column("deleted_at", DateTime(timezone=True)),
    Index("conversations_by_account", "account_id", "updated_at"),
)


def _parts(name: str) -> Table:
    return Table(
        name,
        metadata,
        Column("id", String(64), primary_key=True),
        Column("conversation_id", String(64), ForeignKey("conversations.id"), nullable=False, index=True),
        Column("position", Integer, nullable=False),
        Column("body", LargeBinary, nullable=False),
    )


steps = _parts("conversation_steps")
elements = _parts("conversation_elements")
feedback = _parts("conversation_feedback")
