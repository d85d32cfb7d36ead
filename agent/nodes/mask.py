"""Take names out of the question; from here on it holds surrogates."""

from __future__ import annotations

import asyncio

from langgraph.runtime import Runtime

from agent.context import Context
from agent.gathering.sources import Sources
from agent.naming import clean_question
from agent.state import State
from agent.understanding.screening import LONGEST


async def mask(state: State, runtime: Runtime[Context]) -> State:
    """Mask the question and withhold what the gate would not let pass. What was too long is not kept."""
    del state
    question = runtime.context.question
    if len(question) > LONGEST:
        return {"question": ""}
    return {"question": await asyncio.to_thread(_clean, question, runtime.context.sources)}


def _clean(question: str, sources: Sources) -> str:
    from retrieval.deid.gate import blot

    masked = clean_question(question, sources.history, sources.lexicon.words)
    return blot(masked, sources.history.identity)
