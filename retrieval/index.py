"""The search index in Chroma: vectors and opaque ids, nothing else; a collection per client.

It can be made again from the database at any time. Two processes on one Chroma directory corrupt it
silently, so `DataLock` (retrieval/lock.py) must be held by whoever opens it.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from retrieval.embedding import DIMENSIONS, Vectors

KIND = "w1"
"""Of the vectors, for the name of a collection: those of another kind are never compared with these."""
BATCH = 500
"""Records per write; Chroma 1.5.9 takes up to 5,461."""


class VectorIndex:
    """Vectors by id, a collection per client. Thread-safe; one instance per process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.RLock()

    @cached_property
    def _chroma(self) -> Any:
        import chromadb
        from chromadb.config import Settings

        self._path.mkdir(parents=True, exist_ok=True)
        settings = Settings(anonymized_telemetry=False, allow_reset=False)
        return chromadb.PersistentClient(str(self._path), settings=settings)

    def load(self) -> None:
        """Import Chroma now. Files are opened, and threads started, with the first use only."""
        import chromadb.api.rust  # noqa: F401

    def _collection(self, client_id: str) -> Any:
        # embedding_function=None: Chroma's default would fetch a model
        return self._chroma.get_or_create_collection(
            self._name(client_id), embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )

    @staticmethod
    def _name(client_id: str) -> str:
        return f"client-{client_id}-{KIND}"

    def ids(self, client_id: str) -> frozenset[str]:
        """Return the ids that the index holds for a client."""
        with self._lock:
            return frozenset(self._collection(client_id).get(include=[])["ids"])

    def add(self, client_id: str, ids: Sequence[str], vectors: Vectors) -> None:
        """Add vectors, float32 (len(ids), 384); an id that is there already is replaced."""
        with self._lock:
            collection = self._collection(client_id)
            for at in range(0, len(ids), BATCH):
                collection.upsert(ids=list(ids[at : at + BATCH]), embeddings=vectors[at : at + BATCH])

    def remove(self, client_id: str, ids: Sequence[str]) -> None:
        """Remove vectors by id."""
        with self._lock:
            collection = self._collection(client_id)
            for at in range(0, len(ids), BATCH):
                collection.delete(ids=list(ids[at : at + BATCH]))

    def vectors(self, client_id: str, ids: Sequence[str]) -> tuple[Vectors, tuple[str, ...]]:
        """Return vectors, float32 (len(ids), 384), in the order of `ids`, zeros where missing; and those."""
        with self._lock:
            got = (
                self._collection(client_id).get(ids=list(ids), include=["embeddings"]) if ids else {"ids": []}
            )
        rows = dict(zip(got["ids"], got.get("embeddings", ()), strict=False))
        result = np.zeros((len(ids), DIMENSIONS), dtype=np.float32)
        for at, key in enumerate(ids):
            if key in rows:
                result[at] = rows[key]
        return result, tuple(key for key in ids if key not in rows)

    def drop(self, client_id: str) -> None:
        """Remove a client's collection."""
        with self._lock:
            names = {f"client-{client_id}", self._name(client_id)}  # those of earlier releases have no kind
            for name in names & {collection.name for collection in self._chroma.list_collections()}:
                self._chroma.delete_collection(name)

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            if "_chroma" in self.__dict__:
                self._chroma.close()
                del self.__dict__["_chroma"]
