"""Both versions of an assessment where single observations were corrected, not only dismissed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tools.correcting_observations import ObservationChange, corrected_chart
from tools.outcomes.assess import assess
from tools.outcomes.corrections import Correction
from tools.outcomes.reassessing import Reassessment, VerdictChange, reassess
from tools.outcomes.thresholds import Thresholds
from tools.records import Assessment, Chart, Domain, Verdict


def both_versions(
    chart: Chart,
    corrections: Sequence[Correction | ObservationChange] = (),
    thresholds: Thresholds | None = None,
) -> Reassessment:
    """The assessment of a chart as it was read, and with every correction in force.

    Raises:
        ToolRefused: a threshold does not exist or lies outside its range.
    """
    standing = thresholds or Thresholds()
    changes = [c for c in corrections if isinstance(c, ObservationChange)]
    others = [c for c in corrections if not isinstance(c, ObservationChange)]
    again = reassess(corrected_chart(chart, corrections, dismissing=False), others, standing)
    if not changes:
        return again
    computed = assess(chart, standing)
    ids = {c.observation_id for c in changes}
    words = tuple(o.evidence for s in chart.sessions for o in s.reading.observations if o.id in ids)
    return replace(
        again,
        computed=computed,
        changed=tuple(verdict_changes(computed, again.corrected)),
        dismissed=(*again.dismissed, *words),
    )


def verdict_changes(before: Assessment, after: Assessment) -> Iterator[VerdictChange]:
    """Verdicts whose label, onset, length or evidence differ between two assessments."""
    pairs: list[tuple[Domain | None, Verdict, Verdict]] = [(None, before.overall, after.overall)]
    pairs += [(domain, before.domains[domain], after.domains[domain]) for domain in before.domains]
    for domain, old, new in pairs:
        if replace(old, trace=()) != replace(new, trace=()):
            yield VerdictChange(domain=domain, before=old, after=new)
