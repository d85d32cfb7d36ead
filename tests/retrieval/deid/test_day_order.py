import pytest

from retrieval.deid.day_order import day_first


@pytest.mark.parametrize(
    ("texts", "british"),
    [
        (["seen 25/3/24", "and 2/4/24"], True),
        (["seen 3/25/24", "and 4/2/24"], False),
        (["next appt 25/3, last seen 18/2"], True),
        (["PHQ-9 12/27, GAD 9/21; seen 2/4/24"], False),
        ([], False),
    ],
)
def test_the_order_of_day_and_month_follows_the_dates_that_are_plain(texts: list[str], british: bool) -> None:
    assert day_first(texts) is british
