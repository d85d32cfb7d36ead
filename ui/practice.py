"""A practice put together from settings: the one object that chat, command line and batch work with."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from agent.settings import Settings
from retrieval.correcting import Corrector
from retrieval.deid import Deidentifier
from retrieval.embedding import Embedder
from retrieval.history import History
from retrieval.importing import Importer, ImportLine, IndexCheck
from retrieval.index import VectorIndex
from retrieval.lock import DataLock
from retrieval.records import Client, Identifier
from retrieval.store import Store, open_engine
from retrieval.undoing import Receipt, undo_import
from retrieval.vault import Cipher, load_master_key
from tools.charting import load_chart
from tools.outcomes import Thresholds
from tools.reading import Reader
from tools.records import Assessment, Chart
from ui.conversations import Conversations
from ui.findings_desk import FindingsDesk, Standing
from ui.findings_words import notices
from ui.phrasing_choice import phrasing_of
from ui.privacy_desk import PrivacyDesk
from ui.sharing import Shares

if TYPE_CHECKING:
    from agent.assistant import Assistant
    from agent.checkpoints import Checkpoints
    from agent.records import RenderedAnswer, Step
    from ui.notes_desk import NotesDesk


Progress = Callable[[str, int, int | None], None]
"""Hears what is being done, how many are done, and of how many (None while unknown)."""


class Practice:
    """Clients, their records and the assistant. One per process; thread-safe.

    Heavy parts (spaCy, ONNX, Chroma, LangGraph) load when first used.
    """

    def __init__(self, settings: Settings, master: Cipher, lock: DataLock, *, processes: int = 1) -> None:
        self.settings = settings
        self._lock, self._processes = lock, processes
        self._guard = threading.RLock()
        self.database: Engine = open_engine(settings.resolved_database_url)
        self.cipher = master.derive("conversations")
        self._checkpoint_cipher = master.derive("checkpoints")
        self._checkpoints_path = settings.data_dir / "checkpoints.db"
        self.store = Store(self.database, master)
        self._index = VectorIndex(settings.data_dir / "index")
        self._embedder = Embedder()
        self._deidentifier = Deidentifier(processes=processes)
        self._reader = Reader()
        self.thresholds = Thresholds()
        self._importer = Importer(
            store=self.store, index=self._index, embedder=self._embedder, deidentifier=self._deidentifier
        )
        self._histories: dict[str, History] = {}
        self._charts: dict[str, Chart] = {}
        self._standings: dict[str, Standing] = {}
        self.findings = FindingsDesk(
            self.store, read=self._chart_as_read, thresholds=self.thresholds, changed=self._corrected
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

    # clients -----------------------------------------------------------------------------------------

    def clients(self) -> tuple[Client, ...]:
        """List the clients by name."""
        return self.store.clients()

    def find_client(self, name: str) -> Client | None:
        """Return the client of that name, whatever its case, or None."""
        wanted = " ".join(name.split()).casefold()
        return next((client for client in self.clients() if client.name.casefold() == wanted), None)

    def owners(self) -> dict[str, str]:
        """Return the account id of each client's therapist, "" where none was named, by client id."""
        return self.store.owners()

    def add_client(self, name: str, pronouns: str = "", *, owner: str = "") -> Client:
        """Take on a client; `owner` is the account of her therapist."""
        return self.store.add_client(name, pronouns, owner=owner)

    def erase_client(self, client_id: str) -> None:
        """Destroy everything kept about a client, the key first of all. Not from within an event loop."""
        self.store.erase_client(client_id)
        Conversations(self.database, self.cipher).forget_client(client_id)
        Shares(self.database).forget_client(client_id)
        asyncio.run(self._assistant.forget(client_id))
        self._index.drop(client_id)
        self._forget(client_id)

    def import_path(
        self, client_id: str, path: Path, *, progress: Progress = lambda _label, _done, _total: None
    ) -> tuple[ImportLine, ...]:
        """Import a file or folder and read what is new; `progress` hears what is done, of how many."""
        lines = self._importer.import_path(
            client_id, path, progress=lambda file: progress(f"Loading {file}", 0, None)
        )
        self._forget(client_id)
        history = self.history(client_id)
        total = len(history.notes())
        chart = load_chart(
            history,
            self._reader,
            progress=lambda done: progress("Reading notes", done, total),
            processes=self._processes,
        )
        with self._guard:
            self._charts[client_id] = chart
        return lines

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

    def verify(self, client_id: str) -> IndexCheck:
        """Compare the search index with the database."""
        return self._importer.verify(client_id)

    def rebuild(self, client_id: str) -> int:
        """Make the search index again; returns the number of passages."""
        self._forget(client_id)
        return self._importer.rebuild(client_id)

    # what is known of one client ---------------------------------------------------------------------

    def history(self, client_id: str) -> History:
        """Return the record of a client, as it stood after the last import."""
        with self._guard:
            if client_id not in self._histories:
                self.store.client(client_id)  # raises for an unknown one
                self._histories[client_id] = History(
                    client_id,
                    store=self.store,
                    index=self._index,
                    embedder=self._embedder,
                    deidentifier=self._deidentifier,
                )
            return self._histories[client_id]

    def chart(self, client_id: str) -> Chart:
        """Return what was read from a client's notes, as corrected."""
        return self.standing(client_id).chart

    def assessment(self, client_id: str) -> Assessment:
        """Return what the outcome engine makes of it, under the corrections in force."""
        return self.standing(client_id).both.corrected

    def standing(self, client_id: str) -> Standing:
        """Return what is in force for a client, beside what was read and computed."""
        with self._guard:
            if client_id not in self._standings:
                self._standings[client_id] = self.findings.standing(client_id)
            return self._standings[client_id]

    def _chart_as_read(self, client_id: str) -> Chart:
        with self._guard:
            if client_id not in self._charts:
                self._charts[client_id] = load_chart(self.history(client_id), self._reader)
            return self._charts[client_id]

    def _corrected(self, client_id: str | None) -> None:
        with self._guard:
            for known in [client_id] if client_id else list(self._standings):
                self._standings.pop(known, None)

    def identifiers(self, client_id: str) -> dict[int, tuple[Identifier, ...]]:
        """Return what was hidden, by session number, with offsets into the original notes."""
        history = self.history(client_id)
        return {note.session: note.body.identifiers for note in history.notes()}

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
        self._forget(client_id)
        if self._checkpoints_path.exists():
            asyncio.run(self._assistant.forget(client_id))

    def _forget(self, client_id: str) -> None:
        with self._guard:
            for cache in (self._histories, self._charts, self._standings):
                cache.pop(client_id, None)

    # asking --------------------------------------------------------------------------------------------

    async def ask(
        self, question: str, *, client_id: str, thread_id: str
    ) -> AsyncGenerator[Step | RenderedAnswer]:
        """Answer a question about one client: steps as they happen, then the answer."""
        history, chart, assessment = await asyncio.to_thread(self._known, client_id)
        events = self._assistant.ask(
            question, history=history, chart=chart, assessment=assessment, thread_id=thread_id
        )
        async with aclosing(events):  # a caller may stop reading early
            async for event in events:
                yield self._remarked(event, client_id)

    def _known(self, client_id: str) -> tuple[History, Chart, Assessment]:
        with self._guard:  # all three of one moment, an import in between or not
            return self.history(client_id), self.chart(client_id), self.assessment(client_id)

    def _remarked(self, event: Step | RenderedAnswer, client_id: str) -> Step | RenderedAnswer:
        """An answer says which corrections it was given under."""
        from agent.records import RenderedAnswer

        if not isinstance(event, RenderedAnswer):
            return event
        return replace(event, notices=(*event.notices, *notices(self.standing(client_id).log)))

    @property
    def checkpoints(self) -> Checkpoints:
        """Where conversations, and the work on documents, stand."""
        from agent.checkpoints import Checkpoints

        return Checkpoints(self._checkpoints_path, self._checkpoint_cipher.key)

    @cached_property
    def _assistant(self) -> Assistant:
        from agent.assistant import Assistant

        return Assistant(self.checkpoints, phrasing_of(self.settings))

    def warm(self) -> threading.Thread:
        """Begin to load what the first question needs, in a thread of its own; returns that thread."""
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
