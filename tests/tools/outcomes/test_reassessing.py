from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.errors import ToolRefused
from tools.outcomes import (
    Dismissal,
    ThresholdChange,
    Thresholds,
    VerdictOverride,
    assess,
    correction_from_data,
    correction_to_data,
    reassess,
)
from tools.records import Change, Domain, Durability

ALL = [
    Dismissal(observation_id="o5-SYMPTOMS", reason="her sister's, not hers"),
    ThresholdChange(name="sustained_days", value=28, reason="short treatment"),
    VerdictOverride(
        domain=Domain.RISK, change=Change.WORSENED, durability=Durability.NONE, reason="I saw the arms"
    ),
    VerdictOverride(domain=None, change=Change.MIXED, durability=Durability.NONE),
]


@pytest.mark.parametrize("correction", ALL)
def test_corrections_survive_a_log(correction):
    data = correction_to_data(correction)
    assert correction_from_data(correction.kind, data, correction.reason) == correction


@pytest.mark.parametrize(
    ("kind", "data"),
    [("verdict", {"domain": "mood"}), ("threshold", {"name": "x"}), ("praise", {}), ("threshold", [])],
)
def test_what_is_no_correction_is_refused(kind, data):
    with pytest.raises(ToolRefused):
        correction_from_data(kind, data)


def test_a_dismissed_finding_no_longer_documents_its_session(build_chart):
    chart = build_chart("---+++-+++")
    result = reassess(chart, [Dismissal(observation_id="o7-SYMPTOMS")])
    points = [p.session for p in result.corrected.trajectories[Domain.SYMPTOMS].points]
    assert points == [1, 2, 3, 4, 5, 6, 8, 9, 10]
    assert [p.session for p in result.computed.trajectories[Domain.SYMPTOMS].points] == list(range(1, 11))
    assert result.computed.domains[Domain.FUNCTION] == result.corrected.domains[Domain.FUNCTION]
    assert Domain.SYMPTOMS in {c.domain for c in result.changed}


def test_an_answer_that_cited_dismissed_words_is_stale(build_chart):
    chart = build_chart("---+++-+++")
    result = reassess(chart, [Dismissal(observation_id="o7-SYMPTOMS")])
    other = chart.sessions[0].reading.observations[0].evidence
    gone = next(o.evidence for o in chart.sessions[6].reading.observations if o.id == "o7-SYMPTOMS")
    assert result.rests_on_changed([gone])
    assert not result.rests_on_changed([other])
    assert not result.rests_on_changed([other], [Domain.RISK])
    assert result.rests_on_changed([], [Domain.SYMPTOMS])


def test_a_changed_threshold_is_used_and_both_versions_are_kept(build_chart):
    chart = build_chart("---+++")
    changes = [
        ThresholdChange(name="sustained_days", value=20),
        ThresholdChange(name="sustained_sessions", value=3),
    ]
    result = reassess(chart, changes)
    assert result.computed.domains[Domain.SYMPTOMS].durability is Durability.EMERGING
    assert result.corrected.domains[Domain.SYMPTOMS].durability is Durability.SUSTAINED
    assert result.corrected == assess(chart, result.thresholds)


@pytest.mark.parametrize(
    "change",
    [
        ThresholdChange(name="kindness", value=1),
        ThresholdChange(name="sustained_days", value=0),
        ThresholdChange(name="sustained_sessions", value=3.5),
        ThresholdChange(name="documented_sessions", value=2),
    ],
)
def test_a_threshold_that_means_nothing_is_refused(build_chart, change):
    with pytest.raises(ToolRefused):
        reassess(build_chart("---+++"), [change])


def test_an_override_stands_and_says_what_was_computed(build_chart):
    own = VerdictOverride(domain=Domain.SYMPTOMS, change=Change.UNCHANGED, durability=Durability.TEMPORARY)
    result = reassess(build_chart("---++++++"), [own])
    verdict = result.corrected.domains[Domain.SYMPTOMS]
    assert (verdict.change, verdict.durability, verdict.weeks_held) == (own.change, own.durability, None)
    assert "computed: improved, sustained" in verdict.trace[-1].outcome
    assert result.corrected.overall.durability is not Durability.SUSTAINED
    assert result.computed.overall.durability is Durability.SUSTAINED


@settings(max_examples=30, deadline=None)
@given(row=st.text(alphabet="-~+?", min_size=1, max_size=12))
def test_no_corrections_change_nothing(build_chart, row):
    chart = build_chart(row)
    result = reassess(chart, [Dismissal(observation_id="nowhere")])
    assert result.changed == () and result.dismissed == ()
    assert result.corrected == assess(chart, Thresholds())
