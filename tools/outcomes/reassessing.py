"""The assessment as computed and as corrected: both are kept, and what lies between them is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace

from retrieval.records import Evidence
from tools.errors import ToolRefused
from tools.outcomes.assess import assess
from tools.outcomes.corrections import Correction, Dismissal, ThresholdChange, VerdictOverride
from tools.outcomes.dismissing import without
from tools.outcomes.summary import overall
from tools.outcomes.thresholds import Thresholds
from tools.records import Assessment, Chart, Domain, Durability, RuleFiring, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictChange:
    """One verdict before and after the corrections."""

    domain: Domain | None
    before: Verdict
    after: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Reassessment:
    """Both versions of an assessment."""

    computed: Assessment
    """Under the standing thresholds, with nothing dismissed or overridden."""
    corrected: Assessment
    corrections: tuple[Correction, ...]
    thresholds: Thresholds
    """Those of `corrected`."""
    changed: tuple[VerdictChange, ...]
    """Verdicts whose label, onset, length or evidence differ."""
    dismissed: tuple[Evidence, ...]
    """Words that no longer count."""

    def rests_on_changed(self, cited: Iterable[Evidence], domains: Iterable[Domain | None] = ()) -> bool:
        """Whether an earlier answer is stale.

        Args:
            cited: What the answer cited; words that are dismissed now make it stale.
            domains: Domains whose verdict it told (None: the overall one).
        """
        told = set(domains)
        return any(c.domain in told for c in self.changed) or any(
            one.overlaps(gone) for one in cited for gone in self.dismissed
        )


def reassess(
    chart: Chart, corrections: Sequence[Correction] = (), thresholds: Thresholds | None = None
) -> Reassessment:
    """Compute again with the therapist's corrections; of two on the same thing the last counts.

    Args:
        chart: The chart as it was read.
        corrections: All that are in force.
        thresholds: The standing limits, before any `ThresholdChange`.

    Raises:
        ToolRefused: A threshold does not exist or lies outside its range.
    """
    standing = thresholds or Thresholds()
    limits = _limits(standing, corrections)
    gone = {c.observation_id for c in corrections if isinstance(c, Dismissal)}
    computed = assess(chart, standing)
    again = assess(without(chart, gone), limits) if gone or limits != standing else computed
    corrected = _overridden(again, [c for c in corrections if isinstance(c, VerdictOverride)])
    return Reassessment(
        computed=computed,
        corrected=corrected,
        corrections=tuple(corrections),
        thresholds=limits,
        changed=tuple(_changes(computed, corrected)),
        dismissed=tuple(o.evidence for s in chart.sessions for o in s.reading.observations if o.id in gone),
    )


def _limits(standing: Thresholds, corrections: Sequence[Correction]) -> Thresholds:
    whole = {item.name: isinstance(item.default, int) for item in fields(Thresholds)}
    values: dict[str, float] = {}
    for one in corrections:
        if isinstance(one, ThresholdChange):
            if one.name not in whole:
                raise ToolRefused(f"There is no threshold of that name. Choose one of: {', '.join(whole)}.")
            if whole[one.name] and one.value != int(one.value):
                raise ToolRefused(f"Threshold {one.name} must be a whole number, but is {one.value}.")
            values[one.name] = int(one.value) if whole[one.name] else float(one.value)
    return replace(standing, **values) if values else standing  # type: ignore[arg-type]


def _overridden(assessment: Assessment, overrides: Sequence[VerdictOverride]) -> Assessment:
    """Put the therapist's verdicts in place; the overall one is summed up again unless it is hers too."""
    own = {o.domain: o for o in overrides}
    if not own:
        return assessment
    domains = {d: _replaced(v, own[d]) if d in own else v for d, v in assessment.domains.items()}
    whole = overall(domains)
    return replace(assessment, domains=domains, overall=_replaced(whole, own[None]) if None in own else whole)


def _replaced(verdict: Verdict, own: VerdictOverride) -> Verdict:
    gained = own.durability in (Durability.SUSTAINED, Durability.EMERGING, Durability.FLUCTUATING)
    computed = f"{verdict.change.value}, {verdict.durability.value}"
    said = f"{own.change.value}, {own.durability.value} by the therapist; computed: {computed}"
    firing = RuleFiring(rule="overridden by the therapist", outcome=said)
    return replace(
        verdict,
        change=own.change,
        durability=own.durability,
        trace=(*verdict.trace, firing),
        weeks_held=verdict.weeks_held if gained else None,
        sessions_held=verdict.sessions_held if gained else None,
        situational=verdict.situational and own.durability is Durability.TEMPORARY,
    )


def _changes(before: Assessment, after: Assessment) -> Iterable[VerdictChange]:
    pairs: list[tuple[Domain | None, Verdict, Verdict]] = [(None, before.overall, after.overall)]
    pairs += [(d, before.domains[d], after.domains[d]) for d in before.domains]
    for domain, old, new in pairs:
        if replace(old, trace=()) != replace(new, trace=()):
            yield VerdictChange(domain=domain, before=old, after=new)
