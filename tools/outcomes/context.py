"""What was going on in life, and which gains or losses it stands beside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import resources

from retrieval.records import Evidence
from tools.outcomes.timeline import Timeline
from tools.records import Assertion, Observation, Topic

SURE_ENOUGH = 0.5
MOST_EVENTS = 15
"""A life context longer than this is not read."""
TOLD_AGAIN = 20
"""An event is looked for among so many listed before it."""
SAME_EVENT = 0.6
"""Two descriptions that share this much of the shorter one's words are of the same event."""


def life_context(timeline: Timeline) -> tuple[Observation, ...]:
    """Life events worth listing, in order of date: sure enough, each once, the surest of many."""
    kept: list[tuple[Observation, frozenset[str]]] = []
    for event in _events(timeline, 0, len(timeline.sessions)):
        words = _words(event)
        if not any(_same(words, earlier) for _, earlier in kept[-TOLD_AGAIN:]):
            kept.append((event, words))
    surest = sorted((event for event, _ in kept), key=lambda o: -o.certainty)[:MOST_EVENTS]
    return tuple(event for event, _ in kept if event in surest)


def events_near(timeline: Timeline, position: int) -> tuple[Evidence, ...]:
    """Life events told in the session at a position or in the last one before it that says anything."""
    start = next((i for i in range(position - 1, -1, -1) if timeline.says[i]), position)
    return tuple(o.evidence for o in _events(timeline, start, position + 1))


def is_passing(evidence: Sequence[Evidence]) -> bool:
    """Whether any of these words tell of a circumstance that ends by itself, such as a holiday or a leave."""
    return any(_passing().search(e.quote) for e in evidence)


@cache
def _passing() -> re.Pattern[str]:
    text = resources.files("tools.outcomes").joinpath("passing_circumstances.txt").read_text(encoding="utf-8")
    cues = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return re.compile(rf"\b(?:{'|'.join(cues)})\b", re.IGNORECASE)


def _events(timeline: Timeline, start: int, stop: int) -> list[Observation]:
    return [
        o
        for session in timeline.sessions[start:stop]
        for o in sorted(session.reading.observations, key=lambda o: (o.evidence.start, o.id))
        if o.topic is Topic.LIFE_EVENT and o.assertion is Assertion.PRESENT and o.certainty >= SURE_ENOUGH
    ]


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and len(one & other) >= SAME_EVENT * min(len(one), len(other))


def _words(event: Observation) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"\w+", event.evidence.quote.lower()) if len(w) > 3)
