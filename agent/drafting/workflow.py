"""Drafting over many turns: each call goes on where the last one stopped, in this process or another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from agent.checkpoints import Checkpoints, thread_key
from agent.drafting.desk import Author, Decision, DocumentDesk
from agent.drafting.keeping import kept
from agent.errors import AgentError
from tools.documents.records import DocumentKind, Purpose

if TYPE_CHECKING:
    from retrieval.deid import ClientIdentity

THREAD = "document:"
"""Before a document's id, in the caller's name for its thread; what is stored of it is a digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a document stands."""

    document_id: str
    stage: str
    """outline, review, signed or left."""


class Workflow:
    """The work on the documents of one client."""

    def __init__(
        self,
        checkpoints: Checkpoints,
        desk: DocumentDesk,
        *,
        client_id: str,
        identity: ClientIdentity,
        author: Author,
    ) -> None:
        self._checkpoints, self._desk, self._author = checkpoints, desk, author
        self._client_id, self._identity = client_id, identity

    async def begin(
        self, document_id: str, kind: DocumentKind, purpose: Purpose, *, part2: bool = False
    ) -> Standing:
        """Start: stops with the outline."""
        start = {
            "id": document_id,
            "kind": kind.value,
            "purpose": purpose.value,
            "part2": part2,
            "stage": "outline",
        }
        return await self._run(document_id, start)

    async def go(self, document_id: str, *, draft: bool = True) -> Standing:
        """Answer to the outline: draft it, or leave it."""
        return await self._resume(document_id, "outline", draft)

    async def decide(self, document_id: str, *decisions: Decision) -> Standing:
        """Decide on sentences: all of them, or none if one cannot be done."""
        return await self._resume(document_id, "review", {"do": "mark"}, decisions)

    async def redraft(self, document_id: str, section: str = "") -> Standing:
        """Draft a section, or all, anew."""
        return await self._resume(document_id, "review", {"do": "redraft", "section": section})

    async def sign(self, document_id: str) -> Standing:
        """Sign it."""
        return await self._resume(document_id, "review", {"do": "sign"})

    async def standing(self, document_id: str) -> Standing:
        """Where it stands.

        Raises:
            AgentError: nothing was begun under this id.
        """
        async with kept(self._checkpoints, self._check()) as saver:
            state = await _compiled(saver).aget_state(self._config(document_id))
        if not state.values:
            raise AgentError("No document was begun under this id. Start with /discharge or /supervision.")
        return _standing(document_id, state)

    async def _resume(
        self, document_id: str, expected: str, answer: object, decisions: tuple[Decision, ...] = ()
    ) -> Standing:
        from langgraph.types import Command

        at = await self.standing(document_id)
        if at.stage != expected:
            raise AgentError(f"The document stands at {at.stage!r}; this belongs to {expected!r}.")
        return await self._run(document_id, Command(resume=answer), decisions)

    async def _run(self, document_id: str, given: Any, decisions: tuple[Decision, ...] = ()) -> Standing:
        from agent.drafting.graph import At

        context = At(desk=self._desk, author=self._author, decisions=decisions)
        async with kept(self._checkpoints, self._check()) as saver:
            graph, config = _compiled(saver), self._config(document_id)
            await graph.ainvoke(given, config, context=context)
            standing = _standing(document_id, await graph.aget_state(config))
        if context.trouble:
            raise context.trouble[0]
        return standing

    def _config(self, document_id: str) -> dict[str, Any]:
        return {"configurable": {"thread_id": thread_key(self._client_id, f"{THREAD}{document_id}")}}

    def _check(self) -> Any:
        from retrieval.deid import assert_clean

        return partial(assert_clean, identity=self._identity)


def _compiled(saver: Any) -> Any:
    from agent.drafting.graph import builder

    return builder().compile(checkpointer=saver)


def _standing(document_id: str, state: Any) -> Standing:
    asked = [i.value["stage"] for task in state.tasks for i in task.interrupts]
    return Standing(document_id=document_id, stage=asked[0] if asked else state.values.get("stage", ""))
