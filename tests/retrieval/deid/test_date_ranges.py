from datetime import date

import pytest

from retrieval.deid import dating
from retrieval.deid.date_ranges import parts


@pytest.mark.parametrize(
    ("surface", "pieces"),
    [
        ("July 18 to 22", [("July 18", "18 July"), ("22", "22 July")]),
        ("18 to 22 July", [("18", "18 July"), ("22 July", "22 July")]),
        ("March 3, 10 and 17", [("March 3", "3 March"), ("10", "10 March"), ("17", "17 March")]),
        ("the 3rd and 4th of May 2023", [("the 3rd", "3rd May 2023"), ("4th of May 2023", "4th May 2023")]),
        ("1st - 3rd", [("1st", "1st"), ("3rd", "3rd")]),
        ("July 18", []),
        ("July 18, 2024", []),
        ("3-Mar-24", []),
        ("July '24", []),
    ],
)
def test_every_day_is_a_date_of_its_own(surface: str, pieces: list[tuple[str, str]]) -> None:
    assert [(surface[p.start : p.end], p.reads) for p in parts(surface)] == pieces


def test_each_day_is_read_with_the_month_that_they_share() -> None:
    days = [dating.resolve(p.reads, "", date(2024, 8, 1)) for p in parts("July 18 to 26")]
    assert [d.day for d in days if d] == [date(2024, 7, 18), date(2024, 7, 26)]
