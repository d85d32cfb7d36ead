"""Uneven writing: lost capitals, accents and full stops, doubled spaces, slips, wrapped lines, scanning.

Terms to keep lose their capitals with the whole note and are otherwise left as they are, so that damage to
them is the detector's. Every function takes the pieces of a note and gives new ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from evals.deid.generator.pieces import Piece, PieceKind

Noise = Callable[[Random, Sequence[Piece]], list[Piece]]

SCANNED = (("rn", "m"), ("l", "1"), ("O", "0"), ("e", "c"), ("ii", "u"), ("cl", "d"))
WORD = re.compile(r"\b[a-z]{5,}\b")
STOP = re.compile(r"(?<=[a-z])\. (?=[A-Z])")
BLANK = re.compile(r"(?<=\S) (?=\S)")


def lower_case(_: Random, pieces: Sequence[Piece]) -> list[Piece]:
    """The whole note in small letters."""
    return [replace(piece, text=_each(piece.text, str.lower)) for piece in pieces]


def upper_case(_: Random, pieces: Sequence[Piece]) -> list[Piece]:
    """The whole note in capitals."""
    return [replace(piece, text=_each(piece.text, str.upper)) for piece in pieces]


def lower_names(_: Random, pieces: Sequence[Piece]) -> list[Piece]:
    """All names and places in small letters, as in dictation."""
    return [
        replace(piece, text=_each(piece.text, str.lower))
        if piece.type in ("NAME", "LOCATION", "ORG")
        else piece
        for piece in pieces
    ]


def upper_names(_: Random, pieces: Sequence[Piece]) -> list[Piece]:
    """All names of people in capitals, as some forms want them."""
    return [replace(p, text=_each(p.text, str.upper)) if p.type == "NAME" else p for p in pieces]


def no_accents(_: Random, pieces: Sequence[Piece]) -> list[Piece]:
    """Letters without their accents."""
    return [replace(piece, text=_without_accents(piece.text)) for piece in pieces]


def curly_quotes(_: Random, pieces: Sequence[Piece]) -> list[Piece]:
    """Typographic apostrophes."""
    return [replace(piece, text=piece.text.replace("'", "’")) for piece in pieces]


def double_spaces(rng: Random, pieces: Sequence[Piece]) -> list[Piece]:
    """Some spaces doubled."""
    return _in_plain(pieces, lambda text: BLANK.sub(lambda _: "  " if rng.random() < 0.06 else " ", text))


def no_full_stops(rng: Random, pieces: Sequence[Piece]) -> list[Piece]:
    """Many sentences without their full stop."""
    return _in_plain(pieces, lambda text: STOP.sub(lambda m: " " if rng.random() < 0.5 else m[0], text))


def slips(rng: Random, pieces: Sequence[Piece]) -> list[Piece]:
    """Some words with two letters swapped or one left out."""
    return _in_plain(
        pieces, lambda text: WORD.sub(lambda m: _slip(rng, m[0]) if rng.random() < 0.05 else m[0], text)
    )


def scanned(rng: Random, pieces: Sequence[Piece]) -> list[Piece]:
    """Letters that a scanner takes for others, a few of them in names."""

    def misread(text: str, share: float) -> str:
        for right, wrong in SCANNED:
            text = re.sub(right, lambda m, wrong=wrong: wrong if rng.random() < share else m[0], text)  # type: ignore[misc]
        return text

    shares = {PieceKind.PLAIN: 0.02, PieceKind.IDENTIFIER: 0.03, PieceKind.KEEP: 0.0}
    return [
        replace(p, text=misread(p.text, shares[p.kind])) if p.type in ("", "NAME", "LOCATION", "ORG") else p
        for p in pieces
    ]


def wrapped(rng: Random, pieces: Sequence[Piece]) -> list[Piece]:
    """Lines broken at some width, also inside an identifier."""
    width, column, result = rng.randint(60, 90), 0, []
    for piece in pieces:
        letters = []
        for letter in piece.text:
            column = 0 if letter == "\n" else column + 1
            if letter == " " and column >= width and piece.kind is not PieceKind.KEEP:
                letter, column = "\n", 0
            letters.append(letter)
        result.append(replace(piece, text="".join(letters)))
    return result


WHOLE: tuple[tuple[Noise | None, float], ...] = (
    (lower_case, 0.09),
    (upper_case, 0.02),
    (lower_names, 0.05),
    (upper_names, 0.03),
    (None, 0.81),
)
"""At most one of these befalls a note, with these chances."""

LIGHT: tuple[tuple[Noise, float], ...] = (
    (no_accents, 0.3),
    (curly_quotes, 0.25),
    (double_spaces, 0.15),
    (no_full_stops, 0.12),
    (slips, 0.18),
    (scanned, 0.04),
    (wrapped, 0.06),
)
"""Each of these befalls a note with its own chance."""


def disturb(rng: Random, pieces: Sequence[Piece]) -> list[Piece]:
    """Give the pieces with whatever noise is drawn for this note."""
    result = list(pieces)
    whole = rng.choices([noise for noise, _ in WHOLE], [share for _, share in WHOLE])[0]
    for noise in (*(noise for noise, share in LIGHT if rng.random() < share), whole):
        if noise is not None:
            result = noise(rng, result)
    return result


def _in_plain(pieces: Sequence[Piece], change: Callable[[str], str]) -> list[Piece]:
    return [replace(p, text=change(p.text)) if p.kind is PieceKind.PLAIN else p for p in pieces]


def _each(text: str, change: Callable[[str], str]) -> str:
    """Letter by letter, leaving alone those whose other case is longer (ß, İ)."""
    return "".join(new if len(new := change(letter)) == 1 else letter for letter in text)


def _without_accents(text: str) -> str:
    folded = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def _slip(rng: Random, word: str) -> str:
    at = rng.randint(1, len(word) - 2)
    if rng.random() < 0.5:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at + 1 :]
