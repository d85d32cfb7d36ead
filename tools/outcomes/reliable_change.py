"""Reliable and clinically significant change of a score (Jacobson & Truax 1991).

Jacobson NS, Truax P. Clinical significance: a statistical approach to defining meaningful change in
psychotherapy research. J Consult Clin Psychol 1991;59(1):12-19.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from tools.errors import ToolRefused

CRITICAL = 1.96
"""Two-sided 5 %: a change beyond it is unlikely to be measurement error."""


class ScoreChange(StrEnum):
    """What a pair of scores says. A description of two numbers, never a verdict."""

    RECOVERED = "reliably better and out of the clinical range"
    IMPROVED = "reliably better"
    UNCHANGED = "no reliable change"
    DETERIORATED = "reliably worse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Norms:
    """What a cutoff is computed from: mean and SD of people in care and of people who are well."""

    clinical_mean: float
    clinical_sd: float
    normal_mean: float
    normal_sd: float

    def cutoff_a(self) -> float:
        """Two SD of the clinical group away from its mean, towards the normal one."""
        return self.clinical_mean + self._towards_normal() * 2 * self.clinical_sd

    def cutoff_b(self) -> float:
        """Two SD of the normal group away from its mean, towards the clinical one."""
        return self.normal_mean - self._towards_normal() * 2 * self.normal_sd

    def cutoff_c(self) -> float:
        """The point from which both groups are equally likely."""
        weighed = self.clinical_sd * self.normal_mean + self.normal_sd * self.clinical_mean
        return weighed / (self.clinical_sd + self.normal_sd)

    def _towards_normal(self) -> int:
        return 1 if self.normal_mean >= self.clinical_mean else -1


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRules:
    """How change is judged on one instrument."""

    reliable_change: float
    """Points."""
    cutoff: float
    """A score on the far side of it, or on it where `cutoff_is_clinical`, lies in the clinical range."""
    higher_is_better: bool = False
    strict: bool = False
    """Jacobson & Truax ask for more than the criterion; NHS Talking Therapies for at least it."""
    cutoff_is_clinical: bool = True
    """PHQ-9 >= 10 is a case; on scales where higher is better the cutoff itself is not (ORS < 25)."""

    def __post_init__(self) -> None:
        """Refuse a criterion that every change would meet."""
        if self.reliable_change <= 0:
            raise ToolRefused(
                f"A reliable change must be a positive number of points, but is {self.reliable_change}. "
                "Correct the instrument's entry."
            )

    def in_clinical_range(self, score: float) -> bool:
        """Whether a score is on the clinical side of the cutoff."""
        if score == self.cutoff:
            return self.cutoff_is_clinical
        return (score < self.cutoff) if self.higher_is_better else (score > self.cutoff)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreVerdict:
    """A pair of scores judged; `remark` says what must be said beside it."""

    change: ScoreChange
    points_better: float
    remark: str = ""


NOT_CLINICAL = "not in the clinical range at baseline"


def standard_error_of_difference(sd: float, reliability: float) -> float:
    """S_diff: the spread of the difference of two scores of somebody who has not changed.

    Args:
        sd: Standard deviation of the scores before treatment.
        reliability: Of the instrument, 0 to below 1.

    Raises:
        ToolRefused: A figure lies outside its range.
    """
    if sd <= 0 or not 0 <= reliability < 1:
        raise ToolRefused(
            f"Expected a positive SD and a reliability from 0 to below 1, got {sd} and {reliability}. "
            "Use the figures of the instrument's manual."
        )
    return sqrt(2) * sd * sqrt(1 - reliability)


def reliable_change_index(before: float, after: float, sd: float, reliability: float) -> float:
    """RC: the change in units of S_diff; beyond ±1.96 it is reliable."""
    return (after - before) / standard_error_of_difference(sd, reliability)


def classify(before: float, after: float, rules: ScoreRules) -> ScoreVerdict:
    """Judge a first and a last score.

    Somebody who was never in the clinical range cannot recover out of it: she is at most reliably better.
    """
    better = (after - before) if rules.higher_is_better else (before - after)
    clinical = rules.in_clinical_range(before)
    remark = "" if clinical else NOT_CLINICAL
    if not _reaches(abs(better), rules):
        change = ScoreChange.UNCHANGED
    elif better < 0:
        change = ScoreChange.DETERIORATED
    elif clinical and not rules.in_clinical_range(after):
        change = ScoreChange.RECOVERED
    else:
        change = ScoreChange.IMPROVED
    return ScoreVerdict(change=change, points_better=better, remark=remark)


def _reaches(points: float, rules: ScoreRules) -> bool:
    return points > rules.reliable_change if rules.strict else points >= rules.reliable_change
