"""From what the heads believe of a sentence to observations, with assertion, experiencer, source and quote.

Thresholds were chosen on held-out writers for the best F1 of each head. The cues of ConText and NegEx are
features of the heads; denial, which no head was trained for, is told by the cues alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from retrieval.records import Evidence, Note, NoteKind
from tools.reading.assertion import governed, reaches
from tools.reading.frequency import times_a_week
from tools.reading.labels import DIRECTIONS, DOMAINS, FLAGS, LEVELS, TOPICS
from tools.reading.quoting import carrying
from tools.reading.sentence import SentenceBeliefs
from tools.reading.topic_cues import lifted, says
from tools.reading.vocabularies import named
from tools.records import Assertion, Direction, Domain, Level, Observation, Source, Topic

FINDING = 0.4
"""Least belief that a sentence documents a domain."""
FLAGGED_FINDING = 0.45
"""Least belief in a finding where it is past, feared or another's."""
OTHER_TOPICS = {
    Topic.LIFE_EVENT: 0.12,
    Topic.INTERVENTION: 0.2,
    Topic.GOAL: 0.1,
    Topic.MEDICATION: 0.15,
    Topic.ALLIANCE: 0.05,
}
BESIDE_FINDING = {Topic.LIFE_EVENT: 0.15, Topic.ALLIANCE: 0.2}
"""Least belief in a topic whose words stand in a sentence that also documents a domain."""
DIRECTION = 0.15
FLAG = 0.16
INSTRUMENT = re.compile(
    r"\b(?:PHQ|GAD|PCL|BDI|OQ|CORE|Y-?BOCS|HAM|WSAS|ORS|MADRS|EPDS|ISI|AUDIT)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Said:
    """What holds for a whole sentence, whichever domain it documents."""

    flags: frozenset[str]
    direction: Direction | None
    source: Source
    frequency: float | None


def observe(note: Note, beliefs: SentenceBeliefs) -> list[Observation]:
    """Return the observations of one sentence, findings first."""
    said = _said(note, beliefs)
    found = [_finding(note, beliefs, said, k) for k in _documented(beliefs, said)]
    topic, belief = _other_topic(beliefs)
    if topic is not None and (not found or _stands_beside(beliefs.passage.text, topic, belief)):
        found.append(_plain(note, beliefs, said, topic, belief))
    return found


def _said(note: Note, beliefs: SentenceBeliefs) -> Said:
    text = beliefs.passage.text
    flags = frozenset(f for f in FLAGS if beliefs.flags[f] >= FLAG)
    turn = int(np.argmax(beliefs.directions[:-1]))
    stated = beliefs.directions[turn] >= DIRECTION
    return Said(
        flags,
        DIRECTIONS[turn] if stated else None,
        _source(note, beliefs, flags),
        times_a_week(text),
    )


def _documented(beliefs: SentenceBeliefs, said: Said) -> list[int]:
    """Return the domains that a sentence documents; for a flagged finding, the one its words belong to."""
    share = 1 - beliefs.domains[:, -1]
    if said.flags and beliefs.topics[0] >= FLAGGED_FINDING:
        own = [DOMAINS.index(i.domain) for i, _ in named(beliefs.passage.text)]
        return [max(own, key=share.__getitem__, default=int(np.argmax(share)))]
    return [k for k in range(len(DOMAINS)) if share[k] >= FINDING]


def _finding(note: Note, beliefs: SentenceBeliefs, said: Said, k: int) -> Observation:
    domain = DOMAINS[k]
    levels = beliefs.domains[k, :-1]
    level = LEVELS[int(np.argmax(levels))]
    about, focus = _about(beliefs.passage.text, domain)
    return Observation(
        id=f"{beliefs.passage.id}:{domain.value}",
        topic=Topic.FINDING,
        evidence=_evidence(note, beliefs, focus),
        domains=(domain,),
        level=level,
        direction=said.direction,
        assertion=_assertion(beliefs.passage.text, said, level, focus),
        of_client="other_person" not in said.flags,
        source=Source.OBSERVATION
        if domain is Domain.PRESENTATION and said.source is Source.REPORT
        else said.source,
        indicator=about,
        frequency=said.frequency,
        certainty=round(float(beliefs.topics[0] if said.flags else 1 - beliefs.domains[k, -1]), 4),
    )


def _plain(note: Note, beliefs: SentenceBeliefs, said: Said, topic: Topic, belief: float) -> Observation:
    return Observation(
        id=f"{beliefs.passage.id}:{topic.value}",
        topic=topic,
        evidence=_evidence(note, beliefs, None),
        assertion=_time(said),
        of_client="other_person" not in said.flags,
        source=said.source,
        indicator=topic.value.replace("_", " "),
        certainty=round(belief, 4),
    )


def _other_topic(beliefs: SentenceBeliefs) -> tuple[Topic | None, float]:
    text = beliefs.passage.text
    likely = [
        (lifted(text, t, float(beliefs.topics[TOPICS.index(t)]), least), t)
        for t, least in OTHER_TOPICS.items()
    ]
    belief, topic = max(likely, key=lambda pair: pair[0] / OTHER_TOPICS[pair[1]])
    return (topic, belief) if belief >= OTHER_TOPICS[topic] else (None, 0.0)


def _stands_beside(text: str, topic: Topic, belief: float) -> bool:
    return topic in BESIDE_FINDING and belief >= BESIDE_FINDING[topic] and says(text, topic)


def _about(text: str, domain: Domain) -> tuple[str, tuple[int, int] | None]:
    """Return what a finding is about, and where the sentence names it: the domain's own terms first."""
    found = named(text)
    if not found:
        return "", None
    indicator, span = min(found, key=lambda hit: (hit[0].domain is not domain, hit[1][0]))
    return indicator.name, span


def _assertion(text: str, said: Said, level: Level, focus: tuple[int, int] | None) -> Assertion:
    timed = _time(said)
    if timed is not Assertion.PRESENT or focus is None or level is Level.IMPAIRED:
        return timed
    return Assertion.ABSENT if "absent" in governed(reaches(text), *focus) else Assertion.PRESENT


def _time(said: Said) -> Assertion:
    if "past" in said.flags:
        return Assertion.PAST
    return Assertion.HYPOTHETICAL if "hypothetical" in said.flags else Assertion.PRESENT


def _source(note: Note, beliefs: SentenceBeliefs, flags: frozenset[str]) -> Source:
    if "third_party_text" in flags or note.kind is NoteKind.COLLATERAL:
        return Source.COLLATERAL
    if INSTRUMENT.search(beliefs.passage.text):
        return Source.INSTRUMENT
    return Source.OBSERVATION if beliefs.section == "O" else Source.REPORT


def _evidence(note: Note, beliefs: SentenceBeliefs, focus: tuple[int, int] | None) -> Evidence:
    passage = beliefs.passage
    at = None if focus is None else (passage.start + focus[0], passage.start + focus[1])
    start, end = carrying(note.text, passage.start, passage.end, at)
    return Evidence(note_id=note.id, session=note.session, start=start, end=end, quote=note.text[start:end])
