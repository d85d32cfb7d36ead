"""Put names, dates and the original words back, for the therapist's eyes only."""

from __future__ import annotations

import asyncio

from langgraph.runtime import Runtime

from agent.context import Context
from agent.plain import from_plain
from agent.records import Answer, Gathered
from agent.rendering import render
from agent.sides import sides
from agent.state import State


async def restore(state: State, runtime: Runtime[Context]) -> State:
    """Send the readable answer down the stream; nothing of it is kept in the state."""
    answer = from_plain(Answer, state["answer"])
    known = sides(from_plain(Gathered, state["gathered"])) if state.get("gathered") else {}
    runtime.stream_writer(await asyncio.to_thread(render, answer, runtime.context.history, known))
    return {}
