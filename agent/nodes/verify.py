"""Keep only what the evidence and the tools bear out."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from langgraph.runtime import Runtime

from agent.citations import people_told, sessions_told
from agent.citations import verify as check
from agent.context import Context
from agent.plain import from_plain, to_plain
from agent.records import Answer, Gathered, Understanding
from agent.state import State


async def verify(state: State, runtime: Runtime[Context]) -> State:
    """Check every claim against the notes as they are now."""
    answer = from_plain(Answer, state["answer"])
    if state.get("refusal"):
        return {"answer": state["answer"]}
    understanding = from_plain(Understanding, state["understanding"])
    checked = await asyncio.to_thread(
        check,
        answer,
        understanding,
        from_plain(Gathered, state["gathered"]),
        lambda note_id: runtime.context.history.note(note_id).text,
    )
    told = replace(understanding, told_sessions=sessions_told(checked), told_people=people_told(checked))
    return {"answer": to_plain(checked), "understanding": to_plain(told)}
