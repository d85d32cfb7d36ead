import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.understanding.wording import content, ring, stem, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("drives", "driving"),
        ("went", "going"),
        ("slept", "sleep"),
        ("stopped", "stop"),
        ("worries", "worry"),
        ("kids", "child"),
    ],
)
def test_forms_of_one_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("panic", "picnic"), ("mother", "brother"), ("better", "bitter")])
def test_other_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_surrogates_are_one_token() -> None:
    assert tokens("[PARTNER] rang [TOWN_2]") == ("[partner]", "rang", "[town_2]")


def test_content_leaves_out_the_client_and_function_words() -> None:
    assert content("When did [CLIENT] ride the tram?") == ("ride", "tram")


def test_general_words_are_answered_by_particular_ones_only() -> None:
    assert stem("sertraline") in ring(stem("medication"))
    assert stem("fluoxetine") not in ring(stem("sertraline"))


@given(st.text(max_size=40))
def test_stemming_never_fails_or_grows_words(word: str) -> None:
    assert all(stem(token) for token in tokens(word))
