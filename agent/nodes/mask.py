"""Take names out of the question; from here on it holds surrogates."""

from __future__ import annotations

import asyncio

from langgraph.runtime import Runtime

from agent.context import Context
from agent.state import State
from agent.understanding.screening import LONGEST


async def mask(state: State, runtime: Runtime[Context]) -> State:
    """Mask the question. What was too long to be read is not kept."""
    del state
    question = runtime.context.question
    if len(question) > LONGEST:
        return {"question": ""}
    return {"question": await asyncio.to_thread(runtime.context.history.mask, question)}
