from __future__ import annotations

import pytest

from tools.outcomes.courses import course_of
from tools.outcomes.judging import judge
from tools.outcomes.thresholds import Thresholds
from tools.outcomes.timeline import timeline
from tools.records import Change, Domain, Durability

SIGNS = {"-": 0, "~": 1, "+": 2, "?": -1}


@pytest.mark.parametrize(
    ("row", "change", "durability", "onset"),
    [
        # held
        ("---++++++", "improved", "sustained", 4),
        ("---~~~+++", "improved", "sustained", 4),
        ("~~~++++++", "improved", "sustained", 4),
        ("--?~+?+++++", "improved", "sustained", 4),
        # a setback of two sessions, recovered from, breaks nothing; of three, the clock starts again
        ("--+++--++++", "improved", "sustained", 3),
        ("--+++---++", "improved", "emerging", 9),
        ("--+++---+++++", "improved", "sustained", 9),
        # not long enough
        ("------++", "improved", "emerging", 7),
        ("------~", "improved", "emerging", 7),
        # lost, or never there
        ("--++++--", "unchanged", "temporary", 3),
        ("~~++++--", "worsened", "temporary", 3),
        ("--------", "unchanged", "none", None),
        ("~~------", "worsened", "none", None),
        ("++++++++", "unchanged", "none", None),
        # returns
        ("--++--++--+", "improved", "fluctuating", 3),
        ("--++--++--", "unchanged", "fluctuating", 3),
        # lone slight rises
        ("---~----", "unchanged", "none", None),
        ("---~-~-~-", "unchanged", "fluctuating", 4),
        ("--~-+++++", "improved", "sustained", 5),
        ("--++++-~", "unchanged", "temporary", 3),
        ("---+----", "unchanged", "temporary", 4),
        # too little
        ("?-?+??", "not_documented", "insufficient", None),
        ("??????", "not_documented", "insufficient", None),
    ],
)
def test_verdict_of_a_course(build_chart, row, change, durability, onset):
    line = timeline(build_chart(row))
    course = course_of([SIGNS[s] for s in row])
    finding = judge(course, line, Thresholds(), Domain.SYMPTOMS)
    assert (finding.change, finding.durability) == (Change(change), Durability(durability))
    assert (None if finding.onset is None else course.positions[finding.onset] + 1) == onset


@pytest.mark.parametrize(("gap", "durability"), [(18, "emerging"), (19, "sustained")])
def test_days_decide_at_the_limit(build_chart, gap, durability):
    """Four sessions, three gaps: 54 and 57 days."""
    line = timeline(build_chart("---++++", gap=gap))
    finding = judge(course_of([0, 0, 0, 2, 2, 2, 2]), line, Thresholds(), Domain.SYMPTOMS)
    assert finding.durability == durability


@pytest.mark.parametrize(("row", "durability"), [("---+++", "emerging"), ("---++++", "sustained")])
def test_sessions_decide_at_the_limit(build_chart, row, durability):
    line = timeline(build_chart(row, gap=40))
    finding = judge(course_of([SIGNS[s] for s in row]), line, Thresholds(), Domain.SYMPTOMS)
    assert finding.durability == durability


def test_many_short_returns_in_a_long_course_are_setbacks(build_chart):
    row = "---" + "++++++++++-" * 3 + "++++++"
    line = timeline(build_chart(row))
    course = course_of([SIGNS[s] for s in row])
    assert judge(course, line, Thresholds(), Domain.SYMPTOMS).durability is Durability.SUSTAINED


def test_every_return_of_risk_counts(build_chart):
    row = "---" + "++++++++++-" * 3 + "++++++"
    line = timeline(build_chart(row))
    course = course_of([SIGNS[s] for s in row])
    assert judge(course, line, Thresholds(), Domain.RISK).durability is Durability.FLUCTUATING


def test_a_recent_crisis_starts_the_clock_of_risk_again(build_chart):
    row = "--+++++-++"
    line = timeline(build_chart(row))
    course = course_of([SIGNS[s] for s in row])
    assert judge(course, line, Thresholds(), Domain.RISK).durability is Durability.EMERGING
    assert judge(course, line, Thresholds(), Domain.SYMPTOMS).durability is Durability.SUSTAINED


def test_twice_the_length_makes_earlier_returns_history(build_chart):
    row = "--+-+-" + "+" * 9
    line = timeline(build_chart(row))
    finding = judge(course_of([SIGNS[s] for s in row]), line, Thresholds(setback_share=0.0), Domain.SYMPTOMS)
    assert (finding.durability, finding.onset) == (Durability.SUSTAINED, 6)


def test_a_baseline_may_be_assumed(build_chart):
    row = "????++++"
    line = timeline(build_chart(row))
    finding = judge(course_of([SIGNS[s] for s in row], 0), line, Thresholds(), Domain.STABILITY)
    assert finding.change is Change.IMPROVED
