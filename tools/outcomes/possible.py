"""The possible courses of one domain, each with the verdict that the rules give it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tools.outcomes.course_tables import Array, Label
from tools.outcomes.courses import Course, course_of
from tools.outcomes.decoding import Levels
from tools.outcomes.judging import Finding, judge
from tools.outcomes.labelling import LABELS, NO_ONSET, Ints, label_all
from tools.outcomes.thresholds import Thresholds
from tools.outcomes.timeline import Timeline
from tools.outcomes.weighing import Tally
from tools.records import Domain


@dataclass(frozen=True, kw_only=True)
class Possible:
    """Distinct courses with their labels; `rows`, `shares`, `labels` and `onsets` are aligned."""

    rows: Levels
    """(courses, sessions)"""
    shares: Array
    """(courses,) share of the draws; sums to 1."""
    labels: tuple[Label, ...]
    onsets: Ints
    """(courses,) place in the timeline, or NO_ONSET."""
    line: Timeline
    limits: Thresholds
    domain: Domain
    assumed_baseline: int | None

    @cached_property
    def tally(self) -> Tally:
        """How probable each verdict is, by the courses alone."""
        tally: dict[Label, float] = defaultdict(float)
        for label, share in zip(self.labels, self.shares.tolist(), strict=True):
            tally[label] += share
        return dict(tally)

    def typical(self, *labels: Label) -> tuple[Course, Finding]:
        """The course that stands for all with one of these verdicts, and why it is judged so.

        Its gain begins where half of them have begun theirs; among those that do, it is the one most like
        all.
        """
        members = [i for i, own in enumerate(self.labels) if own in labels]
        middle = _median(self.onsets[members], self.shares[members])
        members = [i for i in members if self.onsets[i] == middle]
        rows, shares = self.rows[members], self.shares[members]
        votes = np.stack([((rows == level) * shares[:, None]).sum(axis=0) for level in (-1, 0, 1, 2)])
        agreement = votes[rows + 1, np.arange(rows.shape[1])].sum(axis=1)
        course = course_of(rows[int(np.argmax(agreement))].tolist(), self.assumed_baseline)
        return course, judge(course, self.line, self.limits, self.domain)


def judge_all(
    draws: Levels, line: Timeline, limits: Thresholds, domain: Domain, assumed_baseline: int | None
) -> Possible:
    """Judge every distinct course among the draws.

    Args:
        draws: (draws, sessions) from `draw_courses`.
        line: Dates and contacts.
        limits: Thresholds.
        domain: Which domain this is; risk is judged more strictly.
        assumed_baseline: What baseline was when the notes do not say and the domain's meaning does.
    """
    rows, counts = _distinct(draws)
    if rows.shape[1]:
        found = label_all(rows, line, limits, domain, assumed_baseline)
        labels, onsets = tuple(LABELS[i] for i in found.labels.tolist()), found.onsets
    else:
        labels, onsets = (LABELS[0],), np.array([NO_ONSET])
    return Possible(
        rows=rows,
        shares=counts / counts.sum(),
        labels=labels,
        onsets=onsets,
        line=line,
        limits=limits,
        domain=domain,
        assumed_baseline=assumed_baseline,
    )


def _distinct(draws: Levels) -> tuple[Levels, Ints]:
    """Each course once, in order of its first draw, and how often it was drawn."""
    first: dict[bytes, int] = {}
    counts: list[int] = []
    kept: list[int] = []
    for i, row in enumerate(draws):
        at = first.setdefault(row.tobytes(), len(counts))
        if at == len(counts):
            counts.append(0)
            kept.append(i)
        counts[at] += 1
    return draws[kept], np.array(counts, dtype=np.intp)


def _median(values: Ints, weights: Array) -> int:
    """The value that half of the weight does not exceed."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order])
    return int(values[order][np.searchsorted(reached, reached[-1] / 2)])
