import pytest

from tools.reading.tokens import grams, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Saw [PARTNER] at [EMPLOYER_2] in [week 12]", ["saw", "xxperson", "at", "xxplace", "in", "xxdate"]),
        ("[CLIENT] slept 7 hrs", ["xxclient", "slept", "n4-7", "hrs"]),
        ("mood 3/10", ["mood", "n/n"]),
        ("can’t sleep", ["can't", "sleep"]),
        ("0 attacks, 52 checks", ["n0", "attacks", ",", "n50+", "checks"]),
        ("1.2.3", ["nnn"]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


def test_grams_hold_words_runs_and_pieces() -> None:
    assert {"denies", "denies si", "#<deni", "#nies>"} <= grams("Denies SI", 2)


def test_surrogates_give_no_pieces() -> None:
    assert grams("[MOTHER]", 1) == {"xxperson"}
