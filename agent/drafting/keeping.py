"""LangGraph's interrupts as plain data, so that they pass the gate on what is kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from agent.checkpoints import Checkpoints
from agent.outbound import Check

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver

MARK = "interrupted"
"""Tells a stored interrupt from other plain data."""


@asynccontextmanager
async def kept(checkpoints: Checkpoints, check: Check) -> AsyncIterator[BaseCheckpointSaver[Any]]:
    """Open the store of conversations for a workflow that stops to ask."""
    async with checkpoints.open(check) as saver:
        saver.serde = _plainly(saver.serde)
        yield saver


def _plainly(inner: Any) -> Any:
    from langgraph.checkpoint.serde.base import SerializerProtocol
    from langgraph.types import Interrupt

    class Plainly(SerializerProtocol):
        """Writes an interrupt as its id and value; hands everything else on.

        The form stays the inner one: whoever reads the store without this finds plain data.
        """

        def dumps_typed(self, obj: Any) -> tuple[str, bytes]:
            if isinstance(obj, list | tuple) and obj and all(isinstance(i, Interrupt) for i in obj):
                obj = [{MARK: True, "id": i.id, "value": i.value} for i in obj]
            return inner.dumps_typed(obj)  # type: ignore[no-any-return]

        def loads_typed(self, data: tuple[str, bytes]) -> Any:
            plain = inner.loads_typed(data)
            if isinstance(plain, list) and plain and all(isinstance(i, dict) and MARK in i for i in plain):
                return tuple(Interrupt(value=item["value"], id=item["id"]) for item in plain)
            return plain

    return Plainly()
