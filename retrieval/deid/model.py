"""A linear model over candidates: nothing, a person, a place or an organisation.

Multinomial logistic regression. Its weights, in `tables/weights.tsv`, were fitted on annotated fictional
charts by many writers, each also in lower case; they hold cues and word-list memberships, never a name.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from retrieval.deid.lexicon import lines

CLASSES = ("NONE", "NAME", "LOCATION", "ORG")


@dataclass(frozen=True, slots=True)
class Belief:
    """How likely a candidate is each of the four. They sum to one."""

    none: float
    name: float
    location: float
    organisation: float


def judge(features: Sequence[str], weights: Mapping[str, tuple[float, ...]] | None = None) -> Belief:
    """What the model makes of a candidate with these features; unknown features say nothing."""
    table = weights if weights is not None else fitted()
    sums = [0.0, 0.0, 0.0, 0.0]
    for feature in features:
        for index, weight in enumerate(table.get(feature, ())):
            sums[index] += weight
    top = max(sums)
    shares = [math.exp(value - top) for value in sums]
    total = sum(shares)
    return Belief(*(share / total for share in shares))


@cache
def fitted() -> dict[str, tuple[float, ...]]:
    """Feature -> its weight for each class."""
    rows = (line.split("\t") for line in lines("weights.tsv"))
    return {feature: tuple(float(weight) for weight in weights) for feature, *weights in rows}
