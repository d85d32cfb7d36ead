"""What the network sees of a note: word pieces, sentence by sentence, with features of rules beside them.

The features tell of each piece which assertion cues govern it (ConText; see `tools.reading.assertion`), and
of each sentence what kind of note and which kind of section it stands in. Training and reading share this
code.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from retrieval.encoder import BEGIN, END, Floats, Ints, tokenizer
from retrieval.records import NoteKind
from tools.reading.assertion import reaches
from tools.reading.labels import KINDS

CUES = ("absent", "past", "hypothetical", "experiencer", "quoted")
SECTIONS = ({"S", "D", "B"}, {"O"}, {"A", "R"}, {"P", "I", "G"})
"""Letters of sections that hold the same sort of thing: told, seen, judged, done and planned."""
WIDTH = len(CUES) + len(KINDS) + len(SECTIONS)

LONGEST_SENTENCE, LONGEST_WINDOW = 120, 250
"""Most pieces of a sentence, beyond which it is cut, and of the sentences that are read together."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a sentence, and their features of shape (pieces, WIDTH)."""

    ids: Ints
    features: Floats


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences that are read together, with [CLS] and [SEP] around them."""

    ids: Ints
    features: Floats
    spans: tuple[tuple[int, int], ...]
    """Where each sentence lies among the pieces."""


def pieces(sentence: str, *, section: str, kind: NoteKind) -> Pieces:
    """Return the pieces of one sentence.

    Args:
        sentence: of a clean note.
        section: the letter of its section, or "-".
        kind: of its note.
    """
    encoded = tokenizer().encode(sentence, add_special_tokens=False)
    ids, offsets = encoded.ids[:LONGEST_SENTENCE], np.array(encoded.offsets[:LONGEST_SENTENCE])
    features = np.zeros((len(ids), WIDTH), dtype=np.float32)
    for reach in reaches(sentence) if ids else ():
        if reach.kind in CUES:
            features[(offsets[:, 0] < reach.end) & (offsets[:, 1] > reach.start), CUES.index(reach.kind)] = 1
    features[:, len(CUES) + KINDS.index(kind)] = 1
    for number, letters in enumerate(SECTIONS):
        if section in letters:
            features[:, len(CUES) + len(KINDS) + number] = 1
    return Pieces(np.array(ids, dtype=np.int64), features)


def windows(sentences: Sequence[Pieces]) -> Iterator[Window]:
    """Put the sentences of a note together, as many as fit, in order; every sentence is in one window."""
    together: list[Pieces] = []
    for sentence in sentences:
        if together and sum(len(s.ids) for s in together) + len(sentence.ids) > LONGEST_WINDOW:
            yield _window(together)
            together = []
        together.append(sentence)
    if together:
        yield _window(together)


def _window(sentences: Sequence[Pieces]) -> Window:
    edge = np.zeros((1, WIDTH), dtype=np.float32)
    ends = 1 + np.cumsum([0, *(len(s.ids) for s in sentences)])
    return Window(
        ids=np.concatenate([[BEGIN], *(s.ids for s in sentences), [END]]).astype(np.int64),
        features=np.concatenate([edge, *(s.features for s in sentences), edge]),
        spans=tuple((int(a), int(b)) for a, b in pairwise(ends)),
    )
