"""One instrument over a course: what changed, where, how sure its manual lets us be. It describes only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from tools.instruments import Better, Instrument, Role, find
from tools.outcomes.reliable_change import ScoreRules, ScoreVerdict, classify
from tools.records import Measure
from tools.series.overlap import Overlap, overlap
from tools.series.sudden_gains import sudden_gains

RESPONSE = 50.0
"""Per cent of the first score gained: the usual meaning of response (HAM-A, HAM-D, PHQ-9)."""
RESPONSE_OF = {"Y-BOCS": 35.0}
"""Mataix-Cols D et al. World Psychiatry 2016;15(1):80-81."""
REMISSION = {"PHQ-9": 4, "HAM-D": 7}
"""Highest score that counts as remission: NHS Talking Therapies manual; Zimmerman 2013."""
BORDERLINE = 1
"""Points around a cutoff within which the side says little."""
FEWEST_BESIDE = 2
"""Scores that each phase must have before two phases are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreGain:
    """A sudden gain between two neighbouring scores, by session."""

    before: int
    after: int
    points: float
    reversed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreCourse:
    """All used scores of one instrument and what can be said of them."""

    name: str
    instrument: Instrument | None
    scores: tuple[Measure, ...]
    """One a session, in order."""
    change: ScoreVerdict | None = None
    """First against last; None with one score, or where no reliable change is established."""
    percent: float | None = None
    """Of the first score, positive for the better."""
    response: bool | None = None
    remission: bool | None = None
    borderline: bool = False
    """The last score lies within a point of the cutoff."""
    gains: tuple[ScoreGain, ...] = ()
    overlap: Overlap | None = None
    """Scores from `since` on against those before it."""
    since: int | None = None


def score_courses(measures: Iterable[Measure], since: int | None = None) -> tuple[ScoreCourse, ...]:
    """Describe each instrument, in order of name.

    Args:
        measures: Scores of one chart; those not used are left out, of several in a session the last counts.
        since: A session from which a later phase is set against the earlier one, such as an onset.
    """
    used = sorted((m for m in measures if m.used), key=lambda m: (m.instrument, m.session, m.evidence.start))
    return tuple(_course(name, list(group), since) for name, group in groupby(used, lambda m: m.instrument))


def _course(name: str, measures: list[Measure], since: int | None) -> ScoreCourse:
    scores = tuple({m.session: m for m in measures}.values())
    instrument = find(name)
    if instrument is None or len(scores) < 2 or instrument.better is Better.NONE:
        return ScoreCourse(name=name, instrument=instrument, scores=scores)
    first, last = scores[0].score, scores[-1].score
    percent = _percent(instrument, first, last)
    limit = RESPONSE_OF.get(name, RESPONSE)
    judged = instrument.role is Role.OUTCOME and bool(instrument.in_clinical_range(first))
    beside = _overlap(scores, since, instrument)
    return ScoreCourse(
        name=name,
        instrument=instrument,
        scores=scores,
        change=_change(instrument, first, last),
        percent=percent,
        response=percent >= limit if judged and percent is not None else None,
        remission=last <= REMISSION[name] if judged and name in REMISSION else None,
        borderline=instrument.cutoff is not None and abs(last - instrument.cutoff) <= BORDERLINE,
        gains=_gains(instrument, scores),
        overlap=beside,
        since=since if beside else None,
    )


def rules_of(instrument: Instrument) -> ScoreRules | None:
    """How change is judged on an instrument; None where no reliable change is established."""
    if instrument.reliable_change is None:
        return None
    high = instrument.better is Better.HIGH
    # without a cutoff nobody is out of the clinical range: at most reliably better
    beyond = float("inf") if high else float("-inf")
    return ScoreRules(
        reliable_change=instrument.reliable_change,
        cutoff=beyond if instrument.cutoff is None else instrument.cutoff,
        higher_is_better=high,
        cutoff_is_clinical=not high,
    )


def _change(instrument: Instrument, first: float, last: float) -> ScoreVerdict | None:
    rules = rules_of(instrument)
    return classify(first, last, rules) if rules else None


def _percent(instrument: Instrument, first: float, last: float) -> float | None:
    """Per cent make sense where the scale is one of trouble and has a floor."""
    above = first - instrument.low
    if instrument.better is not Better.LOW or not above:
        return None
    return 100 * (first - last) / above


def _gains(instrument: Instrument, scores: tuple[Measure, ...]) -> tuple[ScoreGain, ...]:
    if instrument.reliable_change is None or instrument.role is not Role.OUTCOME:
        return ()
    found = sudden_gains(
        [m.score for m in scores],
        least=instrument.reliable_change,
        higher_is_better=instrument.better is Better.HIGH,
    )
    return tuple(
        ScoreGain(
            before=scores[g.position].session,
            after=scores[g.position + 1].session,
            points=g.magnitude,
            reversed=g.reversed,
        )
        for g in found
    )


def _overlap(scores: tuple[Measure, ...], since: int | None, instrument: Instrument) -> Overlap | None:
    if since is None:
        return None
    before = [m.score for m in scores if m.session < since]
    after = [m.score for m in scores if m.session >= since]
    if min(len(before), len(after)) < FEWEST_BESIDE:
        return None
    return overlap(before, after, higher_is_better=instrument.better is Better.HIGH)
