"""From uncertain session states to possible courses: which sequences of states do the notes allow?

The reader says of every session how likely each state is. One session misread would turn a verdict, so
the course is decoded as a whole: a hidden Markov model (Rabiner 1989) weighs each session by how the state of
a domain tends to move, and courses are drawn from its posterior (forward filtering, backward sampling,
Scott 2002) with a fixed seed. The rules are then applied to every drawn course.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tools.outcomes.course_model import Array, CourseModel
from tools.records import StateBelief

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


def draw_courses(beliefs: Sequence[StateBelief | None], model: CourseModel) -> Levels:
    """Draw possible courses of one domain.

    Args:
        beliefs: One a session, in order; None where the reader says nothing.
        model: How states tend to move.

    Returns:
        (DRAWS, sessions) of 0, 1, 2 or SILENT; the same input gives the same courses.
    """
    courses = np.full((DRAWS, len(beliefs)), SILENT, dtype=np.int8)
    heard = [i for i, belief in enumerate(beliefs) if belief and belief.not_documented < MUTE]
    if heard:
        table = np.array([_row(beliefs[i]) for i in heard])
        courses[:, heard] = _sample(table, model)
    return courses


def _row(belief: StateBelief | None) -> tuple[float, float, float, float]:
    assert belief is not None  # noqa: S101  (filtered by the caller)
    return belief.impaired, belief.partly, belief.well, belief.not_documented


def _sample(table: Array, model: CourseModel) -> Levels:
    """Draw states from the last session back to the first, then which sessions document them."""
    # p(note | state) is proportional to p(state | note) / p(state); a silent note fits every state alike
    expected = model.share**PRIOR_SHARE
    heard = table[:, :3].sum(axis=1, keepdims=True)
    spoken = table[:, :3] / expected
    spoken *= heard / (spoken @ model.share)[:, None]
    likelihood = spoken + table[:, 3:]
    forward = _filter(likelihood, model)
    uniform = np.random.default_rng(SEED).random((len(table), 2, DRAWS))
    drawn = np.empty((DRAWS, len(table)), dtype=np.int8)
    weights = np.broadcast_to(forward[-1], (DRAWS, 3))
    for t in range(len(table) - 1, -1, -1):
        drawn[:, t] = _choose(weights, uniform[t, 0])
        if t:
            weights = forward[t - 1] * model.steps[:, drawn[:, t]].T
    at = np.arange(len(table)), drawn.astype(np.intp)
    documented = spoken[at] / likelihood[at]
    drawn[documented <= uniform[:, 1].T] = SILENT
    return drawn


def _filter(likelihood: Array, model: CourseModel) -> Array:
    """(sessions, 3) probability of each state given all notes up to that session."""
    forward = np.empty_like(likelihood)
    ahead = model.start
    for t, row in enumerate(likelihood):
        weighed = ahead * row
        forward[t] = weighed / weighed.sum()
        ahead = forward[t] @ model.steps
    return forward


def _choose(weights: Array, uniform: Array) -> Levels:
    """One state a draw, in proportion to its weight."""
    edges = np.cumsum(weights, axis=1)
    above: Levels = (uniform[:, None] * edges[:, 2:] >= edges[:, :2]).sum(axis=1, dtype=np.int8)
    return above
