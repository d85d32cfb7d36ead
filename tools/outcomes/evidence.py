"""Which words carry a verdict, and which speak against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from retrieval.records import Evidence
from tools.outcomes.courses import WELL, Course
from tools.outcomes.judging import Finding
from tools.outcomes.timeline import Timeline
from tools.records import Assertion, Change, ChartSession, Direction, Domain, Level, Observation, Topic

LEVELS = (Level.IMPAIRED, Level.PARTLY, Level.WELL)
NOW = (Assertion.PRESENT, Assertion.ABSENT)
FEWEST_WORDS, MOST_WORDS = 4, 40
"""A quote of fewer words says too little alone; a longer one is not read."""
MOST_AGAINST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """A session that a verdict rests on, its part in it, and the words found there."""

    role: str
    position: int
    """Place in the timeline."""
    observation: Observation | None


def carriers(finding: Finding, course: Course, timeline: Timeline, domain: Domain) -> tuple[Carrier, ...]:
    """The sessions that make the verdict, each with its best words; one entry a session."""
    recurring = Counter(o.indicator for s in timeline.sessions for o in findings(s, domain) if o.indicator)
    chosen: dict[int, str] = {}
    for role, index in _roles(finding, course):
        chosen.setdefault(index, role)
    return tuple(
        Carrier(
            role=role,
            position=course.positions[index],
            observation=best_words(
                timeline.sessions[course.positions[index]], domain, course.levels[index], recurring
            ),
        )
        for index, role in sorted(chosen.items())
    )


def _roles(finding: Finding, course: Course) -> Iterable[tuple[str, int]]:
    last = len(course.levels) - 1
    if last < 0:
        return
    yield "baseline", 0
    yield "latest", last
    if finding.onset is None:
        yield "between", (last + 1) // 2
        yield "between", last - 1 if last > 2 else last
        return
    yield "turn", finding.onset
    if finding.onset > 1:
        yield "before the turn", finding.onset - 1
    for run in finding.returns[:2]:
        yield "return to baseline", run.first
    if finding.change is Change.IMPROVED:
        after = finding.returns[-1].last + 1 if finding.returns else (finding.onset + last + 1) // 2
        yield "held", min(after, last)
    else:
        yield "best", max(range(finding.onset, last + 1), key=lambda i: (course.levels[i], i))


def best_words(
    session: ChartSession, domain: Domain, level: int, recurring: Mapping[str, int]
) -> Observation | None:
    """The finding of a session that says most clearly what the state of a domain was.

    Args:
        session: Where to look.
        domain: What it must be about.
        level: The decoded state, 0 to 2.
        recurring: How often each indicator occurs in the chart; what recurs can be compared.
    """
    found = [o for o in findings(session, domain) if o.level is not None]
    return max(found, key=lambda o: _fitness(o, level, recurring), default=None)


def findings(session: ChartSession, domain: Domain) -> list[Observation]:
    """What a session says of the client, now, in one domain."""
    return [
        o
        for o in session.reading.observations
        if o.topic is Topic.FINDING and domain in o.domains and o.of_client and o.assertion in NOW
    ]


def _fitness(
    observation: Observation, level: int, recurring: Mapping[str, int]
) -> tuple[int, bool, float, int, int, str]:
    """Agreement with the state, readable length, certainty, comparability, few domains; ids break ties."""
    assert observation.level is not None  # noqa: S101  (filtered by the caller)
    return (
        -abs(LEVELS.index(observation.level) - level),
        len(observation.evidence.quote.split()) >= FEWEST_WORDS,
        round(observation.certainty, 1),
        recurring.get(observation.indicator, 0),
        -len(observation.domains),
        observation.id,
    )


def against(finding: Finding, course: Course, timeline: Timeline, domain: Domain) -> tuple[Evidence, ...]:
    """Words that speak against a verdict, newest first, one a session.

    Trouble after a gain; signs of gain where none is judged; trouble where all is judged well as before.
    """
    if not course.levels:
        return ()
    still_well = course.baseline == WELL and finding.change is Change.UNCHANGED
    hopeful = finding.change is Change.IMPROVED or still_well
    contrary, turned = (Level.IMPAIRED, Direction.WORSE) if hopeful else (Level.WELL, Direction.BETTER)
    first = finding.onset if finding.onset is not None else min(1, len(course.levels) - 1)
    found: list[Evidence] = []
    for session in reversed(timeline.sessions[course.positions[first] :]):
        said = [o for o in findings(session, domain) if o.level is contrary or o.direction is turned]
        if said:
            found.append(quotable(max(said, key=lambda o: (o.certainty, o.id)).evidence))
    return tuple(found[:MOST_AGAINST])


def quotes(carried: Sequence[Carrier]) -> tuple[Evidence, ...]:
    """The words of the carriers, each of a length that is read."""
    return tuple(quotable(c.observation.evidence) for c in carried if c.observation)


def quotable(evidence: Evidence) -> Evidence:
    """The first words of a long passage; what is left stays verbatim and its offsets stay true."""
    words = evidence.quote.split()
    if len(words) <= MOST_WORDS:
        return evidence
    end = 0
    for word in words[:MOST_WORDS]:
        end = evidence.quote.index(word, end) + len(word)
    return replace(evidence, quote=evidence.quote[:end], end=evidence.start + end)
