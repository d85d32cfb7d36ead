from __future__ import annotations

import pytest

from tools.outcomes import assess
from tools.outcomes.goals import GoalStatus, attainment, goal_courses
from tools.records import Domain, Level, Topic


def follow(build_chart, add, *said):
    chart = add(build_chart("---++++++"), *said)
    return goal_courses(assess(chart), chart)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("choir goal met, sings weekly", GoalStatus.MET),
        ("choir goal partially met", GoalStatus.PARTLY),
        ("choir: not yet met", GoalStatus.NOT_MET),
        ("choir dropped as a goal, prefers the garden", GoalStatus.DROPPED),
        ("choir came up again", GoalStatus.OPEN),
    ],
)
def test_the_latest_words_give_the_status(build_chart, add, say, words, status):
    goal = say(1, "wants to sing in the choir", Topic.GOAL)
    (course,) = follow(
        build_chart, add, goal, say(3, "choir: not met", Topic.GOAL), say(6, words, Topic.GOAL)
    )
    expected = GoalStatus.NOT_MET if status is GoalStatus.OPEN else status
    assert (course.stated, course.status) == (goal, expected)


def test_a_goal_reached_in_passing_is_found(build_chart, add, say):
    goal = say(1, "wants to drive over the harbour bridge", Topic.GOAL)
    done = say(7, "drove over the harbour bridge twice", level=Level.WELL, domains=(Domain.FUNCTION,))
    feared = say(5, "harbour bridge still not driven", level=Level.IMPAIRED, domains=(Domain.FUNCTION,))
    (course,) = follow(build_chart, add, goal, done, feared)
    assert (course.status, course.reviews) == (GoalStatus.MET, (done,))


def test_other_goals_are_kept_apart(build_chart, add, say):
    one, two = say(1, "back to the bakery", Topic.GOAL), say(1, "sleep alone", Topic.GOAL, start=300)
    courses = follow(build_chart, add, one, two, say(5, "bakery: achieved", Topic.GOAL))
    assert [c.status for c in courses] == [GoalStatus.MET, GoalStatus.OPEN]


def test_attainment_only_where_levels_are_written(build_chart, add, say):
    goals = [
        say(1, "walk the dog daily, GAS -2", Topic.GOAL),
        say(1, "write to sister, GAS -1", Topic.GOAL, start=300),
        say(8, "walk the dog, GAS +1", Topic.GOAL),
        say(8, "write to sister, GAS +1", Topic.GOAL, start=300),
    ]
    courses = follow(build_chart, add, *goals)
    assert [c.level for c in courses] == [1, 1]
    assert attainment(courses) == pytest.approx(62.4, abs=0.05)  # two goals at +1: 50 + 10 * 2 / sqrt(2.6)
    assert attainment(follow(build_chart, add, say(1, "sleep alone", Topic.GOAL))) is None
