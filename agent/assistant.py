"""Questions in, steps and one answer out: what chat, command line and batch all call."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from functools import partial
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from agent.checkpoints import Checkpoints, thread_key
from agent.context import Context
from agent.gathering.lexicon import Lexicon
from agent.gathering.sources import Sources
from agent.outbound import Check
from agent.records import RenderedAnswer, Sentence, Step
from agent.state import NEW_TURN
from agent.watched import watched
from retrieval.errors import LeakError

if TYPE_CHECKING:
    from agent.phrasing import Phrasing
    from retrieval.history import History
    from tools.records import Assessment, Chart


log = logging.getLogger("agent.assistant")


def _gate(context: Context) -> Check:
    from retrieval.deid import assert_clean

    return partial(assert_clean, identity=context.history.identity)


class Assistant:
    """Answers questions about one client at a time; one per process, safe for concurrent questions."""

    def __init__(self, checkpoints: Checkpoints, phrasing: Phrasing | None = None) -> None:
        """Take a place for conversations and, if a model is set, a way to phrase with it."""
        self._checkpoints, self._phrasing = checkpoints, phrasing
        self._lexicons: WeakKeyDictionary[History, Lexicon] = WeakKeyDictionary()

    async def ask(
        self, question: str, *, history: History, chart: Chart, assessment: Assessment, thread_id: str
    ) -> AsyncGenerator[Step | RenderedAnswer]:
        """Answer one question: what is looked at as it happens, then the answer.

        See `stream` for its parts.
        """
        parts = self._answer(question, history, chart, assessment, thread_id=thread_id, sentences=False)
        async with aclosing(parts):
            async for part in parts:
                if not isinstance(part, Sentence):
                    yield part

    async def stream(
        self, question: str, *, history: History, chart: Chart, assessment: Assessment, thread_id: str
    ) -> AsyncGenerator[Step | Sentence | RenderedAnswer]:
        """Answer one question, with the verified sentences of a model while it writes.

        The answer at the end is the whole and replaces the sentences: where the model broke off, it is the
        built-in writer's. Closing the stream ends the model's call.
        """
        parts = self._answer(question, history, chart, assessment, thread_id=thread_id, sentences=True)
        async with aclosing(parts):
            async for part in parts:
                yield part

    async def _answer(
        self,
        question: str,
        history: History,
        chart: Chart,
        assessment: Assessment,
        *,
        thread_id: str,
        sentences: bool,
    ) -> AsyncGenerator[Step | Sentence | RenderedAnswer]:
        """Run the graph for one question.

        Args:
            question: As typed.
            history: The one client that the question is about.
            chart: What was read from her notes.
            assessment: What the outcome tools make of it.
            thread_id: The conversation; follow-ups under the same id are understood as such.
            sentences: Whether a model's sentences are wanted while it writes.
        """
        lexicon = await asyncio.to_thread(self._lexicon, history)
        sources = Sources(history=history, chart=chart, assessment=assessment, lexicon=lexicon)
        context = Context(question=question, sources=sources, phrasing=self._phrasing, streamed=sentences)
        config = {"configurable": {"thread_id": thread_key(history.client_id, thread_id)}}
        events: asyncio.Queue[Step | Sentence | RenderedAnswer | None] = asyncio.Queue()
        # In a task of its own: a caller may stop reading, and LangGraph's stream cannot be closed early.
        running = asyncio.create_task(self._run(config, context, events))
        try:
            while (event := await events.get()) is not None:
                yield event
            await running
        finally:
            running.cancel()
            await asyncio.wait([running])

    async def _run(
        self, config: Any, context: Context, events: asyncio.Queue[Step | Sentence | RenderedAnswer | None]
    ) -> None:
        from agent.graph import kept_by

        answered = False
        try:
            async with self._checkpoints.open(_gate(context)) as saver:
                async for event in kept_by(saver).astream(
                    NEW_TURN, config, context=context, stream_mode="custom", durability="exit"
                ):
                    answered = answered or isinstance(event, RenderedAnswer)
                    events.put_nowait(event)
        except LeakError:
            if not answered:
                raise
            log.warning("The gate found an identifier in a conversation; the turn was answered and not kept.")
        finally:
            events.put_nowait(None)

    async def forget(self, client_id: str, thread_id: str | None = None) -> None:
        """Remove one conversation of a client, or all of them."""
        if thread_id is None:
            await self._checkpoints.forget_client(client_id)
        else:
            await self._checkpoints.forget_thread(client_id, thread_id)

    def _lexicon(self, history: History) -> Lexicon:
        watched.add(history.client_id, history.identity)
        if history not in self._lexicons:
            self._lexicons[history] = Lexicon.of(history)
        return self._lexicons[history]
