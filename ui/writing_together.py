"""Parts of conversations that are written in rounds: what comes while one round is written makes the next.

A question brings some twenty parts, and several people ask at once. A transaction of its own for each cost
more than the answers did.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from ui.conversation_records import Part
from ui.errors import NotYoursError

Outcome = tuple[NotYoursError | None, ...]
"""For each part of a round, why it was refused."""


class PartsWriter:
    """Writes parts in the order in which they come. Belongs to one event loop."""

    def __init__(self, write: Callable[[Sequence[Part]], Awaitable[Outcome]]) -> None:
        """Take what writes one round."""
        self._write = write
        self._parts: list[Part] = []
        self._round: asyncio.Task[Outcome] | None = None
        self._one_at_a_time = asyncio.Lock()

    async def put(self, part: Part) -> None:
        """Write a part with the others of its round; returns when it is written.

        Raises:
            NotYoursError: it was refused. The others of its round are written all the same.
        """
        at = len(self._parts)
        self._parts.append(part)
        if self._round is None:
            self._round = asyncio.create_task(self._next())
        # Whoever stops waiting, as a stopped answer does, must not take the others' parts along.
        error = (await asyncio.shield(self._round))[at]
        if error is not None:
            raise error

    async def handed_over(self) -> None:
        """Wait until all that has come so far is with whoever writes it."""
        if self._round is not None:
            await asyncio.wait([self._round])

    async def _next(self) -> Outcome:
        async with self._one_at_a_time:
            parts, self._parts, self._round = self._parts, [], None
            return await self._write(parts)
