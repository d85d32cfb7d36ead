"""From a chart to its assessment: five verdicts and their summary, each with its rule trace. Pure."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from tools.outcomes.agreement import agreement
from tools.outcomes.context import events_near, is_passing, life_context
from tools.outcomes.course_tables import CourseTables, course_tables
from tools.outcomes.courses import IMPAIRED, WELL
from tools.outcomes.deciding import Decision, decide
from tools.outcomes.decoding import SILENT, Levels, draw_courses
from tools.outcomes.evidence import LEVELS, against, carriers, findings, quotes
from tools.outcomes.onsets import coupled
from tools.outcomes.possible import judge_all
from tools.outcomes.risk import believed
from tools.outcomes.setbacks import setbacks
from tools.outcomes.summary import overall
from tools.outcomes.thresholds import Thresholds
from tools.outcomes.timeline import Timeline, timeline
from tools.outcomes.tracing import trace
from tools.outcomes.weighing import weigh
from tools.records import (
    Assessment,
    Chart,
    Domain,
    Durability,
    Measure,
    Observation,
    Topic,
    Trajectory,
    TrajectoryPoint,
    Verdict,
)


def assess(
    chart: Chart, thresholds: Thresholds | None = None, tables: CourseTables | None = None
) -> Assessment:
    """Judge a client's course. The same chart and thresholds always give the same assessment.

    Args:
        chart: Sessions with what was read from each; their order does not matter.
        thresholds: The limits of the rules; the defaults are the label definitions of docs/method.md.
        tables: What courses are like; a clinic's own counts may take the place of the built-in ones.

    Returns:
        Verdicts, trajectories, setbacks and context. A chart without sessions gives verdicts "insufficient".
    """
    limits, known = thresholds or Thresholds(), tables or course_tables()
    line = timeline(chart)
    beliefs = {d: [believed(session, d) for session in line.sessions] for d in Domain}
    drawn = draw_courses(beliefs, known.models)
    assumed = _assumed_stability(drawn)
    possible = {
        d: judge_all(drawn[d], line, limits, d, assumed if d is Domain.STABILITY else None) for d in Domain
    }
    possible = coupled(possible, known)
    probable = weigh({d: possible[d].tally for d in Domain}, known)
    decisions = {d: decide(possible[d], probable[d], limits) for d in Domain}
    verdicts = {d: _verdict(decisions[d], line, limits, d) for d in Domain}
    return Assessment(
        client_id=chart.client_id,
        domains=verdicts,
        overall=overall(verdicts),
        trajectories={d: _trajectory(decisions[d], drawn[d], line, d) for d in Domain},
        setbacks=setbacks(decisions, line, limits),
        life_context=life_context(line),
        interventions=_about(line, Topic.INTERVENTION),
        goals=_about(line, Topic.GOAL),
        measures=_measures(line),
    )


def _assumed_stability(drawn: Mapping[Domain, Levels]) -> int | None:
    """Baseline of stability where its first mention comes late and is good.

    Stability asks whether gains hold. While symptoms or function are impaired and nothing has been gained,
    notes have nothing to say of it; that it is first written down as good, in the third session or later,
    is then itself the change.
    """
    stability = _most_likely(drawn[Domain.STABILITY])
    documented = [i for i, level in enumerate(stability) if level != SILENT]
    if not documented or documented[0] < 2 or stability[documented[0]] != WELL:
        return None
    unwell = any(
        _first(_most_likely(drawn[d])) not in (WELL, None) for d in (Domain.SYMPTOMS, Domain.FUNCTION)
    )
    return IMPAIRED if unwell else None


def _most_likely(courses: Levels) -> list[int]:
    votes = [(courses == level).mean(axis=0) for level in (SILENT, 0, 1, 2)]
    return [max(range(4), key=lambda k: votes[k][i]) - 1 for i in range(courses.shape[1])]


def _first(levels: list[int]) -> int | None:
    return next((level for level in levels if level != SILENT), None)


def _verdict(decision: Decision, line: Timeline, limits: Thresholds, domain: Domain) -> Verdict:
    finding, course = decision.finding, decision.course
    carried = carriers(finding, course, line, domain)
    onset = None if finding.onset is None else course.positions[finding.onset]
    passing = (
        finding.durability is Durability.TEMPORARY
        and onset is not None
        and is_passing(events_near(line, onset))
    )
    return Verdict(
        domain=domain,
        change=finding.change,
        durability=finding.durability,
        trace=(
            *trace(decision, carried, line, limits, domain),
            *agreement(_measures(line), domain, finding.change),
        ),
        onset_session=None if onset is None else line.number(onset),
        weeks_held=round(finding.days_held / 7, 1) if finding.sessions_held else None,
        sessions_held=finding.sessions_held or None,
        situational=passing,
        evidence=quotes(carried),
        against=against(finding, course, line, domain),
        documented_sessions=len(course.levels),
    )


def _trajectory(decision: Decision, drawn: Levels, line: Timeline, domain: Domain) -> Trajectory:
    """The course that stands for the verdict; certainty is the share of draws with the same state."""
    course, points = decision.course, []
    agreed = (drawn[:, list(course.positions)] == np.array(course.levels, dtype=np.int8)).mean(axis=0)
    for position, level, share in zip(course.positions, course.levels, agreed.tolist(), strict=True):
        session = line.sessions[position]
        points.append(
            TrajectoryPoint(
                session=session.session,
                date=session.date,
                state=LEVELS[level],
                certainty=share,
                observations=tuple(o.id for o in findings(session, domain)),
            )
        )
    return Trajectory(domain=domain, points=tuple(points))


def _about(line: Timeline, topic: Topic) -> tuple[Observation, ...]:
    return tuple(o for session in line.sessions for o in session.reading.observations if o.topic is topic)


def _measures(line: Timeline) -> tuple[Measure, ...]:
    return tuple(m for session in line.sessions for m in session.reading.measures if m.used)
