"""Scores beside notes: do they agree? A score never decides; the trace says how the two stand together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from tools.instruments import Better, Instrument, Role, find
from tools.outcomes.reliable_change import ScoreChange, classify
from tools.outcomes.score_courses import rules_of
from tools.records import Change, Domain, Measure, RuleFiring

FUNCTION = frozenset({"WSAS", "WHODAS", "SDS", "GAF", "CGAS"})
"""Instruments whose total is about functioning; by their titles."""
TOWARDS = {
    ScoreChange.RECOVERED: Change.IMPROVED,
    ScoreChange.IMPROVED: Change.IMPROVED,
    ScoreChange.UNCHANGED: Change.UNCHANGED,
    ScoreChange.DETERIORATED: Change.WORSENED,
}


def agreement(measures: Iterable[Measure], domain: Domain, change: Change) -> Iterator[RuleFiring]:
    """First and last score of each instrument that bears on a domain, beside the verdict on it."""
    used = sorted((m for m in measures if m.used), key=lambda m: (m.instrument, m.session))
    for name, group in groupby(used, key=lambda m: m.instrument):
        scores = list(group)
        instrument = find(name)
        if instrument and _domain(instrument) is domain and scores[0].session != scores[-1].session:
            yield _firing(instrument, scores[0], scores[-1], change)


def _domain(instrument: Instrument) -> Domain | None:
    if instrument.better is Better.NONE or instrument.role in (Role.ALLIANCE, Role.SESSION):
        return None
    if instrument.role is Role.RISK:
        return Domain.RISK
    return Domain.FUNCTION if instrument.name in FUNCTION else Domain.SYMPTOMS


def _firing(instrument: Instrument, first: Measure, last: Measure, change: Change) -> RuleFiring:
    pair = ", ".join(f"{m.score:g} in session {m.session}" for m in (first, last))
    pair = f"{instrument.name} {pair}"
    sessions = (f"session {first.session}", f"session {last.session}")
    rules = rules_of(instrument)
    if rules is None:
        return RuleFiring(
            rule="scores",
            outcome=f"{pair}: {_plainly(instrument, first, last)}; no reliable change is established for it",
            evidence=sessions,
        )
    found = classify(first.score, last.score, rules)
    said = "; ".join(filter(None, [found.change.value, found.remark, _beside(TOWARDS[found.change], change)]))
    return RuleFiring(
        rule="scores",
        outcome=f"{pair}: {said}",
        threshold=f"reliable change {instrument.reliable_change:g} points ({instrument.source})",
        evidence=sessions,
    )


def _plainly(instrument: Instrument, first: Measure, last: Measure) -> str:
    points = instrument.improvement(first.score, last.score) or 0.0
    if not points:
        return "the same"
    return f"{abs(points):g} points {'better' if points > 0 else 'worse'}"


def _beside(scores: Change, notes: Change) -> str:
    if notes is Change.NOT_DOCUMENTED:
        return "the notes beside it are too few to compare"
    if scores is notes:
        return "agrees with the notes"
    if Change.UNCHANGED in (scores, notes):
        return f"does not confirm the notes, which say {notes.value}"
    return f"in tension with the notes, which say {notes.value}"
