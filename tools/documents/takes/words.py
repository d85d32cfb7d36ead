"""What the notes say, in their own words: by cues, by topic, by domain, and of life around therapy."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from retrieval.records import Evidence
from tools.documents.cues import When, passages_on, sessions_of, spread
from tools.documents.material import Material
from tools.documents.outlines import Take
from tools.documents.records import Sentence
from tools.documents.sentences import apart, of_passage, phrases, quote, trimmed
from tools.records import Assertion, Direction, Domain, Level, Observation, Topic

A_SESSION = 2
"""Observations of one session at most in one part."""
SURE_ENOUGH = 0.4
"""What the reader holds less likely than this is not put into a document."""


def words(material: Material, take: Take, register: str) -> tuple[Sentence, ...]:
    """Passages that a cue set finds."""
    found = passages_on(material, take.of, take.when, take.most)
    return _told((of_passage(p) for p in found), register)


def last_mention(material: Material, take: Take, register: str) -> tuple[Sentence, ...]:
    """Where the last sessions are silent: that they are, and what was said last before."""
    if take.when is not When.LATE or take.take != "words":
        return ()
    before = passages_on(material, take.of, When.LAST, 1)
    late = len(sessions_of(material, When.LATE) or ())
    template = phrases(register)["silent_late"]
    return tuple(quote(template, of_passage(p), count=late) for p in before)


def topic(material: Material, take: Take, register: str) -> tuple[Sentence, ...]:
    """What was observed of a topic: intervention, goal, medication, alliance."""
    wanted = Topic(take.of)
    return _observed((o for o in material.observations if o.topic is wanted), material, take, register)


def findings(material: Material, take: Take, register: str) -> tuple[Sentence, ...]:
    """What was found of the client, then, in a domain; denials too, plans and fears not."""
    wanted = Domain(take.of)
    found = (
        o
        for o in material.observations
        if o.topic is Topic.FINDING
        and wanted in o.domains
        and o.assertion in (Assertion.PRESENT, Assertion.ABSENT)
        and not (take.troubled and _well(o))
    )
    return _observed(found, material, take, register)


def life(material: Material, take: Take, register: str) -> tuple[Sentence, ...]:
    """What was going on in life."""
    events = [trimmed(o.evidence) for o in material.assessment.life_context if not _others(o, take)]
    return _told(spread(events, take.when, take.most), register)


def _observed(
    found: Iterable[Observation], material: Material, take: Take, register: str
) -> tuple[Sentence, ...]:
    notes = sessions_of(material, take.when)
    kept = [
        o
        for o in found
        if o.of_client
        and o.certainty >= SURE_ENOUGH
        and not _others(o, take)
        and (notes is None or o.evidence.note_id in notes)
    ]
    best: list[Observation] = []
    for _, group in groupby(kept, key=lambda o: o.evidence.note_id):
        surest = sorted(group, key=lambda o: (-o.certainty, o.id))[:A_SESSION]
        best += sorted(surest, key=lambda o: (o.evidence.start, o.id))
    return _told(spread(apart(trimmed(o.evidence) for o in best), take.when, take.most), register)


def _well(observation: Observation) -> bool:
    impaired = observation.level is Level.IMPAIRED and observation.direction is not Direction.BETTER
    return not impaired or observation.assertion is Assertion.ABSENT


def _others(observation: Observation, take: Take) -> bool:
    return bool(take.only) and observation.source.value != take.only


def _told(evidence: Iterable[Evidence], register: str) -> tuple[Sentence, ...]:
    template = phrases(register)["said"]
    return tuple(quote(template, item) for item in apart(evidence))
