"""Collect what the record holds for the question."""

from __future__ import annotations

import asyncio

from langgraph.runtime import Runtime

from agent.context import Context
from agent.gathering.gather import STEPS
from agent.gathering.gather import gather as gather_for
from agent.plain import from_plain, to_plain
from agent.records import Step, Understanding
from agent.state import State


async def gather(state: State, runtime: Runtime[Context]) -> State:
    """Say what is being looked at, then look."""
    understanding = from_plain(Understanding, state["understanding"])
    runtime.stream_writer(Step(name="gather", text=STEPS[understanding.kind]))
    gathered = await asyncio.to_thread(gather_for, understanding, runtime.context.sources)
    return {"gathered": to_plain(gathered)}
