"""Properties that hold for every chart."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.records import NoteKind
from tools.outcomes import Thresholds, assess
from tools.records import Change, Chart, Domain, Durability, StateBelief

ROW = st.text(alphabet="-~+?", min_size=1, max_size=14)
FAVOUR = {Change.WORSENED: 0, Change.UNCHANGED: 1, Change.MIXED: 2}
KINDS = st.sampled_from([NoteKind.PROGRESS, NoteKind.CANCELLED, NoteKind.COLLATERAL, NoteKind.PHONE])
GAP = st.integers(min_value=1, max_value=40)


@st.composite
def beliefs(draw):
    weights = [draw(st.floats(0.01, 1)) ** 2 for _ in range(4)]
    total = sum(weights)
    return StateBelief(
        **dict(
            zip(("impaired", "partly", "well", "not_documented"), (w / total for w in weights), strict=True)
        )
    )


def favour(verdict):
    if verdict.change is Change.IMPROVED:
        return {Durability.FLUCTUATING: 3, Durability.EMERGING: 4, Durability.SUSTAINED: 5}[
            verdict.durability
        ]
    return FAVOUR[verdict.change]


def outcome(assessment):
    """What must not change: every verdict without its trace, and the setbacks."""
    verdicts = (assessment.overall, *assessment.domains.values())
    return [replace(v, trace=()) for v in verdicts], assessment.setbacks


@settings(max_examples=60, deadline=None)
@given(rows=st.tuples(ROW, ROW, ROW, ROW, ROW), gap=GAP, relapse=st.integers(1, 4))
def test_later_relapse_is_never_more_favourable(build_chart, rows, gap, relapse):
    length = max(map(len, rows))
    named = {d.name.lower(): row.ljust(length, "?") for d, row in zip(Domain, rows, strict=True)}
    before = assess(build_chart(gap=gap, **named))
    after = assess(build_chart(gap=gap, **{k: row + "-" * relapse for k, row in named.items()}))
    for domain in Domain:
        if before.domains[domain].durability is Durability.INSUFFICIENT:
            assert after.domains[domain].change is not Change.IMPROVED
        else:
            assert favour(after.domains[domain]) <= favour(before.domains[domain])
    assert after.overall.durability is not Durability.SUSTAINED


@settings(max_examples=40, deadline=None)
@given(row=st.lists(beliefs(), min_size=3, max_size=10), relapse=st.integers(1, 3))
def test_later_relapse_never_makes_an_unclear_course_sustained(build_chart, build_session, row, relapse):
    base = build_chart("?" * len(row))
    sessions = [
        replace(s, reading=replace(s.reading, states=dict.fromkeys(Domain, b)))
        for s, b in zip(base.sessions, row, strict=True)
    ]
    lapse = [build_session(100 + i, 500 + 14 * i, dict.fromkeys(Domain, "-")) for i in range(relapse)]
    after = assess(Chart(client_id="c", sessions=(*sessions, *lapse)))
    assert all(v.change is not Change.IMPROVED for v in after.domains.values())


@settings(max_examples=50, deadline=None)
@given(row=ROW, events=st.sets(st.integers(1, 14)), day=st.integers(1, 200), kind=KINDS)
def test_an_off_topic_session_changes_nothing_but_coverage(
    build_chart, build_session, row, events, day, kind
):
    chart = build_chart(row, events={n: ["her brother moved out of the flat"] for n in events})
    silent = build_session(99, day, {}, kind=kind)
    more = replace(chart, sessions=(*chart.sessions, silent))
    assert outcome(assess(more)) == outcome(assess(chart))


@settings(max_examples=40, deadline=None)
@given(row=st.lists(beliefs(), min_size=1, max_size=9), days=st.integers(-3000, 3000), order=st.randoms())
def test_dates_may_shift_and_order_is_irrelevant(build_chart, row, days, order):
    base = build_chart("?" * len(row))
    sessions = [
        replace(s, reading=replace(s.reading, states=dict.fromkeys(Domain, b)))
        for s, b in zip(base.sessions, row, strict=True)
    ]
    moved = [replace(s, date=s.date + timedelta(days=days)) for s in sessions]
    order.shuffle(moved)
    first, second = (assess(Chart(client_id="c", sessions=tuple(x))) for x in (sessions, moved))
    assert outcome(first) == outcome(second)
    assert [v.trace for v in first.domains.values()] == [v.trace for v in second.domains.values()]


@settings(max_examples=40, deadline=None)
@given(row=st.lists(beliefs(), min_size=0, max_size=2), silent=st.integers(0, 12))
def test_fewer_than_three_documented_sessions_are_never_sustained(build_chart, row, silent):
    base = build_chart("?" * (len(row) + silent))
    spoken = [
        replace(s, reading=replace(s.reading, states=dict.fromkeys(Domain, b)))
        for s, b in zip(base.sessions[: len(row)], row, strict=True)
    ]
    result = assess(replace(base, sessions=(*spoken, *base.sessions[len(row) :])))
    assert all(v.durability is Durability.INSUFFICIENT for v in (result.overall, *result.domains.values()))


@pytest.mark.parametrize(
    ("row", "cited"),
    [
        (
            "---++++++",
            {"documented_sessions", "sustained_days", "sustained_sessions", "sustained_confidence"},
        ),
        ("---+++-+++", {"setback_sessions", "fluctuation_returns", "setback_share", "sustained_days"}),
        ("--++--++--", {"setback_sessions", "fluctuation_returns"}),
        ("--------", {"documented_sessions", "sustained_confidence"}),
        ("??-?", {"documented_sessions"}),
    ],
)
def test_the_trace_cites_every_threshold_used(build_chart, row, cited):
    trace = assess(build_chart(row)).domains[Domain.SYMPTOMS].trace
    printed = ", ".join(f.threshold for f in trace)
    assert {name for name in cited if f"{name}={getattr(Thresholds(), name)}" in printed} == cited


def test_own_thresholds_are_used_and_printed(build_chart):
    chart = build_chart("---+++")
    limits = Thresholds(sustained_days=20, sustained_sessions=3)
    verdict = assess(chart, limits).domains[Domain.SYMPTOMS]
    assert assess(chart).domains[Domain.SYMPTOMS].durability is Durability.EMERGING
    assert verdict.durability is Durability.SUSTAINED
    assert any("sustained_days=20" in f.threshold for f in verdict.trace)


def test_removing_cited_words_changes_the_trace(build_chart):
    chart = build_chart("---+++-+++")
    before = assess(chart).domains[Domain.SYMPTOMS]
    for cited in before.evidence:
        sessions = tuple(
            replace(
                s,
                reading=replace(
                    s.reading, observations=tuple(o for o in s.reading.observations if o.evidence != cited)
                ),
            )
            for s in chart.sessions
        )
        assert assess(replace(chart, sessions=sessions)).domains[Domain.SYMPTOMS].trace != before.trace


def test_an_unclear_gain_is_not_called_sustained(build_chart):
    """Every session after the turn says well with .6 only, and partly or impaired otherwise."""
    chart = build_chart("---+++++")
    unsure = StateBelief(impaired=0.38, partly=0.02, well=0.6, not_documented=0)
    sessions = tuple(
        replace(s, reading=replace(s.reading, states=dict.fromkeys(Domain, unsure))) if s.session > 3 else s
        for s in chart.sessions
    )
    verdict = assess(replace(chart, sessions=sessions)).domains[Domain.RISK]
    assert verdict.durability is not Durability.SUSTAINED


def test_collateral_and_cancelled_sessions_do_not_count_as_attended(build_chart):
    attended = assess(build_chart("---++++", gap=20)).domains[Domain.SYMPTOMS]
    collateral = assess(build_chart("---++++", gap=20, kinds={5: NoteKind.COLLATERAL})).domains[
        Domain.SYMPTOMS
    ]
    assert (attended.sessions_held, attended.durability) == (4, Durability.SUSTAINED)
    assert (collateral.sessions_held, collateral.durability) == (3, Durability.EMERGING)


def test_stability_first_mentioned_late_and_good_is_a_gain(build_chart):
    result = assess(build_chart("---~~++++", stability="?????++++"))
    verdict = result.domains[Domain.STABILITY]
    assert (verdict.change, verdict.onset_session) == (Change.IMPROVED, 6)
    assert any(f.rule == "baseline" and "not documented" in f.outcome for f in verdict.trace)


def test_an_empty_chart_says_nothing():
    result = assess(Chart(client_id="c", sessions=()))
    assert result.overall.change is Change.NOT_DOCUMENTED
    assert result.setbacks == () and all(not t.points for t in result.trajectories.values())
