"""Put surrogates in place of findings, and keep for every one where it stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.errors import DeidentificationError
from retrieval.records import Identifier, IdentifierType, MaskedText


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """A stretch of the original text and what is to stand for it."""

    start: int
    end: int
    type: IdentifierType
    surrogate: str
    score: float = 1.0
    detector: str = ""


def mask(text: str, replacements: Sequence[Replacement]) -> MaskedText:
    """Return the text with every replacement made.

    Raises:
        DeidentificationError: replacements overlap, lie outside the text, or are not in order.
    """
    pieces: list[str] = []
    identifiers: list[Identifier] = []
    at = length = 0
    for item in replacements:
        if not at <= item.start < item.end <= len(text):
            raise DeidentificationError(
                f"Expected replacements in order, apart, inside {len(text)} characters; got one at "
                f"{item.start}-{item.end}. "
                "Settle the findings first."
            )
        pieces += [text[at : item.start], item.surrogate]
        start = length + item.start - at
        length = start + len(item.surrogate)
        at = item.end
        identifiers.append(
            Identifier(
                start=item.start, end=item.end, type=item.type, surrogate=item.surrogate,
                clean_start=start, clean_end=length, score=item.score, detector=item.detector,
            )
        )  # fmt: skip
    return MaskedText(text="".join([*pieces, text[at:]]), identifiers=tuple(identifiers))


def unmask(masked: MaskedText, original: str) -> str:
    """Put the original words back by alignment: what a caller can check a masking with."""
    pieces: list[str] = []
    at = 0
    for item in masked.identifiers:
        pieces += [masked.text[at : item.clean_start], original[item.start : item.end]]
        at = item.clean_end
    return "".join([*pieces, masked.text[at:]])
