"""The possible courses of one domain, each judged by the rules."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tools.outcomes.course_model import Array
from tools.outcomes.courses import Course, course_of
from tools.outcomes.decoding import Levels
from tools.outcomes.judging import Finding, judge
from tools.outcomes.thresholds import Thresholds
from tools.outcomes.timeline import Timeline
from tools.outcomes.weighing import Label, Tally
from tools.records import Domain


@dataclass(frozen=True, kw_only=True)
class Possible:
    """Distinct courses and what the rules say of each; all fields are aligned."""

    rows: Levels
    """(courses, sessions)"""
    shares: Array
    """(courses,) share of the draws; sums to 1."""
    courses: tuple[Course, ...]
    findings: tuple[Finding, ...]

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """The verdict of each course."""
        return tuple((f.change, f.durability) for f in self.findings)

    @cached_property
    def tally(self) -> Tally:
        """How probable each verdict is, by the courses alone."""
        tally: dict[Label, float] = defaultdict(float)
        for label, share in zip(self.labels, self.shares, strict=True):
            tally[label] += float(share)
        return dict(tally)

    def typical(self, label: Label) -> int:
        """Among the courses with this verdict, the one most like all of them."""
        members = [i for i, own in enumerate(self.labels) if own == label]
        rows, shares = self.rows[members], self.shares[members]
        votes = np.stack([((rows == level) * shares[:, None]).sum(axis=0) for level in (-1, 0, 1, 2)])
        agreement = votes[rows + 1, np.arange(rows.shape[1])].sum(axis=1)
        return members[int(np.argmax(agreement))]


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
    rows, counts = np.unique(draws, axis=0, return_counts=True)
    courses = tuple(course_of(row, assumed_baseline) for row in rows.tolist())
    return Possible(
        rows=rows,
        shares=counts / counts.sum(),
        courses=courses,
        findings=tuple(judge(course, line, limits, domain) for course in courses),
    )
