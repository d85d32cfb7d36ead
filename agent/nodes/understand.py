"""Find out what is asked for, with the question before it in mind."""

from __future__ import annotations

import asyncio

from langgraph.runtime import Runtime

from agent.context import Context
from agent.plain import from_plain, to_plain
from agent.records import Understanding
from agent.state import State
from agent.understanding import read, times


async def understand(state: State, runtime: Runtime[Context]) -> State:
    """Read the clean question; times are read from the typed one, of which only session numbers are kept."""
    understanding = await asyncio.to_thread(_understand, state, runtime.context)
    return {"understanding": to_plain(understanding)}


def _understand(state: State, context: Context) -> Understanding:
    occasions = [times.Occasion(note.session, note.date) for note in context.history.notes()]
    before = state.get("understanding")
    return read.understand(
        state["question"],
        frame=times.resolve(context.question, occasions),
        vocabulary=context.sources.lexicon.words,
        instruments={m.instrument for m in context.assessment.measures},
        before=from_plain(Understanding, before) if before else None,
    )
