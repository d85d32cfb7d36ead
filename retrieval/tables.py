"""The tables of the database. Everything that came from a note, or names somebody, is a BLOB of ciphertext.

In clear: opaque ids, version numbers, counts, times of writing and keyed fingerprints. Session dates are
identifiers and therefore lie inside the encrypted payloads.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

metadata = MetaData()

clients = Table(
    "clients",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("owner", String(64), nullable=False),  # account id of the therapist; "" on a single-user machine
    Column("wrapped_key", LargeBinary, nullable=False),  # the client's data key under the master key
    Column("profile", LargeBinary, nullable=False),  # name, pronouns
    Column("identity", LargeBinary),  # de-identification roster and surrogates; none before the first note
    Column("created_at", Float, nullable=False),
)

notes = Table(
    "notes",
    metadata,
    Column("id", String(32), primary_key=True),  # keyed fingerprint of the first version
    Column("client_id", ForeignKey("clients.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("version", Integer, nullable=False),  # the newest
)

note_versions = Table(
    "note_versions",
    metadata,
    Column("note_id", ForeignKey("notes.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("digest", String(64), nullable=False),  # keyed fingerprint of the original
    Column("original", LargeBinary, nullable=False),  # draft note as JSON
    Column("clean", LargeBinary, nullable=False),  # masked body as JSON, remade when the roster grows
    Column("clean_digest", String(64), nullable=False),  # keyed fingerprint of the clean body
    Column("created_at", Float, nullable=False),
)

derived = Table(
    "derived",
    metadata,
    Column("note_id", ForeignKey("notes.id", ondelete="CASCADE"), primary_key=True),
    Column("producer", String(80), primary_key=True),  # name and version of the code that made it
    Column("clean_digest", String(64), nullable=False),  # of the clean body it was made from
    Column("payload", LargeBinary, nullable=False),
)

corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # counted on; never changed, never removed
    Column("client_id", ForeignKey("clients.id", ondelete="CASCADE"), index=True),  # none: the whole practice
    Column("kind", String(40), nullable=False),  # which record the payload holds
    Column("payload", LargeBinary, nullable=False),  # under the client's key, or the practice's
    Column("author", String(64), nullable=False),  # account id; "" from the command line
    Column("created_at", Float, nullable=False),
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("client_id", String(32), primary_key=True),
    Column("erased_at", Float, nullable=False),
)
