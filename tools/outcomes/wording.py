"""Findings in plain, clean-space words, each with the evidence that carries it.

Time is told in weeks of care: a calendar date identifies, and these words may reach a model.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from retrieval.records import Evidence
from tools.outcomes.evidence import quotable
from tools.records import (
    Assessment,
    Chart,
    Domain,
    Measure,
    Observation,
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
    return _told(lines, (e for v in verdicts for e in (*v.evidence, *v.against)))


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
        parts.append("against: " + _sessions(e.session for e in verdict.against))
    return "; ".join(parts) + "."


def tell_trajectory(assessment: Assessment, chart: Chart, domain: Domain) -> Told:
    """The states of one domain in order, then the rule trace of its verdict."""
    verdict, trajectory = assessment.domains[domain], assessment.trajectories[domain]
    start = first_day(chart)
    states = [f"session {p.session} ({week(p.date, start)}): {p.state.value}" for p in trajectory.points]
    lines = [tell_verdict(verdict), *(states or [NOTHING]), *map(_firing, verdict.trace)]
    return _told(lines, (*verdict.evidence, *verdict.against))


def tell_measures(measures: Iterable[Measure]) -> Told:
    """Scores by instrument, in order; descriptions of numbers, not verdicts."""
    ordered = sorted(measures, key=lambda m: m.instrument)
    lines = []
    for name, group in groupby(ordered, key=lambda m: m.instrument):
        scores = ", ".join(
            f"{m.score:g} (session {m.session})" for m in sorted(group, key=lambda m: m.session)
        )
        lines.append(f"{name}: {scores}")
    return _told(lines or ["No score is documented."], (m.evidence for m in ordered))


def tell_setbacks(setbacks: Iterable[Setback]) -> Told:
    """Each return towards baseline, what was going on then, and whether it was recovered from."""
    found = tuple(setbacks)
    lines = []
    for item in found:
        end = f"recovered by session {item.recovered_by}" if item.recovered_by else "no recovery documented"
        near = f"; life events told in {_sessions(e.session for e in item.context)}" if item.context else ""
        domains = ", ".join(d.value for d in item.domains)
        lines.append(f"{_sessions(item.sessions)}: {item.kind}, {domains}; {end}{near}.")
    return _told(
        lines or ["No return to baseline after improvement is documented."],
        (e for s in found for e in s.context),
    )


def tell_observations(observations: Iterable[Observation], nothing: str) -> Told:
    """What was noted, session by session, in the notes' words."""
    ordered = sorted(observations, key=lambda o: (o.evidence.session, o.evidence.start))
    lines = [f"session {o.evidence.session}: {_label(o)}“{quotable(o.evidence).quote}”" for o in ordered]
    return _told(lines or [nothing], (o.evidence for o in ordered))


def tell_silence(assessment: Assessment, chart: Chart) -> Told:
    """What the notes leave open: thin or silent domains, sessions after which a domain is not mentioned."""
    last = max((s.session for s in chart.sessions), default=0)
    lines = []
    for domain, trajectory in assessment.trajectories.items():
        points = trajectory.points
        if not points:
            lines.append(f"{domain.value}: not documented in any session.")
            continue
        line = f"{domain.value}: documented in {len(points)} of {len(chart.sessions)} sessions"
        if points[-1].session != last:
            line += f", not after session {points[-1].session}"
        lines.append(line + ".")
    lines += [f"{f.rule}: {f.outcome}." for f in _breaks(assessment)]
    if not assessment.measures:
        lines.append("No score is documented.")
    return Told(text="\n".join(lines))


def _breaks(assessment: Assessment) -> list[RuleFiring]:
    return list(
        dict.fromkeys(f for v in assessment.domains.values() for f in v.trace if f.rule == "long break")
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


def _label(observation: Observation) -> str:
    return f"{observation.indicator}: " if observation.indicator else ""


def _sessions(numbers: Iterable[int]) -> str:
    listed = sorted(set(numbers))
    return ("session " if len(listed) == 1 else "sessions ") + ", ".join(map(str, listed))


def _told(lines: Iterable[str], evidence: Iterable[Evidence]) -> Told:
    return Told(text="\n".join(lines), evidence=tuple(dict.fromkeys(map(quotable, evidence))))
