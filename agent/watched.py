"""Whose names the log of this process must not hold: the clients that were asked about since it started."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retrieval.deid import ClientIdentity

MOST = 256
"""Clients remembered, the latest asked about."""


class Watched:
    """The identities that log lines and error messages are checked against. Thread-safe."""

    def __init__(self) -> None:
        self._identities: OrderedDict[str, ClientIdentity] = OrderedDict()
        self._lock = threading.Lock()

    def add(self, client_id: str, identity: ClientIdentity) -> None:
        """Watch for a client's names, as her notes now give them."""
        with self._lock:
            self._identities[client_id] = identity
            self._identities.move_to_end(client_id)
            while len(self._identities) > MOST:
                self._identities.popitem(last=False)

    def clean(self, text: str) -> bool:
        """Whether a text holds no name of anybody watched, and no contact detail, number or date."""
        from retrieval.deid.gate import NOBODY, leaks

        with self._lock:
            identities = (NOBODY, *self._identities.values())
        return not any(leaks(text, identity) for identity in identities)


watched = Watched()
"""The one of this process: its log is one, too."""
