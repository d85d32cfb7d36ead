"""Ending sessions that nobody uses (45 CFR 164.312(a)(2)(iii)).

A session is known by the digest of its cookie. What is kept is in memory only: after a restart a cookie
counts from the moment it was issued.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class IdleClock:
    """When each session was last used."""

    def __init__(self, limit_seconds: float, now: Callable[[], float] = time.time) -> None:
        self._limit = limit_seconds
        self._now = now
        self._last: dict[str, float] = {}
        self._ended: set[str] = set()
        self._lock = threading.Lock()

    def alive(self, session: str, issued_at: float) -> bool:
        """Whether the session was used, or issued, within the limit and not signed out."""
        with self._lock:
            if session in self._ended:
                return False
            return self._now() - self._last.get(session, issued_at) <= self._limit

    def touch(self, session: str) -> None:
        """The session is being used."""
        with self._lock:
            self._last[session] = self._now()

    def end(self, session: str) -> None:
        """The session was signed out; its cookie opens nothing any more."""
        with self._lock:
            self._ended.add(session)
            self._last.pop(session, None)
