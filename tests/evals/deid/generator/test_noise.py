from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.deid.generator import noise
from evals.deid.generator.pieces import Piece, PieceKind

NOTE = [
    Piece("Saw "),
    Piece("Ana İnce", PieceKind.IDENTIFIER, "NAME"),
    Piece("'s brother in the morning. They walked slowly. Then "),
    Piece("PHQ-9 = 14", PieceKind.KEEP),
    Piece(" was scored. Straße closed on "),
    Piece("March 3", PieceKind.IDENTIFIER, "DATE"),
]
EVERY = [n for n, _ in (*noise.WHOLE, *noise.LIGHT) if n is not None]
REWRITES_ALL = (noise.lower_case, noise.upper_case, noise.no_accents, noise.curly_quotes)


@pytest.mark.parametrize("kind", EVERY, ids=lambda n: str(n.__name__))
@given(seed=st.integers(0, 500))
def test_no_noise_changes_what_a_piece_is(kind: noise.Noise, seed: int) -> None:
    made = kind(Random(seed), NOTE)
    assert [(p.kind, p.type) for p in made] == [(p.kind, p.type) for p in NOTE]
    assert all(p.text for p in made)
    if kind not in REWRITES_ALL:
        assert made[3] == NOTE[3]


def joined(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def test_case_changes_letter_by_letter() -> None:
    assert joined(noise.lower_case(Random(0), NOTE)).startswith("saw ana İnce's")
    assert "STRAßE" in joined(noise.upper_case(Random(0), NOTE))
    assert noise.lower_names(Random(0), NOTE)[1].text == "ana İnce"
    assert noise.lower_names(Random(0), NOTE)[5].text == "March 3"
    assert noise.upper_names(Random(0), NOTE)[1].text == "ANA İNCE"


def test_accents_quotes_spaces_and_stops() -> None:
    assert noise.no_accents(Random(0), NOTE)[1].text == "Ana Ince"
    assert "’s brother" in joined(noise.curly_quotes(Random(0), NOTE))
    assert any("  " in joined(noise.double_spaces(Random(s), NOTE)) for s in range(20))
    assert any("morning They" in joined(noise.no_full_stops(Random(s), NOTE)) for s in range(20))


def test_long_lines_are_broken_also_inside_names_but_not_inside_terms() -> None:
    long = [
        Piece("Ana Maria Luz " * 9, PieceKind.IDENTIFIER, "NAME"),
        Piece("PHQ-9 = 14 " * 9, PieceKind.KEEP),
    ]
    name, term = noise.wrapped(Random(0), long)
    assert "\n" in name.text and name.text.replace("\n", " ") == long[0].text
    assert term == long[1]


def test_noise_is_drawn_as_often_as_the_tables_say() -> None:
    rng = Random(1)
    small = sum(joined(noise.disturb(rng, NOTE)).startswith("saw") for _ in range(1000))
    assert 60 < small < 125
