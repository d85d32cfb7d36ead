"""What gathering may look at: one client's record and what the tools made of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from agent.gathering.lexicon import Lexicon

if TYPE_CHECKING:
    from retrieval.history import History
    from retrieval.records import Passage
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

    @cached_property
    def sentences(self) -> dict[int, tuple[Passage, ...]]:
        """The sentences of each session, in order."""
        found: dict[int, list[Passage]] = {}
        for passage in self.lexicon.passages:
            found.setdefault(passage.session, []).append(passage)
        return {number: tuple(group) for number, group in found.items()}

    def seen_in(self, passage: Passage) -> tuple[Observation, ...]:
        """The observations that a sentence carries."""
        return tuple(
            o
            for o in self._by_note.get(passage.note_id, ())
            if o.evidence.start < passage.end and passage.start < o.evidence.end
        )

    @cached_property
    def _by_note(self) -> dict[str, list[Observation]]:
        found: dict[str, list[Observation]] = {}
        for observation in self.observations:
            found.setdefault(observation.evidence.note_id, []).append(observation)
        return found
