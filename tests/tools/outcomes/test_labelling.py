from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.records import NoteKind
from tools.outcomes.courses import course_of
from tools.outcomes.judging import judge
from tools.outcomes.labelling import LABELS, NO_ONSET, label_all
from tools.outcomes.thresholds import Thresholds
from tools.outcomes.timeline import timeline
from tools.records import Domain

KINDS = st.sampled_from([NoteKind.PROGRESS, NoteKind.PROGRESS, NoteKind.CANCELLED, NoteKind.COLLATERAL])
LIMITS = st.sampled_from(
    [Thresholds(), Thresholds(setback_share=0.4, sustained_days=30, fluctuation_returns=3)]
)


@settings(max_examples=150, deadline=None)
@given(
    rows=st.integers(1, 16).flatmap(
        lambda n: st.lists(st.lists(st.integers(-1, 2), min_size=n, max_size=n), min_size=1, max_size=12)
    ),
    kinds=st.lists(KINDS, min_size=16, max_size=16),
    gap=st.integers(1, 40),
    domain=st.sampled_from([Domain.SYMPTOMS, Domain.RISK]),
    assumed=st.sampled_from([None, 0]),
    limits=LIMITS,
)
def test_many_courses_are_labelled_as_each_is_judged(build_chart, rows, kinds, gap, domain, assumed, limits):
    chart = build_chart("-" * len(rows[0]), gap=gap)
    sessions = tuple(replace(s, kind=k) for s, k in zip(chart.sessions, kinds, strict=False))
    line = timeline(replace(chart, sessions=sessions))
    found = label_all(np.array(rows, dtype=np.int8), line, limits, domain, assumed)
    for row, label, onset in zip(rows, found.labels, found.onsets, strict=True):
        course = course_of(row, assumed)
        finding = judge(course, line, limits, domain)
        place = NO_ONSET if finding.onset is None else course.positions[finding.onset]
        assert (LABELS[label], onset) == ((finding.change, finding.durability), place)
