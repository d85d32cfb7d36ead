"""What a tool may see: one client's record. It comes from the session, never from the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from retrieval.history import History
    from tools.records import Assessment, Chart


class ToolContext(Protocol):
    """The one client that a conversation is about."""

    @property
    def history(self) -> History:
        """Her notes."""

    @property
    def chart(self) -> Chart:
        """What was read in them."""

    @property
    def assessment(self) -> Assessment:
        """What follows from it."""
