"""What the notes say of one topic from first to last: the sentences that carry a change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agent.gathering.answer_types import NUMBER
from agent.gathering.excerpts import excerpt, fit
from agent.gathering.matching import Match, match
from agent.gathering.sources import Sources
from agent.records import Finding, Role, Understanding
from agent.understanding.tables import topic_rows
from agent.understanding.wording import ring, stems, weak
from retrieval.records import Evidence
from tools.records import Observation, Source, Topic

EARLY = 2
"""Attended sessions at the start that stand for baseline."""
LATE = 3
"""Attended sessions at the end that stand for now."""
HEARD, ALIKE = 0.3, 0.42
"""Coverage, or else likeness of meaning, that a sentence needs to be about the topic."""
FIGURES = 0.1
"""Bonus for a sentence with a figure: "four nights" tells then from now better than "bad"."""


def topic_stems(understanding: Understanding) -> frozenset[str]:
    """Return the stems that name the topic: the question's own words and those of the topic's row."""
    own = {term for term in understanding.terms if term not in weak()}
    rows = (row.stems for row in topic_rows() if row.topic == understanding.topic)
    return frozenset(own.union(*rows))


def first_and_last(understanding: Understanding, sources: Sources) -> tuple[Finding, ...]:
    """Return what an early session says on a question's topic, what lies between, what a late one says."""
    told = on_topic(understanding, sources)
    early, late = sources.attended[:EARLY], sources.attended[-LATE:]
    wanted = frozenset(t for t in understanding.terms if t not in weak())
    wanted |= {word for term in wanted for word in ring(term)}
    found = [
        _read(Role.BASELINE, _telling(told, early, wanted), sources),
        _searched(Role.BASELINE, understanding, sources, early),
        _searched(Role.BETWEEN, understanding, sources, sources.attended[EARLY:-1]),
        _searched(Role.LATEST, understanding, sources, late),
        _read(Role.LATEST, _telling(told, late, wanted, last=True), sources),
    ]
    apart: list[Finding] = []
    for item in found:
        if item and not any(_overlap(item.evidence, kept.evidence) for kept in apart):
            apart.append(item)
    return tuple(sorted(apart, key=lambda f: f.evidence.session))


def _telling(
    told: Sequence[Observation], sessions: Sequence[int], wanted: frozenset[str], *, last: bool = False
) -> Observation | None:
    """The most telling observation of those sessions: outermost, on the words in question, with a figure."""
    inside = [o for o in told if o.evidence.session in sessions]
    if not inside:
        return None
    edge = (max if last else min)(o.evidence.session for o in inside)
    at_edge = [o for o in inside if o.evidence.session == edge]
    return max(
        at_edge,
        key=lambda o: (
            len(wanted & set(stems(o.evidence.quote))) + bool(NUMBER.search(o.evidence.quote)),
            -o.evidence.start,
        ),
    )


def _read(role: Role, observation: Observation | None, sources: Sources) -> Finding | None:
    """The whole sentence of an observation: its words alone may leave out how often."""
    if observation is None:
        return None
    row = next(
        (
            p
            for p in sources.history.passages(observation.evidence.note_id)
            if p.start <= observation.evidence.start < p.end
        ),
        None,
    )
    if row is None:
        return as_finding(role, observation, sources)
    return Finding(role=role, evidence=excerpt(sources.history, row, stems(observation.evidence.quote)))


def _searched(
    role: Role, understanding: Understanding, sources: Sources, sessions: Sequence[int]
) -> Finding | None:
    terms = tuple(t for t in understanding.terms if t not in weak()) or understanding.terms
    best = _best(terms, understanding, sources, sessions, last=role is Role.LATEST)
    if best is None and role is Role.LATEST:
        best = _best(terms, understanding, sources, sources.attended[EARLY:], last=True)
    return (
        None
        if best is None
        else Finding(role=role, evidence=excerpt(sources.history, best.passage, best.matched))
    )


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.note_id == other.note_id and one.start < other.end and other.start < one.end


def on_topic(understanding: Understanding, sources: Sources) -> tuple[Observation, ...]:
    """Return the findings about the client whose indicator or words are on the topic, in order."""
    wanted = topic_stems(understanding)
    return tuple(
        o
        for o in sources.observations
        if o.topic is Topic.FINDING
        and o.of_client
        and o.level is not None
        and (not understanding.domains or set(o.domains) & set(understanding.domains))
        and (not wanted or wanted & set(stems(f"{o.indicator} {o.evidence.quote}")))
    )


def as_finding(role: Role, observation: Observation, sources: Sources) -> Finding:
    """Return an observation as a finding, labelled with who said it unless the client did."""
    said_by = "" if observation.source is Source.REPORT else observation.source.value
    return Finding(role=role, evidence=fit(sources.history, observation.evidence), label=said_by)


def _best(
    terms: Sequence[str],
    understanding: Understanding,
    sources: Sources,
    sessions: Sequence[int],
    *,
    last: bool = False,
) -> Match | None:
    if not sessions:
        return None
    matches = match(terms, understanding.question, sources.history, sources.lexicon, only=set(sessions))
    heard = [m for m in matches if (m.own >= HEARD and m.held) or m.cosine >= ALIKE]
    heard.sort(key=lambda m: -(m.score + FIGURES * bool(NUMBER.search(m.passage.text))))
    if not heard:
        return None
    if last:  # of those that say it nearly as well, the latest says how it is now
        return max(heard[:4], key=lambda m: (m.score >= 0.75 * heard[0].score, m.passage.session, m.score))
    return heard[0]


def apart(findings: Iterable[Finding]) -> list[Finding]:
    """Drop findings whose words overlap with an earlier one's."""
    kept: list[Finding] = []
    for item in findings:
        if not any(item.evidence.overlaps(other.evidence) for other in kept):
            kept.append(item)
    return kept
