"""Settle what an ambiguous date means, from the other dates of the same note, file or folder.

Nothing is guessed: where the dates at hand prove both orders or none, the note is refused and reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from retrieval.intake.dates import DateOrder, FoundDate
from retrieval.intake.records import Loaded, RawNote, RefusedError

EARLIEST = date(1950, 1, 1)
"""Session notes from before 1950 are taken for typing errors."""


def proved_orders(dates: Iterable[FoundDate]) -> frozenset[DateOrder]:
    """The orders that these dates prove; two of them mean that they contradict one another."""
    return frozenset(item.order for item in dates if item.order is not None)


def file_orders(file: Loaded) -> frozenset[DateOrder]:
    """What a file proves: its notes' own dates weigh more than dates mentioned in passing."""
    own = proved_orders(item for note in file.notes for item in (*note.dates, *file.name_dates))
    return own or proved_orders(item for note in file.notes for item in note.mentioned)


def settled_order(file: Loaded, folder: Sequence[Loaded]) -> DateOrder | None:
    """The order in which this file writes dates, or None if nothing proves one."""
    orders = file_orders(file) or frozenset(order for each in folder for order in file_orders(each))
    return next(iter(orders)) if len(orders) == 1 else None


def note_date(note: RawNote, name_dates: Sequence[FoundDate], order: DateOrder | None, today: date) -> date:
    """The date of a note: what it states itself, or else what its file name states.

    Args:
        note: the note with the dates that it or its heading states.
        name_dates: dates in the file name; empty for files with many notes.
        order: how this file writes dates, if that is known.
        today: later dates are refused.

    Raises:
        RefusedError: undated, ambiguous, impossible, in the future, too early or self-contradicting.
    """
    stated = note.dates or (name_dates if len(name_dates) == 1 else ())
    if not stated:
        raise RefusedError(
            "no session date was found" if not name_dates else "the file name holds more than one date",
            "write the date above the note or in the file name, such as 2024-02-15, and import it again",
        )
    days = [_settle(item, (*note.dates, *name_dates), order) for item in stated]
    if len(set(days)) > 1:
        raise RefusedError(
            "the heading states two different dates", "leave only the date of the session in the heading"
        )
    return _in_range(days[0], today)


def disagrees(day: date, name_dates: Sequence[FoundDate]) -> bool:
    """Whether the file name states one date, and another one than the note."""
    return len(name_dates) == 1 and name_dates[0].exact not in (None, day)


def _settle(item: FoundDate, others: Sequence[FoundDate], order: DateOrder | None) -> date:
    if not item.has_year:
        raise RefusedError("the date has no year", "add the year to the date of the session")
    if not item.exists:
        raise RefusedError("the date does not exist in the calendar", "correct the date of the session")
    if item.exact:
        return item.exact
    agreeing = {other.exact for other in others} & {item.month_first, item.day_first}
    if len(agreeing) == 1 and (day := agreeing.pop()):
        return day
    day = item.read(order) if order else None
    if day is None:
        raise RefusedError(
            "the date can be read day first or month first, and no other date settles it",
            "write the date as year-month-day, such as 2024-02-15",
        )
    return day


def _in_range(day: date, today: date) -> date:
    if day > today:
        raise RefusedError("the date lies in the future", "correct the date of the session")
    if day < EARLIEST:
        raise RefusedError(f"the date lies before {EARLIEST.year}", "correct the date of the session")
    return day
