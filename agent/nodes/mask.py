"""Take names out of the question; from here on it holds surrogates."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from langgraph.runtime import Runtime

from agent.context import Context
from agent.state import State
from agent.understanding.screening import LONGEST

if TYPE_CHECKING:
    from retrieval.history import History


async def mask(state: State, runtime: Runtime[Context]) -> State:
    """Mask the question and withhold what the gate would not let pass. What was too long is not kept."""
    del state
    question = runtime.context.question
    if len(question) > LONGEST:
        return {"question": ""}
    return {"question": await asyncio.to_thread(_clean, question, runtime.context.history)}


def _clean(question: str, history: History) -> str:
    from retrieval.deid.gate import blot

    return blot(history.mask(question), history.identity)
