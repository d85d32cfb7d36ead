"""What rides along with one question and is never checkpointed: raw words, names, live objects."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.gathering.sources import Sources

if TYPE_CHECKING:
    from agent.phrasing import Phrasing
    from retrieval.history import History
    from tools.records import Assessment, Chart


@dataclass(frozen=True, kw_only=True)
class Context:
    """One question about one client. Fits `tools.tool_context.ToolContext`."""

    question: str = field(repr=False)
    """As typed, names and all."""
    sources: Sources = field(repr=False)
    """The client's history, chart and assessment."""
    phrasing: Phrasing | None = None
    """How a language model phrases answers; None for the built-in writer."""

    streamed: bool = False
    """Whether somebody reads a model's sentences while it writes; else its replies are fetched whole."""

    @property
    def history(self) -> History:
        """The client's notes."""
        return self.sources.history

    @property
    def chart(self) -> Chart:
        """What was read in them."""
        return self.sources.chart

    @property
    def assessment(self) -> Assessment:
        """What follows from that."""
        return self.sources.assessment
