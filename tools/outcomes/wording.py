"""Findings in plain, clean-space words, each with the evidence that carries it.

Time is told in weeks of care: a calendar date identifies, and these words may reach a model.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from retrieval.records import Evidence
from tools.outcomes.evidence import quotable
from tools.outcomes.score_courses import ScoreCourse, score_courses
from tools.records import (
    Assessment,
    Chart,
    Domain,
    Measure,
    RuleFiring,
    Setback,
    Verdict,
)

NOTHING = "The notes do not document this."


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A text in clean space and what it rests on."""

    text: str
    evidence: tuple[Evidence, ...] = ()


def tell_assessment(assessment: Assessment) -> Told:
    """The overall verdict, then the domains, then what speaks against."""
    verdicts = [assessment.overall, *assessment.domains.values()]
    lines = [tell_verdict(v) for v in verdicts]
    return told(lines, (e for v in verdicts for e in (*v.evidence, *v.against)))


def tell_verdict(verdict: Verdict) -> str:
    """One line: label, onset, length held, contrary evidence."""
    name = verdict.domain.value if verdict.domain else "overall"
    parts = [f"{name}: {verdict.change.value}, {verdict.durability.value}"]
    if verdict.onset_session is not None:
        parts.append(f"first above baseline in session {verdict.onset_session}")
    if verdict.weeks_held is not None:
        parts.append(f"held {verdict.weeks_held:g} weeks, {verdict.sessions_held} attended sessions")
    if verdict.situational:
        parts.append("beside a passing circumstance")
    parts.append(f"documented in {verdict.documented_sessions} sessions")
    if verdict.against:
        parts.append("against: " + sessions_named(e.session for e in verdict.against))
    return "; ".join(parts) + "."


def tell_trajectory(assessment: Assessment, chart: Chart, domain: Domain) -> Told:
    """The states of one domain in order, then the rule trace of its verdict."""
    verdict, trajectory = assessment.domains[domain], assessment.trajectories[domain]
    start = first_day(chart)
    states = [f"session {p.session} ({week(p.date, start)}): {p.state.value}" for p in trajectory.points]
    lines = [tell_verdict(verdict), *(states or [NOTHING]), *map(_firing, verdict.trace)]
    return told(lines, (*verdict.evidence, *verdict.against))


def tell_measures(measures: Iterable[Measure], since: int | None = None) -> Told:
    """Scores by instrument, in order, and what they show; descriptions of numbers, not verdicts.

    Args:
        measures: Scores of one chart.
        since: A session, such as the onset of a gain, from which later scores are set against earlier ones.
    """
    courses = score_courses(measures, since)
    lines = [_scores(course) for course in courses]
    return told(lines or ["No score is documented."], (m.evidence for c in courses for m in c.scores))


def _scores(course: ScoreCourse) -> str:
    scores = ", ".join(f"{m.score:g} (session {m.session})" for m in course.scores)
    said = []
    if course.change:
        said.append(f"first to last {course.change.change.value}")
        said.append(course.change.remark)
    if course.percent is not None:
        said.append(
            f"{course.percent:.0f} % gained" if course.percent >= 0 else f"{-course.percent:.0f} % lost"
        )
    said += [name for name, met in (("response", course.response), ("remission", course.remission)) if met]
    if course.borderline:
        said.append("last score within a point of the cutoff")
    for gain in course.gains:
        undone = ", half of it lost later" if gain.reversed else ""
        said.append(
            f"sudden gain of {gain.points:g} points from session {gain.before} to {gain.after}{undone}"
        )
    if course.overlap and course.since is not None:
        said.append(
            f"NAP {course.overlap.nap:.2f}, Tau {course.overlap.tau:.2f} from session {course.since} on"
        )
    described = "; ".join(filter(None, said))
    return f"{course.name}: {scores}" + (f"; {described}" if described else "")


def tell_setbacks(setbacks: Iterable[Setback]) -> Told:
    """Each return towards baseline, what was going on then, and whether it was recovered from."""
    found = tuple(setbacks)
    lines = []
    for item in found:
        end = f"recovered by session {item.recovered_by}" if item.recovered_by else "no recovery documented"
        near = (
            f"; life events told in {sessions_named(e.session for e in item.context)}" if item.context else ""
        )
        domains = ", ".join(d.value for d in item.domains)
        lines.append(f"{sessions_named(item.sessions)}: {item.kind}, {domains}; {end}{near}.")
    return told(
        lines or ["No return to baseline after improvement is documented."],
        (e for s in found for e in s.context),
    )


def first_day(chart: Chart) -> date | None:
    """The day from which weeks of care are counted."""
    return min((s.date for s in chart.sessions), default=None)


def week(day: date, start: date | None) -> str:
    """A date as a week of care."""
    return f"week {(day - start).days // 7 if start else 0}"


def _firing(firing: RuleFiring) -> str:
    limit = f" [{firing.threshold}]" if firing.threshold else ""
    return f"rule {firing.rule}: {firing.outcome}{limit}"


def sessions_named(numbers: Iterable[int]) -> str:
    """Session numbers as words: session 3; sessions 3, 5."""
    listed = sorted(set(numbers))
    return ("session " if len(listed) == 1 else "sessions ") + ", ".join(map(str, listed))


def told(lines: Iterable[str], evidence: Iterable[Evidence]) -> Told:
    """Join lines, and give each stretch of evidence once, cut to a length that is read."""
    return Told(text="\n".join(lines), evidence=tuple(dict.fromkeys(map(quotable, evidence))))
