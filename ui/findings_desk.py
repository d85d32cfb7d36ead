"""Correcting what was read and judged, one client at a time: observations, verdicts, thresholds.

A correction is written to the log first, and only if it can be carried out; the log is the truth, and the
chart and the assessment in force are computed from it. What was read stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from retrieval.correction_log import UNDO, CorrectionLog, NewCorrection
from retrieval.errors import CorrectionError
from retrieval.store import Store
from tools.both_versions import both_versions, verdict_changes
from tools.correcting_observations import ObservationChange, change_to_data, corrected_chart
from tools.finding_again import anchor_of, anchor_to_data
from tools.outcomes.corrections import Dismissal, ThresholdChange, correction_to_data
from tools.outcomes.reassessing import Reassessment, VerdictChange
from tools.outcomes.thresholds import Thresholds
from tools.records import Chart, Observation
from ui.findings_log import Correcting, FindingEntry, correcting, opened_log


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is in force for a client, beside what was read."""

    read: Chart
    chart: Chart
    both: Reassessment
    log: tuple[FindingEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsEffect:
    """What became of a correction."""

    number: int
    changed: tuple[VerdictChange, ...]
    """Verdicts before and after this correction."""


class FindingsDesk:
    """Corrections of findings and their undoing."""

    def __init__(
        self,
        store: Store,
        *,
        read: Callable[[str], Chart],
        thresholds: Thresholds,
        changed: Callable[[str | None], None],
    ) -> None:
        """Put a desk together.

        Args:
            store: holds the log.
            read: the chart of a client as it was read.
            thresholds: the limits where nobody set others.
            changed: told the client whose findings changed, or None for all.
        """
        self._store, self._log = store, CorrectionLog(store)
        self._read, self._thresholds, self._changed = read, thresholds, changed

    def standing(self, client_id: str, until: int | None = None) -> Standing:
        """What is in force for a client; or was, when entry `until` was the last."""
        read = self._read(client_id)
        entries = [e for e in self._log.entries(client_id) if until is None or e.id <= until]
        log = opened_log(entries, read, self._store.owner(client_id))
        given = correcting(log)
        return Standing(
            read=read,
            chart=corrected_chart(read, given),
            both=both_versions(read, given, self._thresholds),
            log=log,
        )

    def latest(self, client_id: str) -> int:
        """The number of the last entry that concerns a client; 0 if there is none."""
        return max((entry.id for entry in self._log.entries(client_id)), default=0)

    def observation(self, client_id: str, observation_id: str) -> Observation:
        """One observation as it was read; an id may be shortened as long as one fits.

        Raises:
            CorrectionError: none fits, or several.
        """
        read = [o for session in self._read(client_id).sessions for o in session.reading.observations]
        fits = [o for o in read if o.id == observation_id] or [
            o for o in read if observation_id and o.id.startswith(observation_id)
        ]
        if len(fits) != 1:
            raise CorrectionError(
                f"Expected the id of one observation of this client; {len(fits)} fit. "
                "`longview observations CLIENT` lists them."
            )
        return fits[0]

    def correct(
        self, client_id: str, correction: Correcting, *, reason: str, author: str = "", always: bool = False
    ) -> FindingsEffect:
        """Record a correction; what follows from it holds at once.

        Args:
            client_id: whose.
            correction: what is so instead.
            reason: why, in words; required.
            author: account id; empty from the command line.
            always: for all clients of the therapist; for thresholds only.

        Raises:
            CorrectionError: it has no reason, or is about no observation of this client.
            ToolRefused: a threshold does not exist or lies outside its range.
        """
        if not reason.strip():
            raise CorrectionError("A correction needs a reason; none came. Say why in a few words.")
        if always and not isinstance(correction, ThresholdChange):
            raise CorrectionError("Only a threshold can be set for all clients; correct others one by one.")
        payload = self._payload(client_id, correction)
        before = self.standing(client_id)
        if isinstance(correction, ThresholdChange):  # refuses what no rule could use
            both_versions(Chart(client_id=client_id, sessions=()), [correction], self._thresholds)
        new = NewCorrection(
            client_id=None if always else client_id,
            kind=correction.kind,
            payload=payload,
            author=author,
            reason=" ".join(reason.split()),
        )
        return self._recorded(client_id, new, before)

    def undo(self, client_id: str, number: int, *, author: str = "", reason: str = "") -> FindingsEffect:
        """Take an entry back, which is an entry too.

        Raises:
            CorrectionError: there is no such entry in force.
        """
        before = self.standing(client_id)
        found = next((e for e in before.log if e.number == number), None)
        if found is None or not found.in_force or found.correction is None:
            raise CorrectionError(f"There is no correction {number} of findings in force for this client.")
        new = NewCorrection(
            client_id=None if found.always else client_id,
            kind=UNDO,
            payload={"undoes": number},
            author=author,
            reason=reason,
        )
        return self._recorded(client_id, new, before)

    def _recorded(self, client_id: str, new: NewCorrection, before: Standing) -> FindingsEffect:
        number = self._log.record(new)
        self._changed(new.client_id)
        after = self.standing(client_id)
        changes = tuple(verdict_changes(before.both.corrected, after.both.corrected))
        return FindingsEffect(number=number, changed=changes)

    def _payload(self, client_id: str, correction: Correcting) -> dict[str, object]:
        if not isinstance(correction, Dismissal | ObservationChange):
            return correction_to_data(correction)
        found = self.observation(client_id, correction.observation_id)
        data = (
            change_to_data(correction)
            if isinstance(correction, ObservationChange)
            else correction_to_data(correction)
        )
        return data | {"observation": found.id, "anchor": anchor_to_data(anchor_of(found))}
