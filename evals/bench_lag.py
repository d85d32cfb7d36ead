"""How late an event loop comes to what is due: the longest time that anything kept it."""

from __future__ import annotations

import asyncio
import time

EVERY = 0.005
"""Seconds between two looks."""


class LagWatch:
    """Looks from within the running loop until it is left; use as a context."""

    def __init__(self) -> None:
        self.worst_ms = 0.0
        """The longest delay seen, in milliseconds of wall-clock time."""

    def __enter__(self) -> LagWatch:
        self._task = asyncio.create_task(self._look())
        return self

    def __exit__(self, *_: object) -> None:
        self._note(time.perf_counter())
        self._task.cancel()

    async def _look(self) -> None:
        while True:
            self._due = time.perf_counter() + EVERY
            await asyncio.sleep(EVERY)
            self._note(time.perf_counter())

    _due = float("inf")

    def _note(self, now: float) -> None:
        self.worst_ms = max(self.worst_ms, 1000 * (now - self._due))
