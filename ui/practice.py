"""A practice put together from settings: the one object that chat, command line and batch work with."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator
from contextlib import aclosing
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from agent.settings import Settings
from retrieval.correcting import Corrector
from retrieval.index import VectorIndex
from retrieval.lock import DataLock
from retrieval.store import Store, open_engine
from retrieval.undoing import Receipt, undo_import
from retrieval.vault import Cipher, load_master_key
from tools.case_codes import case_code
from ui.asking_known import Asking
from ui.client_records import ClientRecords
from ui.conversations import Conversations
from ui.patterns_memory import PatternMemory
from ui.privacy_desk import PrivacyDesk
from ui.sharing import Shares

if TYPE_CHECKING:
    from agent.checkpoints import Checkpoints
    from agent.records import RenderedAnswer, Sentence, Step
    from ui.notes_desk import NotesDesk


class Practice(ClientRecords):
    """Clients, their records and the assistant. One per process; thread-safe.

    Heavy parts (spaCy, ONNX, Chroma, LangGraph) load when first used.
    """

    def __init__(self, settings: Settings, master: Cipher, lock: DataLock, *, processes: int = 1) -> None:
        self.settings, self._lock = settings, lock
        self.database: Engine = open_engine(settings.resolved_database_url)
        self.cipher = master.derive("conversations")
        index = VectorIndex(settings.data_dir / "index")
        super().__init__(Store(self.database, master), index, processes=processes)
        self._asking = Asking(
            settings,
            self._known,
            path=settings.data_dir / "checkpoints.db",
            key=master.derive("checkpoints").key,
        )

    @classmethod
    def open(cls, settings: Settings, *, master: Cipher | None = None, processes: int = 1) -> Practice:
        """Open the data folder of `settings`, under its master key or a given one (throw-away workspaces).

        More than one of `processes`, for imports, is for the command line only (`retrieval.cores.fork_map`).

        Raises:
            StoreLockedError: another process has it open.
            KeyMissingError: there is data, but no key.
        """
        lock = DataLock(settings.data_dir)
        try:
            fresh = not (settings.data_dir / "longview.db").exists() and not settings.database_url
            key = master or load_master_key(settings.master_key_path, create=fresh)
            return cls(settings, key, lock, processes=processes)
        except BaseException:
            lock.close()
            raise

    # erasing and taking back ------------------------------------------------------------------------

    def erase_client(self, client_id: str) -> None:
        """Destroy everything kept about a client, the key first of all. Not from within an event loop."""
        self.store.erase_client(client_id)
        Conversations(self.database, self.cipher).forget_client(client_id)
        Shares(self.database).forget_client(client_id)
        PatternMemory(self.database, self.cipher).forget_case(case_code(client_id))
        asyncio.run(self._asking.forget(client_id))
        self._index.drop(client_id)
        self._known.forget(client_id)

    def undo_import(self, receipt: Receipt) -> int:
        """Take an import back; returns the number of notes. Not from within an event loop.

        Raises:
            StoreError: one of its notes was changed since; nothing was taken back.
        """
        client_id = receipt.before.client_id
        count = undo_import(receipt, store=self.store, deidentifier=self._deidentifier)
        self._importer.index_client(client_id)
        self._masked_anew(client_id)
        return count

    # desks -------------------------------------------------------------------------------------------

    @cached_property
    def notes(self) -> NotesDesk:
        """The list of notes, earlier versions, imports from the browser."""
        from ui.notes_desk import NotesDesk

        return NotesDesk(self)

    @cached_property
    def privacy(self) -> PrivacyDesk:
        """Review and correction of what is hidden. Not from within an event loop."""
        corrector = Corrector(
            store=self.store, index=self._index, embedder=self._embedder, deidentifier=self._deidentifier
        )
        return PrivacyDesk(
            corrector=corrector,
            deidentifier=self._deidentifier,
            history=self.history,
            changed=self._masked_anew,
        )

    def _masked_anew(self, client_id: str) -> None:
        """Drop what rests on the notes as they were, the earlier turns of conversations too."""
        self._known.forget(client_id)
        asyncio.run(self._asking.forget(client_id))

    # asking --------------------------------------------------------------------------------------------

    async def ask(
        self, question: str, *, client_id: str, thread_id: str
    ) -> AsyncGenerator[Step | RenderedAnswer]:
        """Answer a question about one client: steps as they happen, then the answer."""
        from agent.records import Sentence

        events = self.stream(question, client_id=client_id, thread_id=thread_id)
        async with aclosing(events):  # a caller may stop reading early
            async for event in events:
                if not isinstance(event, Sentence):
                    yield event

    async def stream(
        self, question: str, *, client_id: str, thread_id: str
    ) -> AsyncGenerator[Step | Sentence | RenderedAnswer]:
        """Answer a question about one client, with a model's verified sentences while it writes.

        The answer at the end is the whole, and replaces the sentences.
        """
        events = self._asking.stream(question, client_id=client_id, thread_id=thread_id)
        async with aclosing(events):
            async for event in events:
                yield event

    async def forget_conversation(self, client_id: str, thread_id: str) -> None:
        """Remove what the assistant remembers of one conversation."""
        await self._asking.forget(client_id, thread_id)

    @property
    def checkpoints(self) -> Checkpoints:
        """Where conversations, and the work on documents, stand."""
        return self._asking.checkpoints

    def warm(self) -> threading.Thread:
        """Begin to load what the first question needs, once, in a thread of its own; returns that thread."""
        return self._warming

    @cached_property
    def _warming(self) -> threading.Thread:
        from agent.warming import warm

        loads = (self._embedder.load, self._deidentifier.load, self._index.load)
        return warm(*loads, model=bool(self.settings.model))

    def close(self) -> None:
        """Let go of files and the lock."""
        self._index.close()
        self.database.dispose()
        self._lock.close()

    def __enter__(self) -> Practice:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
