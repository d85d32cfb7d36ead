"""The conversation as a graph.

screen ─► mask ─► understand ─► gather ─► compose ─► verify ─► restore
            └──────────── declined ──────────┘
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from agent.context import Context
from agent.nodes.compose import compose
from agent.nodes.gather import gather
from agent.nodes.mask import mask
from agent.nodes.restore import restore
from agent.nodes.screen import screen
from agent.nodes.understand import understand
from agent.nodes.verify import verify
from agent.state import Asking, State

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver


def kept_by(saver: BaseCheckpointSaver[Any]) -> Any:
    """Return the graph as it runs, with the place where its conversations are kept."""
    return compiled().copy({"checkpointer": saver})


@cache
def compiled() -> Any:
    """Return the graph, compiled once: that takes as long as half an answer."""
    from langgraph.graph import END, START, StateGraph

    graph = StateGraph(State, context_schema=Context, input_schema=Asking)
    for node in (screen, mask, understand, gather, compose, verify, restore):
        graph.add_node(node)
    graph.add_edge(START, "screen")
    graph.add_edge("screen", "mask")
    graph.add_conditional_edges("mask", route_declined)
    graph.add_edge("understand", "gather")
    graph.add_edge("gather", "compose")
    graph.add_edge("compose", "verify")
    graph.add_edge("verify", "restore")
    graph.add_edge("restore", END)
    return graph.compile()


def route_declined(state: State) -> Literal["understand", "compose"]:
    """Go straight to the answer when the question is not taken up."""
    return "compose" if state.get("refusal") else "understand"
