"""What gathering may look at: one client's record and what the tools made of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from agent.gathering.lexicon import Lexicon

if TYPE_CHECKING:
    from retrieval.history import History
    from tools.records import Assessment, Chart, Observation


@dataclass(frozen=True)
class Sources:
    """One client's history, chart and assessment."""

    history: History
    chart: Chart
    assessment: Assessment
    lexicon: Lexicon

    @cached_property
    def observations(self) -> tuple[Observation, ...]:
        """All observations of the chart, in order."""
        return tuple(o for session in self.chart.sessions for o in session.reading.observations)

    @cached_property
    def attended(self) -> tuple[int, ...]:
        """Numbers of the sessions at which the client was there, in order."""
        return tuple(s.session for s in self.chart.sessions if s.attended)
