"""Sudden gains in a series of scores, and whether they were reversed.

Tang TZ, DeRubeis RJ. Sudden gains and critical sessions in cognitive-behavioral therapy for depression.
J Consult Clin Psychol 1999;67(6):894-904. Computed as by the R package suddengains (Wiedemann et al. 2020,
PLoS ONE 15(3):e0230276): the third criterion takes the pooled spread without a factor for the number of
sessions, and adjusts its critical value when one score before or after is missing. Of gains so found 5 to
27 % are chance: a description, never proof.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import mean, variance

WINDOW = 3
"""Sessions looked at before and after the gain."""
SHARE = 0.25
"""Least share of the score before the gain that must be gained at once."""
REVERSED = 0.5
"""Share of the gain whose loss counts as a reversal."""
CRITICAL = {4: 2.776, 3: 3.182, 2: 4.303}
"""Two-sided 5 % of Student's t by degrees of freedom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuddenGain:
    """A fall (or, where higher is better, a rise) between two neighbouring scores."""

    position: int
    """Of the score before the gain, counted from 0."""
    before: float
    after: float
    magnitude: float
    """Points gained, positive."""
    share: float | None
    """Of the whole gain from first to last score; None where either is missing or nothing was gained."""
    reversal_at: float
    """The score that undoes half of it."""
    reversed: bool


def sudden_gains(
    scores: Sequence[float | None], *, least: float, higher_is_better: bool = False
) -> tuple[SuddenGain, ...]:
    """Find the sudden gains of one course.

    Args:
        scores: one a session, None where it is missing; missing scores hold their place.
        least: points of the first criterion, as a rule the reliable change of the instrument (7 on the BDI).
        higher_is_better: turns the scale round.
    """
    sign = -1.0 if higher_is_better else 1.0
    burden = [None if score is None else sign * score for score in scores]
    found = (_gain(burden, at, least, sign) for at in range(1, len(burden) - 2))
    return tuple(gain for gain in found if gain is not None)


def _gain(burden: list[float | None], at: int, least: float, sign: float) -> SuddenGain | None:
    before, after = burden[at], burden[at + 1]
    if before is None or after is None:
        return None
    points = before - after
    if points < least or points < SHARE * abs(before) or not _stable(burden, at):
        return None
    first, last = burden[0], burden[-1]
    whole = None if first is None or last is None else first - last
    undone = after + REVERSED * points
    later = (score for score in burden[at + 2 :] if score is not None)
    return SuddenGain(
        position=at,
        before=sign * before,
        after=sign * after,
        magnitude=points,
        share=points / whole if whole else None,
        reversal_at=sign * undone,
        reversed=any(score >= undone for score in later),
    )


def _stable(burden: list[float | None], at: int) -> bool:
    """Whether the difference stands out from the swings around it; not where fewer than two scores stand."""
    before = [s for s in burden[max(0, at - WINDOW + 1) : at + 1] if s is not None]
    after = [s for s in burden[at + 1 : at + 1 + WINDOW] if s is not None]
    if len(before) < 2 or len(after) < 2:
        return False
    freedom = len(before) + len(after) - 2
    # a window of three, whatever is missing of it: as the reference implementation weighs the two variances
    spread = sqrt((2 * variance(before) + 2 * variance(after)) / freedom)
    return mean(before) - mean(after) > CRITICAL[freedom] * spread
