from datetime import date
from pathlib import Path

import pytest

from retrieval.intake.date_order import disagrees, note_date, settled_order
from retrieval.intake.dates import DateOrder, find_dates
from retrieval.intake.records import Loaded, RawNote, RefusedError

TODAY = date(2026, 6, 1)


def _note(own: str = "", mentioned: str = "") -> RawNote:
    return RawNote(
        place="",
        text="x",
        dates=find_dates(own, today=TODAY, yearless=True),
        mentioned=find_dates(mentioned, today=TODAY),
    )


def _file(*notes: RawNote) -> Loaded:
    return Loaded(path=Path("a.txt"), source="a.txt", notes=notes)


@pytest.mark.parametrize(
    ("notes", "order"),
    [
        ([_note("3/25/24")], DateOrder.MONTH_FIRST),
        ([_note("25/3/24")], DateOrder.DAY_FIRST),
        ([_note("3/12/24")], None),
        ([_note("3/12/24", mentioned="born 25/12/1980")], DateOrder.DAY_FIRST),
        ([_note("3/25/24", mentioned="born 25/12/1980")], DateOrder.MONTH_FIRST),
        ([_note("3/25/24"), _note("25/3/24")], None),
        ([_note("2024-03-12")], None),
    ],
)
def test_order_of_a_file(notes: list[RawNote], order: DateOrder | None) -> None:
    file = _file(*notes)
    assert settled_order(file, [file]) is order


def test_another_file_of_the_folder_settles_but_not_against_the_own() -> None:
    open_file, american, british = _file(_note("3/12/24")), _file(_note("3/25/24")), _file(_note("25/3/24"))
    assert settled_order(open_file, [open_file, american]) is DateOrder.MONTH_FIRST
    assert settled_order(open_file, [open_file, american, british]) is None
    assert settled_order(british, [open_file, american, british]) is DateOrder.DAY_FIRST


@pytest.mark.parametrize(
    ("own", "name", "reason"),
    [
        ("", "", "no session date"),
        ("", "2024-01-01 to 2024-03-01", "more than one date"),
        ("3/12/24", "", "day first or month first"),
        ("2/15", "", "no year"),
        ("2024-02-30", "", "does not exist"),
        ("2024-02-30", "2024-02-20", "does not exist"),
        ("2026-06-02", "", "future"),
        ("1949-12-31", "", "before 1950"),
        ("2024-02-01 2024-02-08", "", "two different dates"),
    ],
)
def test_what_is_refused(own: str, name: str, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        note_date(_note(own), find_dates(name, today=TODAY), None, TODAY)


@pytest.mark.parametrize(
    ("own", "name", "order", "day"),
    [
        ("2024-02-15", "", None, date(2024, 2, 15)),
        ("", "2024-02-15", None, date(2024, 2, 15)),
        ("3/12/24", "", DateOrder.DAY_FIRST, date(2024, 12, 3)),
        ("3/12/24", "2024-03-12", None, date(2024, 3, 12)),
        ("3/12/24 2024-12-03", "", None, date(2024, 12, 3)),
        ("2026-06-01", "", None, TODAY),
        ("1950-01-01", "", None, date(1950, 1, 1)),
    ],
)
def test_what_is_settled(own: str, name: str, order: DateOrder | None, day: date) -> None:
    assert note_date(_note(own), find_dates(name, today=TODAY), order, TODAY) == day


def test_a_file_name_that_says_otherwise() -> None:
    assert disagrees(date(2024, 2, 15), find_dates("2024-02-16", today=TODAY))
    assert not disagrees(date(2024, 2, 15), find_dates("2024-02-15", today=TODAY))
    assert not disagrees(date(2024, 2, 15), ())
