"""What stands around the trend in plain, clean-space words, each with its evidence; time in weeks of care."""

from __future__ import annotations

from collections.abc import Iterable

from retrieval.records import Evidence
from tools.outcomes.alliance import AllianceSign, Sign
from tools.outcomes.comparing import Comparison, DomainComparison, PeriodState
from tools.outcomes.coverage import Coverage, DomainCoverage
from tools.outcomes.disagreement import Contradiction
from tools.outcomes.evidence import quotable
from tools.outcomes.goals import GoalCourse, attainment
from tools.outcomes.intervention_use import Following, InterventionUse
from tools.outcomes.life_line import Happening
from tools.outcomes.risk_view import RiskView
from tools.outcomes.turning_points import TurningPoint
from tools.outcomes.wording import Told, first_day, sessions_named, told, week
from tools.records import Chart, Observation

MOST_SIGNS = 5
NOT_CAUSE = "This is order in time, not cause."


def tell_life(happenings: Iterable[Happening], chart: Chart) -> Told:
    """Life events, medication changes, missed sessions and breaks on one line of time."""
    listed, start = tuple(happenings), first_day(chart)
    lines = [
        f"session {h.session} ({week(h.date, start)}), {h.kind}: "
        + (_quote(h.evidence) if h.evidence else h.text)
        for h in listed
    ]
    return told(
        lines or ["No life event, medication change or missed session is documented."],
        (h.evidence for h in listed if h.evidence),
    )


def tell_interventions(uses: Iterable[InterventionUse]) -> Told:
    """Each intervention with first use, sessions, first words, and what the notes record after it."""
    listed = tuple(uses)
    lines = []
    for use in listed:
        after = "; ".join(filter(None, map(_followed, use.followed)))
        lines.append(
            f"{use.name}: first in session {use.first_session}, noted in {sessions_named(use.sessions)}: "
            f"{_quote(use.observations[0].evidence)}" + (f" Around its first use: {after}." if after else "")
        )
    if lines:
        lines.append(NOT_CAUSE)
    return told(
        lines or ["No intervention is documented."], (o.evidence for u in listed for o in u.observations)
    )


def tell_goals(goals: Iterable[GoalCourse]) -> Told:
    """Each goal with its status, in the notes' words, and the T score where levels are written."""
    listed = tuple(goals)
    lines = []
    for goal in listed:
        line = f"session {goal.stated.evidence.session}: {_quote(goal.stated.evidence)}: {goal.status.value}"
        if goal.reviews:
            last = goal.reviews[-1].evidence
            line += f" (session {last.session}: {_quote(last)})"
        lines.append(line)
    score = attainment(listed)
    if score is not None:
        lines.append(f"goal attainment T {score:.1f} (50: as expected), over goals with a written level")
    evidence = (o.evidence for g in listed for o in (g.stated, *g.reviews))
    return told(lines or ["No goal is documented."], evidence)


def tell_risk(view: RiskView) -> Told:
    """The worst recent evidence first, then the last denial, then how long the notes have been silent."""
    if view.last_documented is None:
        return told(["Risk is not documented in any session. Not documented is not absent."], ())
    shown = view.worst_recent[:MOST_SIGNS]
    lines = [f"recent sign of risk, {_label(o)}" for o in shown]
    if not shown:
        lines.append("No sign of risk is documented in the last eight weeks of notes.")
        if view.worst_ever:
            lines.append(f"gravest earlier sign, {_label(view.worst_ever)}")
    if view.last_denied:
        lines.append(f"last denied or absent, {_label(view.last_denied)}")
    lines.append(f"last documented in session {view.last_documented}")
    if view.silent_since:
        lines.append(f"not mentioned in {sessions_named(view.silent_since)}: that is not the same as absent")
    found = [*shown, *filter(None, [None if shown else view.worst_ever, view.last_denied])]
    return told(lines, (o.evidence for o in found))


def tell_turning_points(points: Iterable[TurningPoint]) -> Told:
    """Turns in order, with the words of the session."""
    listed = tuple(points)
    lines = [
        f"session {p.session}: {p.turn.value}, {', '.join(p.domains)}"
        + (f": {_quote(p.words[0].evidence)}" if p.words else "")
        for p in listed
    ]
    return told(
        lines or ["No turning point is documented."], (o.evidence for p in listed for o in p.words[:1])
    )


