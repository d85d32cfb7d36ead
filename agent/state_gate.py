"""The gate on conversations at rest: a state is looked at before it is sealed.

Encryption would hide a name that should not be there. So every text of a state passes the check in clear;
what is not clean, or not plain data that can be looked at, is not written, and the turn is not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from agent.errors import CheckpointError
from agent.outbound import Check, Piece, texts

if TYPE_CHECKING:
    from langgraph.checkpoint.serde.base import SerializerProtocol
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

VALUES = "channel_values"
"""The part of a checkpoint that our nodes wrote; the rest are LangGraph's times, versions and marks."""

FIGURES_AND_JOINTS = re.compile(r"[\d:]+")

PLACE = ("thread_id", "checkpoint_ns", "checkpoint_id")
"""What says where a state is kept, in clear."""

PLAIN = (str, int, float, bool, Mapping, list, tuple, set, frozenset, BaseException, type(None))


def nothing_may_be_kept(text: str, *, vouched: bool) -> None:
    """Check for a store that was opened to read or to delete.

    Raises:
        CheckpointError: always.
    """
    raise CheckpointError("This store of conversations was opened without a gate; nothing can be written.")


def check_state(state: object, check: Check) -> None:
    """Check every text of what is about to be kept.

    Raises:
        CheckpointError: it holds something that cannot be looked at.
    """
    for piece in dict.fromkeys(_pieces(state)):  # records repeat their keys and kinds many times over
        check(piece.text, vouched=piece.vouched)


def gated(connection: Any, serializer: SerializerProtocol, check: Check) -> AsyncSqliteSaver:
    """Return LangGraph's store in SQLite with the gate before the serializer and before its metadata."""
    from langgraph.checkpoint.base import get_checkpoint_metadata
    from langgraph.checkpoint.serde.base import SerializerProtocol
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

    class Gated(SerializerProtocol):
        """Checks what is to be sealed."""

        def dumps_typed(self, obj: Any) -> tuple[str, bytes]:
            check_state(obj, check)
            return serializer.dumps_typed(obj)

        def loads_typed(self, data: tuple[str, bytes]) -> Any:
            return serializer.loads_typed(data)

    class GatedSaver(AsyncSqliteSaver):
        """Checks what lies in clear beside the sealed states."""

        def with_allowlist(self, extra_allowlist: Any) -> Any:
            """Stay as it is: the library would put a serializer without our gate and seal in its place."""
            del extra_allowlist
            return self

        async def aput(self, config: Any, checkpoint: Any, metadata: Any, new_versions: Any) -> Any:
            beside = [_place(config), get_checkpoint_metadata(config, metadata)]
            check_state(_marks(beside), check)
            return await super().aput(config, checkpoint, metadata, new_versions)

        async def aput_writes(self, config: Any, writes: Any, task_id: str, task_path: str = "") -> None:
            check_state(_marks([_place(config), [channel for channel, _ in writes]]), check)
            await super().aput_writes(config, writes, task_id, task_path)

    return GatedSaver(connection, serde=Gated())


def _place(config: Mapping[str, Any]) -> list[str]:
    return [str(value) for key, value in config["configurable"].items() if key in PLACE]


def _pieces(state: object) -> Iterator[Piece]:
    _only_plain(state)
    if isinstance(state, Mapping) and VALUES in state:
        yield from (piece for name, value in state[VALUES].items() for piece in texts(value, name))
        beside = {key: value for key, value in state.items() if key != VALUES}
        yield from texts(_marks([beside, *state[VALUES]]))
    else:
        yield from texts(repr(state) if isinstance(state, BaseException) else state)


def _marks(value: object) -> object:
    """Times, versions, ids and channels as words: their figures and joints would look like identifiers."""
    if isinstance(value, Mapping):
        return {_marks(key): _marks(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_marks(item) for item in value]
    return FIGURES_AND_JOINTS.sub(" ", value) if isinstance(value, str) else value


def _only_plain(value: object) -> None:
    if not isinstance(value, PLAIN):
        raise CheckpointError(
            f"Expected plain data to keep, got {type(value).__name__}. Nothing was written."
        )
    if isinstance(value, Mapping):
        for key, item in value.items():
            _only_plain(key)
            _only_plain(item)
    elif isinstance(value, list | tuple | set | frozenset):
        for item in value:
            _only_plain(item)
