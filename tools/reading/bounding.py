"""A session's state is bounded by its findings: a serious one that nothing contradicts is not overruled.

The note as a whole may suggest a milder state than the sentences that document a domain. On held-out writers
the bound moves 82 of 8000 beliefs and leaves the share of right states as it was (.658); it is there because
a clinician cannot be told "partly" where all that the note says is "out of school for seven weeks".
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tools.reading.features import Floats
from tools.reading.labels import DOMAINS
from tools.reading.sentence import SentenceBeliefs
from tools.records import Assertion, Direction, Domain, Level, Observation, Source, Topic

SERIOUS = 0.6
"""Least belief that a sentence says "impaired"; of 614 held-out sessions with nothing else, 90 % are."""
NOW = (Assertion.PRESENT, Assertion.ABSENT)


def floors(beliefs: Sequence[SentenceBeliefs], observations: Sequence[Observation]) -> dict[Domain, float]:
    """Return, for each domain whose findings all say "impaired" and surely so, how surely the surest does.

    For risk one such finding is enough: it is judged by its worst evidence.

    Findings that are past, feared, another person's or pasted do not count; a finding of any other level, or
    one that says it is getting better, is a contrary one.
    """
    by_passage = {b.passage.id: b for b in beliefs}
    found = {}
    for k, domain in enumerate(DOMAINS):
        own = [o for o in observations if _counts(o, domain)]
        grave = [o for o in own if _grave(o)]
        if not grave or (len(grave) < len(own) and domain is not Domain.RISK):
            continue
        surest = max(float(by_passage[_passage(o)].domains[k, 0]) for o in grave)
        if surest >= SERIOUS:
            found[domain] = surest
    return found


def bounded(state: Floats, floor: float) -> Floats:
    """Return beliefs (impaired, partly, well, not documented) with at least `floor` in impaired."""
    if state[0] >= floor:
        return state
    rest: Floats = state * np.float32((1 - floor) / (1 - float(state[0])))
    rest[0] = floor
    return rest


def _counts(one: Observation, domain: Domain) -> bool:
    own = one.topic is Topic.FINDING and domain in one.domains and one.of_client
    return own and one.assertion in NOW and one.source is not Source.COLLATERAL


def _grave(one: Observation) -> bool:
    present = one.assertion is Assertion.PRESENT and one.direction is not Direction.BETTER
    return present and one.level is Level.IMPAIRED


def _passage(one: Observation) -> str:
    return one.id.rsplit(":", 1)[0]
