"""The rule trace: what each rule found, against which threshold, on which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tools.outcomes.courses import Course, sessions_of, stretches
from tools.outcomes.deciding import Decision
from tools.outcomes.evidence import LEVELS, Carrier
from tools.outcomes.thresholds import Thresholds
from tools.outcomes.timeline import Timeline
from tools.records import Domain, RuleFiring


def trace(
    decision: Decision, carried: Sequence[Carrier], timeline: Timeline, limits: Thresholds, domain: Domain
) -> tuple[RuleFiring, ...]:
    """Spell out how a domain's verdict came about, in the order in which the rules were asked."""
    course = decision.course
    firings = [_documentation(course, timeline, limits)]
    if course.levels:
        firings += [_baseline(course, timeline, carried), *_rise(decision, timeline, carried)]
        firings += [
            *_returns(decision, timeline, limits, domain, carried),
            *_held(decision, timeline, limits),
        ]
    firings += [_verdict(decision, carried), _clarity(decision, limits), *_silence(course, timeline, limits)]
    return tuple(firings)


def cite(limits: Thresholds, *names: str) -> str:
    """Thresholds as a trace prints them: `sustained_days=56`."""
    return ", ".join(f"{name}={getattr(limits, name)}" for name in names)


def ids(carried: Sequence[Carrier], timeline: Timeline, *roles: str) -> tuple[str, ...]:
    """Observations behind these roles; the session number where no single observation carries it."""
    return tuple(
        c.observation.id if c.observation else f"session {timeline.number(c.position)}"
        for c in carried
        if c.role in roles
    )


def _documentation(course: Course, timeline: Timeline, limits: Thresholds) -> RuleFiring:
    count, total = len(course.levels), len(timeline.sessions)
    span = f" over {timeline.days_between(course.positions[0], course.positions[-1])} days" if count else ""
    return RuleFiring(
        rule="documentation",
        outcome=f"{count} of {total} sessions document it{span}",
        threshold=cite(limits, "documented_sessions"),
    )


def _baseline(course: Course, timeline: Timeline, carried: Sequence[Carrier]) -> RuleFiring:
    first = timeline.number(course.positions[0])
    if course.baseline_assumed:
        outcome = (
            f"{LEVELS[course.baseline].value}, not documented: first mentioned in session {first} as "
            f"{LEVELS[course.levels[0]].value}, and nothing had been gained that could have held"
        )
    else:
        outcome = f"{LEVELS[course.baseline].value}, from session {first}, the first that documents it"
    return RuleFiring(rule="baseline", outcome=outcome, evidence=ids(carried, timeline, "baseline"))


def _rise(decision: Decision, timeline: Timeline, carried: Sequence[Carrier]) -> Iterator[RuleFiring]:
    course, finding = decision.course, decision.finding
    if finding.onset is not None:
        number = timeline.number(course.positions[finding.onset])
        yield RuleFiring(
            rule="onset",
            outcome=f"above baseline from session {number}",
            evidence=ids(carried, timeline, "turn", "before the turn"),
        )
    counted = {i for run in stretches(course) if run.better for i in range(run.first, run.last + 1)}
    lone = [i for i, level in enumerate(course.levels) if level > course.baseline and i not in counted]
    if lone:
        numbers = ", ".join(str(timeline.number(course.positions[i])) for i in lone)
        yield RuleFiring(rule="lone slight rise", outcome=f"not counted as improvement: session {numbers}")


def _returns(
    decision: Decision, timeline: Timeline, limits: Thresholds, domain: Domain, carried: Sequence[Carrier]
) -> Iterator[RuleFiring]:
    course = decision.course
    names = ["setback_sessions", "fluctuation_returns"]
    if domain is not Domain.RISK:
        names.append("setback_share")
    for run in decision.finding.returns:
        numbers = ", ".join(str(timeline.number(p)) for p in course.positions[run.first : run.last + 1])
        length = sessions_of(course, timeline, run.first, run.last)
        yield RuleFiring(
            rule="return to baseline",
            outcome=f"session {numbers}: {length} attended",
            threshold=cite(limits, *names),
            evidence=ids(carried, timeline, "return to baseline"),
        )


def _held(decision: Decision, timeline: Timeline, limits: Thresholds) -> Iterator[RuleFiring]:
    finding = decision.finding
    if finding.sessions_held:
        yield RuleFiring(
            rule="length held",
            outcome=f"{finding.days_held} days and {finding.sessions_held} attended sessions since onset",
            threshold=cite(limits, "sustained_days", "sustained_sessions"),
        )


def _verdict(decision: Decision, carried: Sequence[Carrier]) -> RuleFiring:
    finding = decision.finding
    return RuleFiring(
        rule=finding.rule,
        outcome=f"{finding.change.value}, {finding.durability.value}",
        evidence=tuple(c.observation.id for c in carried if c.observation),
    )


def _clarity(decision: Decision, limits: Thresholds) -> RuleFiring:
    outcome = (
        f"{decision.probability:.0%} of the courses that the notes allow give this verdict, "
        f"{decision.sustained_probability:.0%} give sustained"
    )
    names = ["sustained_confidence"]
    if decision.withheld:
        names.append("improved_confidence")
        outcome += "; the notes do not make it clear that the gain has lasted, so the weaker verdict stands"
    return RuleFiring(rule="clarity", outcome=outcome, threshold=cite(limits, *names))


def _silence(course: Course, timeline: Timeline, limits: Thresholds) -> Iterator[RuleFiring]:
    """Where the notes are blind: sessions after the last documented one, and long breaks."""
    if course.positions and course.positions[-1] < len(timeline.sessions) - 1:
        days = timeline.days_between(course.positions[-1], len(timeline.sessions) - 1)
        number = timeline.number(course.positions[-1])
        yield RuleFiring(rule="silence", outcome=f"not documented after session {number}, for {days} days")
    attended = [i for i, session in enumerate(timeline.sessions) if session.attended]
    for before, after in pairwise(attended):
        days = timeline.days_between(before, after)
        if days > limits.long_break_days:
            numbers = f"{timeline.number(before)} and {timeline.number(after)}"
            yield RuleFiring(
                rule="long break",
                outcome=f"{days} days between sessions {numbers}, of which the notes say nothing at the time",
                threshold=cite(limits, "long_break_days"),
            )
