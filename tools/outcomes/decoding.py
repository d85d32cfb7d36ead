"""From uncertain session states to possible courses: which sequences of states do the notes allow?

The reader says of every session how likely each state is. One session misread would turn a verdict, so
the course is decoded as a whole: a hidden Markov model (Rabiner 1989) weighs each session by how the state of
a domain tends to move, and courses are drawn from its posterior (forward filtering, backward sampling,
Scott 2002) with a fixed seed. The rules are then applied to every drawn course.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tools.outcomes.course_tables import Array, CourseModel
from tools.records import Domain, StateBelief

SILENT = -1
"""Stands for "not documented" in a drawn course; 0, 1, 2 are impaired, partly, well."""
DRAWS = 200
"""Courses drawn; a probability of .7 is then known to within about .03."""
SEED = 19910201
PRIOR_SHARE = 0.5
"""How far the reader's own expectation is taken out of its beliefs before the chain's is put in: 0 not
at all, 1 wholly, as if reader and chain knew nothing of each other. Chosen with writers held out."""
MUTE = 0.95
"""A session that is this likely not to document the domain carries no weight."""

Levels = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class _Heard:
    """The sessions of one domain that carry weight. Arrays have one row a session."""

    places: list[int]
    spoken: Array
    """(n, 3) likelihood of each state, times the belief that the session documents the domain."""
    silent: Array
    """(n, 1) belief that it does not; a silent note fits every state alike."""


def draw_courses(
    beliefs: Mapping[Domain, Sequence[StateBelief | None]], models: Mapping[Domain, CourseModel]
) -> dict[Domain, Levels]:
    """Draw possible courses of every domain; domains are drawn independently, and at once only for speed.

    Args:
        beliefs: One a session, in order; None where the reader says nothing.
        models: How states tend to move.

    Returns:
        For each domain (DRAWS, sessions) of 0, 1, 2 or SILENT; the same input gives the same courses.
    """
    heard = {domain: _heard(beliefs[domain], models[domain]) for domain in beliefs}
    speaking = [domain for domain in beliefs if heard[domain].places]
    drawn = {d: np.full((DRAWS, len(beliefs[d])), SILENT, dtype=np.int8) for d in beliefs}
    if speaking:
        found = _sample([heard[d] for d in speaking], [models[d] for d in speaking])
        for domain, levels in zip(speaking, found, strict=True):
            drawn[domain][:, heard[domain].places] = levels
    return drawn


def _heard(beliefs: Sequence[StateBelief | None], model: CourseModel) -> _Heard:
    places = [i for i, b in enumerate(beliefs) if b and b.not_documented < MUTE]
    rows = [
        (b.impaired, b.partly, b.well, b.not_documented) for b in beliefs if b and b.not_documented < MUTE
    ]
    table = np.array(rows).reshape(-1, 4)
    # p(note | state) is proportional to p(state | note) / p(state)
    spoken = table[:, :3] / model.share**PRIOR_SHARE
    spoken *= table[:, :3].sum(axis=1, keepdims=True) / (spoken @ model.share)[:, None]
    return _Heard(places, spoken, table[:, 3:])


def _sample(heard: Sequence[_Heard], models: Sequence[CourseModel]) -> list[Levels]:
    """Draw states from the last session back to the first, then which sessions document them.

    Domains are aligned at their last sessions; the steps before a domain's first session are drawn and left.
    """
    longest = max(len(h.places) for h in heard)
    skipped = np.array([longest - len(h.places) for h in heard])
    likelihood = np.ones((longest, len(heard), 3))
    for k, one in enumerate(heard):
        likelihood[skipped[k] :, k] = one.spoken + one.silent
    start, steps = np.stack([m.start for m in models]), np.stack([m.steps for m in models])
    forward = _filter(likelihood, start, steps, skipped)
    uniform = np.random.default_rng(SEED).random((longest, 2, DRAWS))
    drawn = np.empty((longest, len(heard), DRAWS), dtype=np.intp)
    weights = np.broadcast_to(forward[-1][:, None], (len(heard), DRAWS, 3))
    which = np.arange(len(heard))[:, None]
    into = steps.transpose(0, 2, 1)
    for t in range(longest - 1, -1, -1):
        drawn[t] = _choose(weights, uniform[np.maximum(t - skipped, 0), 0])
        if t:
            weights = forward[t - 1][:, None] * into[which, drawn[t]]
    return [_documented(one, drawn[skipped[k] :, k], uniform[:, 1]) for k, one in enumerate(heard)]


def _filter(likelihood: Array, start: Array, steps: Array, skipped: npt.NDArray[np.intp]) -> Array:
    """(sessions, domains, 3) probability of each state given all notes up to that session."""
    forward = np.empty_like(likelihood)
    ahead = start
    for t, row in enumerate(likelihood):
        weighed = ahead * row
        forward[t] = weighed / weighed.sum(axis=1, keepdims=True)
        moved = (forward[t][:, None] @ steps)[:, 0]
        ahead = np.where((t + 1 > skipped)[:, None], moved, start)
    return forward


def _choose(weights: Array, uniform: Array) -> npt.NDArray[np.intp]:
    """One state a draw, in proportion to its weight."""
    first = weights[..., 0]
    second = first + weights[..., 1]
    at = uniform * (second + weights[..., 2])
    above: npt.NDArray[np.intp] = (at >= first).astype(np.intp) + (at >= second)
    return above


def _documented(one: _Heard, drawn: npt.NDArray[np.intp], uniform: Array) -> Levels:
    """(draws, sessions): the states drawn, silent where the session is drawn not to document the domain."""
    at = np.arange(len(drawn))[:, None], drawn
    share = one.spoken[at] / (one.spoken + one.silent)[at]
    levels: Levels = np.where(share <= uniform[: len(drawn)], SILENT, drawn).astype(np.int8)
    return levels.T
