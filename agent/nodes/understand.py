"""Find out what is asked for, with the question before it in mind."""

from __future__ import annotations

import asyncio

from langgraph.runtime import Runtime

from agent.asking import understand_question
from agent.context import Context
from agent.plain import from_plain, to_plain
from agent.records import Understanding
from agent.state import State


async def understand(state: State, runtime: Runtime[Context]) -> State:
    """Read the clean question; times are read from the typed one, of which only session numbers are kept."""
    understanding = await asyncio.to_thread(_understand, state, runtime.context)
    return {"understanding": to_plain(understanding)}


def _understand(state: State, context: Context) -> Understanding:
    before = state.get("understanding")
    return understand_question(
        context.question,
        state["question"],
        context.sources,
        from_plain(Understanding, before) if before else None,
    )
