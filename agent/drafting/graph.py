"""A document as a graph that stops to ask.

outline ─► write ─► review ─► sign
   │                 └─┘
   └─► END (not wanted)

The state says where the work stands and nothing of what it is about: the document lies in its own store.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, TypedDict

from langgraph.runtime import Runtime
from langgraph.types import Command, interrupt

from agent.drafting.desk import Author, Decision, DocumentDesk
from retrieval.errors import RetrievalError
from tools.documents.records import DocumentKind, Purpose
from tools.errors import ToolsError

FORESEEN = (ToolsError, RetrievalError)


class Drafting(TypedDict, total=False):
    """Where the work on one document stands. Written by `Workflow.begin`; `stage` by every node."""

    id: str
    kind: str
    purpose: str
    part2: bool
    stage: str


@dataclass(frozen=True, kw_only=True)
class At:
    """What rides along and is never kept: the desk, who is at it, and her words as typed."""

    desk: DocumentDesk = field(repr=False)
    author: Author = field(repr=False)
    decisions: tuple[Decision, ...] = field(default=(), repr=False)
    trouble: list[Exception] = field(default_factory=list, repr=False)
    """What a step could not do; the work stays where it was, and the caller hears of it."""


def outline(state: Drafting, runtime: Runtime[At]) -> Command[Literal["write", "__end__"]]:
    """Show the outline with its gaps, and ask whether to draft."""
    go = interrupt({"stage": "outline", "id": state["id"]})
    if not go:
        return Command(goto="__end__", update={"stage": "left"})
    return Command(goto="write", update={"stage": "writing"})


def write(state: Drafting, runtime: Runtime[At]) -> Drafting:
    """Draft the document and store it."""
    runtime.context.desk.create(
        DocumentKind(state["kind"]),
        Purpose(state["purpose"]),
        part2=state["part2"],
        document_id=state["id"],
    )
    return {"stage": "review"}


def review(state: Drafting, runtime: Runtime[At]) -> Command[Literal["review", "sign"]]:
    """Show the draft, and carry out what is decided: on a sentence, on a section, or to sign."""
    wish = interrupt({"stage": "review", "id": state["id"]})
    if wish["do"] == "sign":
        return Command(goto="sign")
    at = runtime.context
    try:
        if wish["do"] == "redraft":
            at.desk.redraft(state["id"], wish["section"])
        elif at.decisions:
            at.desk.decide(state["id"], at.author, *at.decisions)
    except FORESEEN as error:
        at.trouble.append(error)
    return Command(goto="review", update={"stage": "review"})


def sign(state: Drafting, runtime: Runtime[At]) -> Command[Literal["review", "__end__"]]:
    """Freeze it; what may not be signed goes back to review."""
    at = runtime.context
    try:
        at.desk.sign(state["id"], at.author)
    except FORESEEN as error:
        at.trouble.append(error)
        return Command(goto="review", update={"stage": "review"})
    return Command(goto="__end__", update={"stage": "signed"})


@cache
def builder() -> Any:
    """Return the graph, not yet compiled with a checkpointer."""
    from langgraph.graph import START, StateGraph

    graph = StateGraph(Drafting, context_schema=At)
    for node in (outline, write, review, sign):
        graph.add_node(node)
    graph.add_edge(START, "outline")
    graph.add_edge("write", "review")
    return graph
