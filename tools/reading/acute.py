"""Whether a sentence tells of danger now: ideation with a plan, an attempt, self-harm that was done.

Charts with such sentences are few, so what is learnt from them is unsure; and nothing costs a clinician more
than a plan that is read as a passing thought. The words are data: `tables/acute_risk.tsv`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import numpy as np

from tools.reading.assertion import governed, reaches
from tools.reading.labels import DOMAINS, FLAGS
from tools.reading.sentence import SentenceBeliefs
from tools.reading.vocabularies import table
from tools.records import Domain

NOT_NOW = frozenset(("absent", "past", "hypothetical", "experiencer", "quoted"))
"""Cues under which the words tell of no danger to the client now."""
TRUST, DOCUMENTS = 0.85, 0.9
"""Weight of the words against what was learnt, and least belief that they document risk."""
ELSEWHERE = 0.4
"""Least belief that a sentence speaks of somebody else, of long ago, of what is feared, or is pasted."""
GRAVE = np.array((0.95, 0.05, 0.0), dtype=np.float32)
RISK = DOMAINS.index(Domain.RISK)


def in_danger(text: str) -> bool:
    """Return whether a sentence tells of danger to the client now."""
    return any(
        NOT_NOW.isdisjoint(governed(reaches(text), *match.span()))
        for pattern in _patterns()
        for match in pattern.finditer(text)
    )


def with_danger(beliefs: SentenceBeliefs) -> SentenceBeliefs:
    """Return what is believed of a sentence once words of danger count as well."""
    elsewhere = max(beliefs.flags[flag] for flag in FLAGS)
    if elsewhere >= ELSEWHERE or not in_danger(beliefs.passage.text):
        return beliefs
    block = beliefs.domains.copy()
    documented = max(float(1 - block[RISK, -1]), DOCUMENTS)
    levels = block[RISK, :-1] / max(float(block[RISK, :-1].sum()), 1e-9)
    block[RISK, :-1] = ((1 - TRUST) * levels + TRUST * GRAVE) * documented
    block[RISK, -1] = 1 - documented
    return replace(beliefs, domains=block)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    rows = table("acute_risk.tsv")
    return tuple(re.compile(body.replace(" ", r"[\s-]+"), re.IGNORECASE) for (body,) in rows)
