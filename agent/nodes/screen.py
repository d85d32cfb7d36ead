"""Turn away what is not a question about the record."""

from __future__ import annotations

from langgraph.runtime import Runtime

from agent.context import Context
from agent.state import State
from agent.understanding.screening import screen as refusal_of


def screen(state: State, runtime: Runtime[Context]) -> State:
    """Decide on the question as typed whether it is taken up."""
    del state
    refusal = refusal_of(runtime.context.question)
    return {"refusal": refusal.value if refusal else ""}
