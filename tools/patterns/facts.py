"""From a chart and its assessment to the facts that patterns are counted from. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

import yaml

from retrieval.records import NoteKind, Passage
from tools.case_codes import case_code
from tools.patterns.records import Case
from tools.records import Assertion, Assessment, Chart, ChartSession, Domain, Level, Topic

BASELINE = 3
"""Attended sessions that tell how it was at the start."""
NOT_DONE = re.compile(
    r"\b(?:plan(?:s|ned)?|next|will|consider\w*|declin\w*|refus\w*|not (?:yet|ready|done)|discuss\w*|might"
    r"|could|wait\w*|offer\w*|if|previous\w*|before|years? ago|past|failed)\b",
    re.IGNORECASE,
)
"""Words beside an intervention that is not being done."""
PLANS = frozenset({"plan", "next session", "recommendations", "history"})
"""Sections in which an intervention is spoken of, not done."""


def case_facts(chart: Chart, assessment: Assessment, passages: Iterable[Passage] = ()) -> Case:
    """Reduce one client's course to facts.

    Args:
        chart: what was read.
        assessment: what the outcome engine makes of it.
        passages: sentences of the notes, in which interventions are looked for; none of their words are kept.
    """
    sessions = sorted(chart.sessions, key=lambda s: (s.date, s.session))
    came = [s for s in sessions if s.attended]
    verdict = assessment.overall
    days = {s.session: s.date for s in sessions}
    onset = days.get(verdict.onset_session) if verdict.onset_session is not None else None
    return Case(
        code=case_code(chart.client_id),
        change=verdict.change,
        durability=verdict.durability,
        presentations=_presentations(came[:BASELINE]),
        interventions=_interventions(sessions, passages),
        onset_session=verdict.onset_session,
        onset_weeks=None if onset is None else (onset - sessions[0].date).days / 7,
        weeks_held=verdict.weeks_held,
        setbacks=len(assessment.setbacks),
        life_events=len(assessment.life_context),
        attended=len(came),
        missed=sum(s.kind is NoteKind.CANCELLED for s in sessions),
        weeks=(sessions[-1].date - sessions[0].date).days / 7 if sessions else 0.0,
        course=_course(assessment, sessions),
    )


@cache
def families() -> Mapping[str, re.Pattern[str]]:
    """Return the families of interventions and how they are named."""
    raw = yaml.safe_load(
        (resources.files("tools.patterns") / "interventions.yaml").read_text(encoding="utf-8")
    )
    return {
        name: re.compile(rf"(?<!\w)(?:{'|'.join(cues)})(?!\w)", re.IGNORECASE) for name, cues in raw.items()
    }


def _presentations(baseline: Iterable[ChartSession]) -> frozenset[str]:
    return frozenset(
        o.indicator
        for session in baseline
        for o in session.reading.observations
        if o.topic is Topic.FINDING
        and o.indicator
        and o.of_client
        and o.assertion is Assertion.PRESENT
        and o.level is Level.IMPAIRED
        and (Domain.SYMPTOMS in o.domains or Domain.RISK in o.domains)
    )


def _interventions(
    sessions: Iterable[ChartSession], passages: Iterable[Passage]
) -> tuple[tuple[str, int], ...]:
    order = {s.reading.note_id: (place, s.session) for place, s in enumerate(sessions) if s.attended}
    first: dict[str, tuple[int, int]] = {}
    for passage in passages:
        if passage.note_id not in order or passage.section in PLANS or NOT_DONE.search(passage.text):
            continue
        for family, cues in families().items():
            if cues.search(passage.text):
                first[family] = min(first.get(family, order[passage.note_id]), order[passage.note_id])
    return tuple((family, session) for family, (_, session) in sorted(first.items()))


def _course(assessment: Assessment, sessions: list[ChartSession]) -> tuple[tuple[float, Level], ...]:
    points = assessment.trajectories[Domain.SYMPTOMS].points
    span = (sessions[-1].date - sessions[0].date).days if sessions else 0
    return tuple(((p.date - sessions[0].date).days / span if span else 0.0, p.state) for p in points)
