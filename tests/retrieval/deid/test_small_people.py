import pytest

from retrieval.deid import keep, naming
from retrieval.deid.candidates import find
from retrieval.deid.features import Page
from retrieval.deid.small_people import possible, vouched
from retrieval.deid.tokens import words_of

NO_WEIGHTS: dict[str, tuple[float, ...]] = {"bias": (9.0, 0.0, 0.0, 0.0)}
"""A model that believes in nobody, so that only what is vouched for is likely."""


def words_that(check, text: str) -> list[str]:
    tokens = words_of(text)
    return [word.text for at, word in enumerate(tokens) if check(text, tokens, at)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Long drive w/ dad chase. Calm after.", ["chase"]),
        ("Her niece faith (9) drew a boat.", ["faith"]),
        ("Pt misses grace (sis) most at night.", ["grace"]),
        ("She told sue about the exam.", ["sue"]),
        ("Texted mark yesterday, no reply.", ["mark"]),
    ],
)
def test_vouches_for_a_name_that_is_a_word(text: str, expected: list[str]) -> None:
    assert words_that(vouched, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Her mom will call, dad may not.",
        "His mother's grace, and patience.",
        "Mom drew a map for the trip.",
        "She takes joy in the garden. Has faith.",
        "Called bill collectors about it.",
        "Rates hope 2/10 and joy (2/10).",
        "He left a mark on the wall.",
    ],
)
def test_does_not_vouch_for_a_word(text: str) -> None:
    assert words_that(vouched, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said will moved out in spring.", ["will"]),
        ("He will read it and will still go.", []),
        ("Lives with zhor and two cats.", ["zhor"]),
        ("Saw dr. xie and a nurse.", ["xie"]),
        ("The zhor was on the wall.", []),
    ],
)
def test_what_may_be_somebody(text: str, expected: list[str]) -> None:
    assert words_that(possible, text) == expected


@pytest.mark.parametrize(
    ("text", "likely"), [("She told sue about the exam.", ["sue"]), ("She will sue about it.", [])]
)
def test_who_is_vouched_for_is_likely_whatever_the_model_says(text: str, likely: list[str]) -> None:
    tokens = words_of(text)
    page = Page(text, tokens, keep.mark(tokens, text))
    found = [text[f.start : f.end] for f in naming.find(page, NO_WEIGHTS) if f.score >= 0.5]
    assert found == likely


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mass at st. basil's on Sunday mornings", "st. basil"),
        ("respite at st. brendan's day centre begins", "st. brendan's day centre"),
        ("he works for wongsakul & sons in town", "wongsakul & sons"),
    ],
)
def test_saints_and_firms_in_lower_case(text: str, expected: str) -> None:
    tokens = words_of(text)
    assert expected in [text[c.start : c.end] for c in find(text, tokens, keep.mark(tokens, text))]
