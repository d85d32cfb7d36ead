import pytest

from retrieval.deid import keep
from retrieval.deid.candidates import find
from retrieval.deid.tokens import words_of


def runs(text: str) -> list[str]:
    tokens = words_of(text)
    return [text[c.start : c.end] for c in find(text, tokens, keep.mark(tokens))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She told Amara Nwosu-Bell about it.", ["Amara Nwosu-Bell"]),
        ("Saw Dr. Okafor and Mrs. Lindqvist.", ["Okafor", "Lindqvist"]),
        ("Labs from Dr. W today.", ["W"]),
        ("Met Elita B Desaulniers there.", ["Elita B Desaulniers"]),
        ("Spoke with P. Venkat, who agreed.", ["P. Venkat"]),
        ('She is Priyamvada ("Priy") Raman.', ['Priyamvada ("Priy") Raman']),
        ("Her bf T left.", ["T"]),
        ("Vitamin D was low.", []),
        ("She works for Tremaine & Sons now.", ["Tremaine & Sons"]),
        ("He works at Norvale Fire Station 151.", ["Norvale Fire Station 151"]),
        ("w/Oksana and mom(Rosalba)", ["Oksana", "Rosalba"]),
        ("Session was calm. Affect brighter.", []),
        ("Her sister. We talked.", []),
    ],
)
def test_runs_of_capitals(text: str, expected: list[str]) -> None:
    assert runs(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("took the bus to oak hill clinic and sat with oksana for an hour", ["oak hill clinic", "oksana"]),
        ("went to cape lornay on the bus and then home to rest", ["cape lornay"]),
        ("slept badly, anxios and tird all wek, no appetite today", []),
        ("she said she wouldve called and then did not call", []),
    ],
)
def test_a_text_without_capitals(text: str, expected: list[str]) -> None:
    assert runs(text) == expected


def test_a_text_in_capitals_is_read_as_one_without() -> None:
    assert runs("CLIENT SAYS THAT OKSANA DROVE HER TO WORK AND WAITED OUTSIDE") == ["OKSANA"]


def test_an_initial_that_ends_a_sentence_takes_nothing_with_it() -> None:
    assert runs("Things are easier with T. The rest is hard.")[0] == "T."


def test_a_digit_that_is_glued_to_a_name_belongs_to_it() -> None:
    assert runs("Her aunt Ludmi1a came.") == ["Ludmi1a"]
