import pytest

from tools.reading.ratings import unnamed_ratings


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Second target (the corridor), began at 8, ended at 3.", [8, 3]),
        ("Target 4: 9 at start, 2 at the end.", [9, 2]),
        ("Target of the ambulance 7 to 0.", [7, 0]),
        ("Target date moved from 3 to 5 weeks away.", []),
        ("Target weight 52 to 54.", []),
        ("Nightmares down from 6 to 2 this week.", []),
        ("Worked on the target for 20 min.", []),
    ],
)
def test_ratings_of_a_target(text: str, values: list[float]) -> None:
    assert [value for value, _, _ in unnamed_ratings(text)] == values
