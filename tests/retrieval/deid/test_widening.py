"""What belongs to a body, a place or a date is hidden with it, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from retrieval.deid.findings import Finding
from retrieval.deid.page import Page
from retrieval.deid.tagger import CLASSES
from retrieval.deid.tokens import words_of
from retrieval.deid.widening import widened
from retrieval.records import IdentifierType


def page(text: str, believed: dict[str, str], kept: str = "") -> Page:
    """A text in which the tagger believes of some words what they are."""
    tokens = words_of(text)
    beliefs = np.zeros((len(tokens), len(CLASSES)), dtype=np.float32)
    for at, word in enumerate(tokens):
        beliefs[at, CLASSES.index(believed.get(word.text, "NONE"))] = 1
    return Page(text, tokens, ["term" if w.text == kept else "" for w in tokens], beliefs)


def found(text: str, words: str, kind: str) -> Finding:
    start = text.index(words)
    return Finding(
        start=start, end=start + len(words), type=IdentifierType(kind), score=0.9, detector="t", role=""
    )


@pytest.mark.parametrize(
    ("text", "words", "kind", "believed", "whole"),
    [
        ("Left the Foundry in a hurry.", "Foundry", "ORG", ["the"], "the Foundry"),
        ("At Ennis Circuit Court today.", "Ennis", "ORG", ["Circuit", "Court"], "Ennis Circuit Court"),
        ("Law of Gutierrez & Paik wrote.", "Gutierrez", "ORG", ["Paik"], "Gutierrez & Paik"),
        ("Ill since Easter Monday again.", "Easter", "DATE", ["Monday"], "Easter Monday"),
        ("Left the Foundry in a hurry.", "Foundry", "ORG", [], "Foundry"),
        ("At Ennis.\nCircuit training helps.", "Ennis", "LOCATION", ["Circuit"], "Ennis"),
        ("Told Rosa Court was fine.", "Rosa", "NAME", ["Court"], "Rosa"),
    ],
)
def test_words_that_belong_are_taken_along(
    text: str, words: str, kind: str, believed: list[str], whole: str
) -> None:
    own = kind if kind != "NAME" else "ORG"
    (wide,) = widened([found(text, words, kind)], page(text, dict.fromkeys(believed, own)))
    assert text[wide.start : wide.end] == whole


def test_what_is_kept_stays() -> None:
    text = "Did the Beck Institute course."
    (wide,) = widened([found(text, "Institute", "ORG")], page(text, {"Beck": "ORG"}, kept="Beck"))
    assert text[wide.start : wide.end] == "Institute"


def test_neighbours_stay_apart() -> None:
    text = "Went from Ennis Kilbride way."
    both = [found(text, "Ennis", "LOCATION"), found(text, "Kilbride", "LOCATION")]
    wide = list(widened(both, page(text, {"Ennis": "LOCATION", "Kilbride": "LOCATION"})))
    assert [text[w.start : w.end] for w in wide] == ["Ennis", "Kilbride"]
