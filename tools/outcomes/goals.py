"""Goals: when stated, what later notes say of them, and how far they were reached where that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from tools.outcomes.evidence import NOW
from tools.records import Assessment, Chart, Domain, Level, Observation, Topic
from tools.series.goal_attainment import GoalLevel, attainment_score

ABOUT_GOALS = (Domain.SYMPTOMS, Domain.FUNCTION)
SHARED = 2
"""Content words that a later finding must share with a goal to speak of it."""
STEM = 5
SHORTEST = 4
ATTAINMENT = re.compile(r"\b(?:GAS|goal attainment)\b[^.;\d+-]{0,25}([+-]?[0-2])(?![\d.])", re.IGNORECASE)
FORMULAIC = frozenset(
    """goal goals wants want would like able more less with without back that this have from into when they
    them their treatment therapy client reviewed review stated about again than being next still
    only""".split()
)


class GoalStatus(StrEnum):
    """How far a goal was reached, by the latest words on it."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not met"
    DROPPED = "dropped"
    OPEN = "not reviewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalCourse:
    """One goal."""

    stated: Observation
    status: GoalStatus
    reviews: tuple[Observation, ...] = ()
    """Later words on it, in order; the last of them gives the status."""
    level: int | None = None
    """On the attainment scale, -2 to 2, where the notes give it."""


def goal_courses(assessment: Assessment, chart: Chart) -> tuple[GoalCourse, ...]:
    """Follow each goal through the notes.

    A later mention belongs to the goal with which it shares most content words, and to the only goal where
    there is one. A finding about symptoms or function that shares two and says "well" tells that the goal
    was reached.
    """
    stated: list[Observation] = []
    reviews: dict[str, list[Observation]] = {}
    for one in sorted(assessment.goals, key=lambda o: (o.evidence.session, o.evidence.start)):
        goal = _goal_of(one, stated)
        if goal is None:
            stated.append(one)
        else:
            reviews.setdefault(goal.id, []).append(one)
    return tuple(_course(g, reviews.get(g.id, ()), chart) for g in stated)


def attainment(goals: Iterable[GoalCourse]) -> float | None:
    """T score over the goals whose level the notes give; None where none does."""
    levels = [GoalLevel(level=g.level) for g in goals if g.level is not None]
    return attainment_score(levels) if levels else None


def _goal_of(one: Observation, stated: Sequence[Observation]) -> Observation | None:
    if not stated:
        return None
    best = max(stated, key=lambda g: len(_words(g) & _words(one)))
    if _words(best) & _words(one):
        return best
    reviewing = _status(one) is not None and one.evidence.session > stated[0].evidence.session
    return stated[0] if reviewing and len(stated) == 1 else None


def _course(goal: Observation, reviews: Sequence[Observation], chart: Chart) -> GoalCourse:
    reached = [o for o in _reaching(goal, chart) if o not in reviews]
    later = sorted([*reviews, *reached[:1]], key=lambda o: (o.evidence.session, o.evidence.start))
    said = [_status(o) or (GoalStatus.MET if o.topic is Topic.FINDING else None) for o in later]
    levels = [int(m[1]) for o in (goal, *later) if (m := ATTAINMENT.search(o.evidence.quote))]
    level = levels[-1] if levels else None
    status = next((s for s in reversed(said) if s is not None), _at(level))
    return GoalCourse(stated=goal, status=status, reviews=tuple(later), level=level)


def _at(level: int | None) -> GoalStatus:
    if level is None:
        return GoalStatus.OPEN
    return GoalStatus.MET if level >= 0 else GoalStatus.PARTLY if level == -1 else GoalStatus.NOT_MET


def _reaching(goal: Observation, chart: Chart) -> list[Observation]:
    words = _words(goal)
    return [
        o
        for s in chart.sessions
        if s.session > goal.evidence.session
        for o in s.reading.observations
        if o.topic is Topic.FINDING
        and o.of_client
        and o.assertion in NOW
        and o.level is Level.WELL
        and any(d in ABOUT_GOALS for d in o.domains)
        and len(words & _words(o)) >= SHARED
    ]


def _status(one: Observation) -> GoalStatus | None:
    if one.topic is not Topic.GOAL:
        return None
    return next((status for status, words in _cues() if words.search(one.evidence.quote)), None)


def _words(one: Observation) -> frozenset[str]:
    found = re.findall(r"[^\W\d_]+", one.evidence.quote.lower())
    return frozenset(w[:STEM] for w in found if len(w) >= SHORTEST and w not in FORMULAIC)


@cache
def _cues() -> tuple[tuple[GoalStatus, re.Pattern[str]], ...]:
    text = resources.files("tools.outcomes").joinpath("goal_cues.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple((GoalStatus(status), re.compile(words, re.IGNORECASE)) for status, words in rows)
