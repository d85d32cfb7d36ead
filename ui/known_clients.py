"""What is known of each client: record, chart, what follows. Made once and kept until it changes."""

from __future__ import annotations

import threading
from collections.abc import Callable

from retrieval.history import History
from retrieval.store import Store
from tools.outcomes import Thresholds
from tools.records import Assessment, Chart
from ui.findings_desk import FindingsDesk, Standing


class KnownClients:
    """Keeps records, charts and assessments by client id. Thread-safe."""

    def __init__(
        self,
        store: Store,
        *,
        open_history: Callable[[str], History],
        read: Callable[[History], Chart],
        thresholds: Thresholds,
    ) -> None:
        """Begin with nothing.

        Args:
            store: knows which clients there are, and holds the corrections.
            open_history: opens the record of a client.
            read: reads a record into a chart.
            thresholds: the limits where nobody set others.
        """
        self._store, self._open, self._read = store, open_history, read
        self._guard = threading.RLock()
        self._histories: dict[str, History] = {}
        self._charts: dict[str, Chart] = {}
        self._standings: dict[str, Standing] = {}
        self.findings = FindingsDesk(
            store, read=self._chart_as_read, thresholds=thresholds, changed=self._corrected
        )

    def history(self, client_id: str) -> History:
        """The record of a client.

        Raises:
            UnknownClientError: there is no such client.
        """
        with self._guard:
            if client_id not in self._histories:
                self._store.client(client_id)  # raises for an unknown one
                self._histories[client_id] = self._open(client_id)
            return self._histories[client_id]

    def standing(self, client_id: str) -> Standing:
        """What is in force for a client, beside what was read and computed."""
        with self._guard:
            if client_id not in self._standings:
                self._standings[client_id] = self.findings.standing(client_id)
            return self._standings[client_id]

    def of_one_moment(self, client_id: str) -> tuple[History, Chart, Assessment]:
        """Record, chart and assessment that belong together, an import in between or not."""
        with self._guard:
            standing = self.standing(client_id)
            return self.history(client_id), standing.chart, standing.both.corrected

    def keep_chart(self, client_id: str, chart: Chart) -> None:
        """Keep a chart that somebody else has read."""
        with self._guard:
            self._charts[client_id] = chart

    def forget(self, client_id: str) -> None:
        """Drop what is known of a client whose notes have changed."""
        with self._guard:
            for cache in (self._histories, self._charts, self._standings):
                cache.pop(client_id, None)

    def _chart_as_read(self, client_id: str) -> Chart:
        with self._guard:
            if client_id not in self._charts:
                self._charts[client_id] = self._read(self.history(client_id))
            return self._charts[client_id]

    def _corrected(self, client_id: str | None) -> None:
        with self._guard:
            for known in [client_id] if client_id else list(self._standings):
                self._standings.pop(known, None)
