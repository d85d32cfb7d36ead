"""When a gain began, in the light of when the other domains gained.

Gains of one client begin near each other: in annotated charts nine of ten in function within two sessions of
those in symptoms. Where the notes leave the onset of one domain open, the courses whose gain begins where the
others suggest weigh more (`onset_gaps.tsv`). How probable each verdict is stays as it was: moving weight
between verdicts as well found one more in a hundred, and half as many again wrongly called lasting.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from tools.outcomes.course_tables import WIDEST, Array, CourseTables
from tools.outcomes.possible import Possible
from tools.records import Change, Domain

COUPLING = 1.0
"""How much the other domains count. With writers held out, .865 of onsets are within two sessions without,
.885 with 1 or 1.5, .875 with 3."""


def coupled(possible: Mapping[Domain, Possible], tables: CourseTables) -> dict[Domain, Possible]:
    """Weigh the courses of each verdict on a gain by their onsets; all others keep their shares."""
    begun = {domain: _begun(one) for domain, one in possible.items()}
    return {domain: _weighed(domain, one, begun, tables) for domain, one in possible.items()}


def _begun(possible: Possible) -> Array:
    """(sessions,) how probable it is that a gain that stands at the end began in each session."""
    found = np.zeros(possible.rows.shape[1])
    gained = _gained(possible)
    np.add.at(found, possible.onsets[gained], possible.shares[gained])
    return found


def _gained(possible: Possible) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.array([change is Change.IMPROVED for change, _ in possible.labels])


def _weighed(
    domain: Domain, possible: Possible, begun: Mapping[Domain, Array], tables: CourseTables
) -> Possible:
    gained = _gained(possible)
    if not gained.any():
        return possible
    support = sum(
        (np.log(1 - other.sum() + _beside(other, tables.gaps[domain, name]))
         for name, other in begun.items() if name is not domain),
        start=np.zeros(possible.rows.shape[1]),
    )  # fmt: skip
    weight = np.where(gained, np.exp(COUPLING * support)[possible.onsets], 1.0)
    shares = possible.shares * weight
    for label in set(possible.labels):
        own = np.array([one == label for one in possible.labels])
        shares[own] *= possible.shares[own].sum() / shares[own].sum()
    return replace(possible, shares=shares)


def _beside(other: Array, ratios: Array) -> Array:
    """(sessions,) what an onset in each session gains from the onsets of another domain, in linear time."""
    size = len(other)
    near = np.correlate(np.pad(other, WIDEST - 1), ratios[1:-1], mode="valid")
    up_to = np.concatenate([[0.0], np.cumsum(other)])
    places = np.arange(size)
    before = up_to[np.maximum(places - WIDEST + 1, 0)]
    after = up_to[-1] - up_to[np.minimum(places + WIDEST, size)]
    return np.asarray(near + ratios[0] * before + ratios[-1] * after, dtype=np.float64)
