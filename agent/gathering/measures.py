"""Scores that are written in the notes."""

from __future__ import annotations

import re

from agent.gathering.excerpts import excerpt, fit
from agent.gathering.facts import judge_question, pick
from agent.gathering.sources import Sources
from agent.records import Finding, Gathered, Role, Support, Understanding
from tools.records import Measure


def gather_measures(understanding: Understanding, sources: Sources) -> Gathered:
    """Find the scores that are asked for, or say that there are none, with what the notes hold instead."""
    scores = [m for m in sources.assessment.measures if m.used]
    wanted = wanted_instruments(understanding.question, understanding.instrument, scores)
    found = [m for m in scores if m.instrument in wanted] if understanding.instrument else scores
    framed = _in_frame(understanding, found)
    if framed and not _somebody_else(understanding, sources):
        return Gathered(support=Support.DOCUMENTED, findings=tuple(_finding(m, sources) for m in framed))
    nearest = _nearest(understanding, sources)
    others = found or scores
    return Gathered(
        support=Support.NOT_DOCUMENTED,
        findings=(*nearest, *(_finding(m, sources) for m in others[:3])),
        missing=(understanding.instrument,) if understanding.instrument else (),
    )


def wanted_instruments(question: str, instrument: str, scores: list[Measure]) -> set[str]:
    """Return the recorded instruments that a question names, with or without their number."""
    plain = re.sub(r"[^a-z0-9 ]", "", question.lower())
    names = {m.instrument for m in scores}
    wanted = {n for n in names if _squeeze(n) in plain.replace(" ", "") or _letters(n) in plain.split()}
    return wanted | ({instrument} & names)


def _squeeze(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _letters(name: str) -> str:
    return _squeeze(name).rstrip("0123456789")


def _in_frame(understanding: Understanding, found: list[Measure]) -> list[Measure]:
    if understanding.frame is None:
        return found
    return [m for m in found if m.session in understanding.frame.sessions]


def _somebody_else(understanding: Understanding, sources: Sources) -> bool:
    """Whether the score of another person is asked for: a surrogate or a relative stands in the question."""
    del sources
    return bool(
        re.search(
            r"\[(?!CLIENT)[A-Z]|\b(her|his|their) "
            r"(mother|father|mom|mum|dad|husband|wife|partner|son|daughter|brother|sister)\b",
            understanding.question,
        )
    )


def _finding(measure: Measure, sources: Sources) -> Finding:
    return Finding(
        role=Role.SCORE,
        evidence=fit(sources.history, measure.evidence),
        label=f"{measure.instrument} {measure.score:g}",
    )


def _nearest(understanding: Understanding, sources: Sources) -> tuple[Finding, ...]:
    judged = judge_question(understanding, sources)
    named = [m for m in (*judged.affirmed, *judged.denied, *judged.planned) if m.coverage >= 0.5]
    return tuple(
        Finding(role=Role.NEAREST, evidence=excerpt(sources.history, m.passage, m.matched))
        for m in pick(named, 1)
    )
