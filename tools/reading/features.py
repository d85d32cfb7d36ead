"""What the heads see of a sentence and of a note. Training and reading share this code, line by line.

A sentence is a bag of terms (n-grams, clinical vocabulary, cues, section, kind of note), weighted by
rarity and brought to unit length, beside its sentence vector. A note is its own bag of terms beside what
the sentence heads say of its sentences, pooled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from tools.reading.assertion import reaches
from tools.reading.frequency import times_a_week
from tools.reading.tokens import grams
from tools.reading.vocabularies import descriptions, named

if TYPE_CHECKING:
    from retrieval.records import NoteKind

Floats = npt.NDArray[np.float32]

SENTENCE_GRAMS, NOTE_GRAMS = 3, 2
VECTOR_WEIGHT = 0.8
"""Of the unit sentence vector beside the unit bag of terms; chosen on held-out writers."""

SECTION_LETTER = re.compile(r"(?:^|\n|(?<=[.!?\"”)] ))[ \t*#-]*([A-Z])\**:(?=\s)")
RATES = ((0.0, "none"), (0.99, "rare"), (1.99, "weekly"), (3.99, "some"), (6.99, "most"), (7.0, "daily"))


@dataclass(frozen=True, slots=True)
class Bag:
    """Known terms of one text: positions in the vocabulary, and weights of unit length together."""

    index: npt.NDArray[np.int32]
    weight: Floats


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Terms that were met in the training charts of several writers, with their rarity."""

    position: dict[str, int]
    rarity: Floats

    def bag(self, terms: Iterable[str]) -> Bag:
        """Return the known terms, sorted by position so that sums are the same on every run."""
        known = self.position.keys() & terms
        index = np.array(sorted(map(self.position.__getitem__, known)), dtype=np.int32)
        weight = self.rarity[index]
        length = float(np.sqrt((weight * weight).sum()))
        return Bag(index, weight / length if length else weight)


def sentence_terms(sentence: str, *, section: str, kind: NoteKind, place: float) -> set[str]:
    """Return the terms of one sentence; `place` is its position in the note, from 0 to 1."""
    terms = grams(sentence, SENTENCE_GRAMS)
    about = {f"@about={i.name}" for i, _ in named(sentence)}
    marks = {f"@cue={r.kind}" for r in reaches(sentence)}
    marks |= {f"@word={name}" for name in descriptions(sentence)}
    rate = times_a_week(sentence)
    if rate is not None:
        marks.add("@rate=" + next((name for bound, name in RATES if rate <= bound), "many"))
    pairs = {f"{a}{m}" for a in about for m in marks}
    position = "first" if place == 0 else ("last" if place >= 1 else "middle")
    return (
        terms | about | marks | pairs | {f"@section={section}", f"@kind={kind.value}", f"@place={position}"}
    )


def note_terms(text: str, kind: NoteKind, sentences: Iterable[str]) -> set[str]:
    """Return the terms of a whole note; what it is about is what its sentences name."""
    about = {f"@about={i.name}" for sentence in sentences for i, _ in named(sentence)}
    return grams(text, NOTE_GRAMS) | about | {f"@kind={kind.value}"}


def section_letters(text: str, starts: Sequence[int]) -> list[str]:
    """Return, for each offset, the letter of the section (S, O, A, P, D, …) that it stands in, or "-"."""
    marks = [(m.start(1), m.group(1)) for m in SECTION_LETTER.finditer(text)]
    return [next((letter for at, letter in reversed(marks) if at < start), "-") for start in starts]


def pool(beliefs: Floats, kind_row: Floats) -> Floats:
    """Pool sentence beliefs of shape (sentences, domains, levels + none) into one row for the note.

    Per domain and level: expected count, strongest sentence, share of the documented, and the count with
    later sentences weighing more; per domain: whether any sentence documents it; and the length of the note.
    `kind_row` is appended.
    """
    if not len(beliefs):
        beliefs = np.zeros((1, *beliefs.shape[1:]), dtype=np.float32)
        beliefs[:, :, -1] = 1
    levels = beliefs[:, :, :-1]
    total = levels.sum(axis=0)
    share = total / (total.sum(axis=1, keepdims=True) + 0.15)
    anything = 1 - np.prod(beliefs[:, :, -1], axis=0)
    later = (levels * np.linspace(0, 1, len(levels), dtype=np.float32)[:, None, None]).sum(axis=0)
    counts = (np.log1p(3 * total), levels.max(axis=0), share, np.log1p(3 * later))
    parts = (*counts, anything, np.log([len(beliefs)]), kind_row)
    return np.concatenate([np.ravel(p) for p in parts]).astype(np.float32)