def tell_contradictions(found: Iterable[Contradiction]) -> Told:
    """Both sides, neither preferred."""
    listed = tuple(found)
    lines = [
        f"{c.domain.value}: {c.better.source.value} {_label(c.better)} against "
        f"{c.worse.source.value} {_label(c.worse)}"
        for c in listed
    ]
    return told(
        lines or ["No sources contradict each other."],
        (o.evidence for c in listed for o in (c.better, c.worse)),
    )


def tell_alliance(signs: Iterable[AllianceSign]) -> Told:
    """Remarks on the working relationship."""
    listed = tuple(signs)
    lines = []
    for one in listed:
        mended = f"; repair told in session {one.repaired_in}" if one.repaired_in else ""
        open_ = "; no repair documented" if one.sign is Sign.RUPTURE and not one.repaired_in else ""
        lines.append(f"{one.sign.value}, {_label(one.observation)}{mended}{open_}")
    return told(
        lines or ["Nothing is documented on the working relationship."],
        (s.observation.evidence for s in listed),
    )


def tell_comparison(compared: Comparison) -> Told:
    """Two periods, domain by domain, then scores that stand in both."""
    a, b = compared.earlier, compared.later
    lines = [f"sessions {a.first} to {a.last} against sessions {b.first} to {b.last}:"]
    lines += [_compared(d) for d in compared.domains]
    for course in compared.scores:
        earlier = [m for m in course.scores if not b.holds(m.session)]
        later = [m for m in course.scores if b.holds(m.session)]
        nap = f"; NAP {course.overlap.nap:.2f}" if course.overlap else ""
        lines.append(
            f"{course.name}: {', '.join(f'{m.score:g}' for m in earlier)} against "
            f"{', '.join(f'{m.score:g}' for m in later)}{nap}"
        )
    words = [s.words for d in compared.domains for s in (d.earlier, d.later) if s.words]
    scores = [m.evidence for c in compared.scores for m in c.scores]
    return told(lines, (*(o.evidence for o in words), *scores))


def tell_coverage(seen: Coverage, contradictions: int = 0) -> Told:
    """What the notes leave open."""
    lines = [f"{seen.contacts} contacts over {seen.days} days, {seen.attended} attended."]
    lines += [_covered(d, seen) for d in seen.domains]
    lines += [
        f"{g.days} days without a session from session {g.before} to {g.after}: the notes are blind there."
        for g in seen.gaps
    ]
    if seen.empty:
        lines.append(f"No domain is documented in {sessions_named(seen.empty)}.")
    if not seen.scored:
        lines.append("No score is documented.")
    if contradictions:
        lines.append(f"Sources contradict each other in {contradictions} places.")
    return told(lines, ())


def _covered(domain: DomainCoverage, seen: Coverage) -> str:
    name = domain.domain.value
    if not domain.sessions:
        return f"{name}: not documented in any session."
    line = f"{name}: documented in {len(domain.sessions)} of {seen.contacts} sessions ({domain.strength})"
    if domain.sources:
        line += f", by {' and '.join(source.value for source in domain.sources)}"
    if domain.silent_after is not None:
        line += f", not after session {domain.silent_after}, for {domain.silent_days} days"
    return line + "."


def _compared(one: DomainComparison) -> str:
    return f"{one.domain.value}: {one.outcome}; {_period(one.earlier)} against {_period(one.later)}"


def _period(state: PeriodState) -> str:
    if not state.sessions:
        return "not documented"
    shares = ", ".join(f"{level.value} {share:.0%}" for level, share in state.shares.items())
    return f"{shares} of {len(state.sessions)}" + (f" {_quote(state.words.evidence)}" if state.words else "")


def _followed(one: Following) -> str:
    if one.before is None or not one.after:
        return ""
    after = ", ".join(
        f"{level.value} in session {n}" for level, n in zip(one.after, one.sessions, strict=True)
    )
    return f"{one.domain.value} {one.before.value} before, then {after}"


def _label(one: Observation) -> str:
    return f"session {one.evidence.session}: {_quote(one.evidence)}"


def _quote(evidence: Evidence) -> str:
    return f"“{quotable(evidence).quote}”"
