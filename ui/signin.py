"""Signing in: a name, a password, and a pause after several wrong ones."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable

from ui.accounts import Account, Accounts

ATTEMPTS = 5
"""Wrong passwords for one name before it has to wait."""
PAUSE_SECONDS = 300.0


class Throttle:
    """Counts wrong passwords per name, in memory; a name waits out its pause whether or not it exists."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._failures: dict[str, list[float]] = defaultdict(list)
        self._lock = threading.Lock()

    def waits(self, name: str) -> bool:
        """Whether this name must wait."""
        with self._lock:
            return len(self._recent(name)) >= ATTEMPTS

    def failed(self, name: str) -> None:
        """Count one wrong password."""
        with self._lock:
            self._recent(name).append(self._now())

    def succeeded(self, name: str) -> None:
        """Forget what was counted."""
        with self._lock:
            self._failures.pop(name.casefold(), None)

    def _recent(self, name: str) -> list[float]:
        key, oldest = name.casefold(), self._now() - PAUSE_SECONDS
        self._failures[key] = [moment for moment in self._failures[key] if moment > oldest]
        return self._failures[key]


def sign_in(accounts: Accounts, throttle: Throttle, name: str, password: str) -> Account | None:
    """The account, or None when the name must wait or name and password do not belong together."""
    if throttle.waits(name):
        return None
    account = accounts.check(name, password)
    if account is None:
        throttle.failed(name)
    else:
        throttle.succeeded(name)
    return account
