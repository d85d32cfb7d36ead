"""What the therapist corrected in findings, as the correction log keeps it, and what of it is in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from retrieval.correction_log import Correction as Entry
from retrieval.correction_log import in_force
from tools.correcting_observations import CHANGE, ObservationChange, change_from_data
from tools.finding_again import found_again
from tools.outcomes.corrections import (
    DISMISSAL,
    OVERRIDE,
    THRESHOLD,
    Correction,
    Dismissal,
    correction_from_data,
)
from tools.records import Chart

KINDS = (DISMISSAL, CHANGE, THRESHOLD, OVERRIDE)
Correcting = Correction | ObservationChange


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingEntry:
    """One entry of the log, opened."""

    number: int
    when: datetime
    always: bool
    """Whether it holds for all of the therapist's clients."""
    author: str
    reason: str
    correction: Correcting | None
    """None where the entry takes another back."""
    undoes: int | None
    in_force: bool
    found: bool
    """False where the words it rests on are not read from the notes any more."""


def opened_log(entries: Sequence[Entry], chart: Chart, owner: str) -> tuple[FindingEntry, ...]:
    """Every entry about findings that concerns a client, oldest first.

    Args:
        entries: of the client and of the practice.
        chart: of the client as it was read, in which observations are found again.
        owner: her therapist; what another therapist set for all of her own clients does not count here.
    """
    mine = [e for e in entries if e.client_id is not None or owner in ("", e.author) or not e.author]
    holding = {entry.id for entry in in_force(mine)}
    numbers = {entry.id for entry in mine if entry.kind in KINDS}
    return tuple(
        _opened(entry, chart, entry.id in holding or entry.undoes is not None)
        for entry in mine
        if entry.id in numbers or entry.undoes in numbers
    )


def correcting(log: Sequence[FindingEntry]) -> tuple[Correcting, ...]:
    """The corrections in force, oldest first: of two of the same thing the last counts."""
    return tuple(e.correction for e in log if e.correction is not None and e.in_force and e.found)


def _opened(entry: Entry, chart: Chart, holds: bool) -> FindingEntry:
    correction = None if entry.undoes is not None else _correction(entry)
    found = True
    if isinstance(correction, Dismissal | ObservationChange):
        key = found_again(chart, correction.observation_id, entry.payload.get("anchor") or {})
        found = key is not None
        correction = correction if key is None else replace(correction, observation_id=key)
    return FindingEntry(
        number=entry.id,
        when=datetime.fromtimestamp(entry.created_at, UTC),
        always=entry.client_id is None,
        author=entry.author,
        reason=entry.reason,
        correction=correction,
        undoes=entry.undoes,
        in_force=holds,
        found=found,
    )


def _correction(entry: Entry) -> Correcting:
    if entry.kind == CHANGE:
        return change_from_data(entry.payload, entry.reason)
    return correction_from_data(entry.kind, entry.payload, entry.reason)
