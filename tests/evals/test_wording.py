import pytest

from evals.wording import is_verbatim, norm, says, spell_dates, what_is_read


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("2024-02-16", "february 16, 2024"),
        ("feb 16", "february 16"),
        ("16th of february 2024", "february 16 2024"),
        ("3 sept.", "september 3"),
        ("2024-13-01", "2024-13-01"),
        ("she may go", "she may go"),
    ],
)
def test_dates_are_spelled_one_way(text: str, spelled: str) -> None:
    assert spell_dates(text) == spelled


def test_folding() -> None:
    assert norm("  “It’s\n two–three ”") == '"it\'s two-three "'


@pytest.mark.parametrize(
    ("quote", "verbatim"),
    [
        ("slept  Through the\nnight", True),
        ("slept the night", False),
        ("through", False),  # shorter than any proof
        ("", False),
    ],
)
def test_verbatim(quote: str, verbatim: bool) -> None:
    assert is_verbatim(quote, "She slept through the night.") is verbatim


def test_nothing_is_verbatim_in_a_note_that_is_not_there() -> None:
    assert not is_verbatim("slept through the night", None)


@pytest.mark.parametrize(("kind", "read"), [("sustained", True), ("lookup", False)])
def test_long_answers_are_read_to_a_point(kind: str, read: bool) -> None:
    assert says(what_is_read("word " * 200 + "end", kind), "end") is read


def test_alternatives() -> None:
    assert says("she slept well", "rested | slept")
    assert not says("she slept well", "rested | tired")
