"""How far two phases of a short series overlap: NAP, Tau, Tau-U, PND.

Parker RI, Vannest KJ. An improved effect size for single-case research: nonoverlap of all pairs. Behav Ther
2009;40(4):357-367. Parker RI, Vannest KJ, Davis JL, Sauber SB. Combining nonoverlap and trend for single-case
research: Tau-U. Behav Ther 2011;42(2):284-299. Scruggs TE, Mastropieri MA, Casto G. Remedial Spec Educ
1987;8(2):24-43 (PND). With three scores against three no p-value can fall below .05: none is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from tools.errors import ToolRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Description of a later phase against an earlier one; more is better on every one of them."""

    nap: float
    """Share of pairs in which the later score is better, ties a half: 0 to 1, .5 is chance."""
    tau: float
    """2 · NAP - 1: -1 to 1."""
    tau_u: float
    """Tau less the trend that the earlier phase had already; may pass beyond -1 and 1."""
    pnd: float
    """Share of later scores better than every earlier one: 0 to 1; one outlier undoes it."""
    pairs: int


def overlap(before: Sequence[float], after: Sequence[float], *, higher_is_better: bool = False) -> Overlap:
    """Compare two phases of one instrument.

    Args:
        before: scores of the earlier phase, in order; at least one.
        after: scores of the later phase, in order; at least one.
        higher_is_better: the direction of the scale.

    Raises:
        ToolRefused: a phase has no score.
    """
    if not before or not after:
        raise ToolRefused("A comparison of two phases needs a score in each. Choose phases that have one.")
    sign = 1 if higher_is_better else -1
    earlier, later = [sign * score for score in before], [sign * score for score in after]
    pairs = len(earlier) * len(later)
    gain = _balance(product(earlier, later))
    return Overlap(
        nap=(gain / pairs + 1) / 2,
        tau=gain / pairs,
        tau_u=(gain - _balance(combinations(earlier, 2))) / pairs,
        pnd=sum(score > max(earlier) for score in later) / len(later),
        pairs=pairs,
    )


def _balance(pairs: Iterable[tuple[float, float]]) -> int:
    """Pairs that rise less pairs that fall."""
    return sum((b > a) - (b < a) for a, b in pairs)
