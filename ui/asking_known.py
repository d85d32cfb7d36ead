"""Questions about the clients of a practice: the assistant over what is known of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from agent.settings import Settings
from ui.findings_words import notices
from ui.known_clients import KnownClients
from ui.phrasing_choice import phrasing_of

if TYPE_CHECKING:
    from agent.assistant import Assistant
    from agent.checkpoints import Checkpoints
    from agent.records import RenderedAnswer, Sentence, Step


class Asking:
    """The assistant of a practice, made when first used."""

    def __init__(self, settings: Settings, known: KnownClients, *, path: Path, key: bytes) -> None:
        """Take what is known; conversations stand in the file at `path`, sealed with `key`."""
        self._settings, self._known, self._path, self._key = settings, known, path, key

    @property
    def checkpoints(self) -> Checkpoints:
        """Where conversations, and the work on documents, stand."""
        from agent.checkpoints import Checkpoints

        return Checkpoints(self._path, self._key)

    @cached_property
    def _assistant(self) -> Assistant:
        from agent.assistant import Assistant

        return Assistant(self.checkpoints, phrasing_of(self._settings))

    async def stream(
        self, question: str, *, client_id: str, thread_id: str
    ) -> AsyncGenerator[Step | Sentence | RenderedAnswer]:
        """Answer a question; see `ui.practice.Practice.stream`."""
        from agent.records import RenderedAnswer

        history, chart, assessment = await asyncio.to_thread(self._known.of_one_moment, client_id)
        events = self._assistant.stream(
            question, history=history, chart=chart, assessment=assessment, thread_id=thread_id
        )
        async with aclosing(events):  # a caller may stop reading early
            async for event in events:
                if isinstance(event, RenderedAnswer):  # it says which corrections it was given under
                    log = self._known.standing(client_id).log
                    yield replace(event, notices=(*event.notices, *notices(log)))
                else:
                    yield event

    async def forget(self, client_id: str, thread_id: str | None = None) -> None:
        """Remove one conversation of a client from memory, or all of them, if there is any."""
        if self._path.exists():
            await self._assistant.forget(client_id, thread_id)
