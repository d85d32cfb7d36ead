"""Clients, their notes, and what was read from them: the part of a practice that needs no assistant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from retrieval.deid import Deidentifier
from retrieval.embedding import Embedder
from retrieval.history import History
from retrieval.importing import Importer, ImportLine, IndexCheck
from retrieval.index import VectorIndex
from retrieval.keeping_apart import keep_apart
from retrieval.records import Client, Identifier
from retrieval.store import Store
from tools.charting import load_chart
from tools.outcomes import Thresholds
from tools.reading import Reader
from tools.records import Assessment, Chart
from ui.findings_desk import Standing
from ui.known_clients import KnownClients

Progress = Callable[[str, int, int | None], None]
"""Hears what is being done, how many are done, and of how many (None while unknown)."""


class ClientRecords:
    """The records of a practice's clients. Thread-safe; heavy parts load when first used."""

    def __init__(self, store: Store, index: VectorIndex, *, processes: int = 1) -> None:
        """Take the truth and its index; more than one of `processes`, for imports, see `retrieval.cores`."""
        self.store, self._index, self._processes = store, index, processes
        self._embedder = Embedder()
        self._deidentifier = Deidentifier(processes=processes)
        self._reader = Reader()
        self.thresholds = Thresholds()
        self._importer = Importer(
            store=store, index=index, embedder=self._embedder, deidentifier=self._deidentifier
        )
        self._known = KnownClients(
            store,
            open_history=self._history,
            read=lambda history: load_chart(history, self._reader),
            thresholds=self.thresholds,
        )
        self.findings = self._known.findings

    # clients -----------------------------------------------------------------------------------------

    def clients(self) -> tuple[Client, ...]:
        """List the clients by name."""
        return self.store.clients()

    def find_client(self, name: str) -> Client | None:
        """Return the client of that name, whatever its case, or None."""
        wanted = " ".join(name.split()).casefold()
        return next((client for client in self.clients() if client.name.casefold() == wanted), None)

    def client(self, client_id: str) -> Client:
        """Return one client, or raise UnknownClientError."""
        return self.store.client(client_id)

    def owners(self) -> dict[str, str]:
        """Return the account id of each client's therapist, "" where none was named, by client id."""
        return self.store.owners()

    def add_client(self, name: str, pronouns: str = "", *, owner: str = "") -> Client:
        """Take on a client; `owner` is the account of her therapist."""
        return self.store.add_client(name, pronouns, owner=owner)

    # notes -------------------------------------------------------------------------------------------

    def import_path(
        self, client_id: str, path: Path, *, progress: Progress = lambda _label, _done, _total: None
    ) -> tuple[ImportLine, ...]:
        """Import a file or folder and read what is new; `progress` hears what is done, of how many."""
        lines = self._importer.import_path(
            client_id, path, progress=lambda file: progress(f"Loading {file}", 0, None)
        )
        self._known.forget(client_id)
        history = self.history(client_id)
        total = len(history.notes())
        chart = load_chart(
            history,
            self._reader,
            progress=lambda done: progress("Reading notes", done, total),
            processes=self._processes,
        )
        self._known.keep_chart(client_id, chart)
        return lines

    def keep_apart(self, client_id: str, note_id: str, *, apart: bool, author: str = "") -> bool:
        """Mark a note as a psychotherapy note, or as none; whether that changed anything."""
        changed = keep_apart(self.store, client_id, note_id, apart=apart, author=author)
        self._known.forget(client_id)
        return changed

    def verify(self, client_id: str) -> IndexCheck:
        """Compare the search index with the database."""
        return self._importer.verify(client_id)

    def rebuild(self, client_id: str) -> int:
        """Make the search index again; returns the number of passages."""
        self._known.forget(client_id)
        return self._importer.rebuild(client_id)

    # what is known of one client ---------------------------------------------------------------------

    def history(self, client_id: str) -> History:
        """Return the record of a client, as it stood after the last import."""
        return self._known.history(client_id)

    def _history(self, client_id: str) -> History:
        if not self._index.ids(client_id):  # none yet of this kind of vectors: lost, or of an earlier release
            self._importer.rebuild(client_id)
        return History(
            client_id,
            store=self.store,
            index=self._index,
            embedder=self._embedder,
            deidentifier=self._deidentifier,
        )

    def chart(self, client_id: str) -> Chart:
        """Return what was read from a client's notes, as corrected."""
        return self.standing(client_id).chart

    def assessment(self, client_id: str) -> Assessment:
        """Return what the outcome engine makes of it, under the corrections in force."""
        return self.standing(client_id).both.corrected

    def standing(self, client_id: str) -> Standing:
        """Return what is in force for a client, beside what was read and computed."""
        return self._known.standing(client_id)

    def identifiers(self, client_id: str) -> dict[int, tuple[Identifier, ...]]:
        """Return what was hidden, by session number, with offsets into the original notes."""
        history = self.history(client_id)
        return {note.session: note.body.identifiers for note in history.notes()}
