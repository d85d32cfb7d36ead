"""Events as anchors of time: "after the move", "before she started Celexa", found in the notes themselves."""

from __future__ import annotations

from collections.abc import Sequence

from agent.gathering.assertion import negated, planned
from agent.gathering.lexicon import EVENTS
from agent.gathering.matching import Match, match
from agent.gathering.sources import Sources
from agent.records import TimeFrame
from agent.understanding.periods import EventTime
from agent.understanding.wording import content, stem, weak

FOUND = 0.55
"""Coverage of the words of an event that a sentence needs to tell of it."""
AS_GOOD = 0.85
"""Share of the best score that an earlier sentence needs to be the event's first telling."""
SLIPS = frozenset(stem(w) for w in "slip relapse lapse setback dip wobble crisis blip".split())
"""Words for a return towards baseline, which the outcome tools date."""


def resolve_event(time: EventTime, sources: Sources) -> TimeFrame | None:
    """Return the sessions before, after or during an event; None where no note tells of it."""
    at = session_of(time.event, sources)
    if at is None:
        return None
    numbers = sources.attended
    chosen = {
        "before": [n for n in numbers if n < at],
        "until": [n for n in numbers if n <= at],
        "while": [n for n in numbers if at <= n <= _next(numbers, at)],
    }.get(time.relation, [n for n in numbers if n >= at])
    return TimeFrame(relation=time.relation, sessions=tuple(chosen), event=time.event)


def session_of(event: str, sources: Sources) -> int | None:
    """Return the session whose note tells that the event took place, the first where several do."""
    terms = tuple(dict.fromkeys(stem(word) for word in content(event)))
    if set(terms) & SLIPS and sources.assessment.setbacks:
        return sources.assessment.setbacks[0].sessions[0]
    if not terms or set(terms) <= weak() - EVENTS:
        return None
    found = [
        m for m in match(terms, event, sources.history, sources.lexicon, event=True) if _tells(m, sources)
    ]
    found.sort(key=lambda m: -m.score)
    if not found:
        return None
    return min(m.passage.session for m in found if m.score >= AS_GOOD * found[0].score)


def _tells(candidate: Match, sources: Sources) -> bool:
    passage = candidate.passage
    return (
        candidate.own >= FOUND
        and not negated(passage.text, candidate.matched)
        and not planned(passage.text, candidate.matched, week=sources.lexicon.weeks.get(passage.note_id))
    )


def _next(numbers: Sequence[int], at: int) -> int:
    return next((n for n in numbers if n > at), at)
