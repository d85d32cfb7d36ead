"""Sloppy spelling mended towards the words that count: those of the cues and those of the client's notes."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from importlib import resources

from agent.understanding.tables import load
from agent.understanding.wording import stopwords

LEAST_LENGTH = 5
"""Shorter words have too many neighbours."""
LEAST_RATIO = 84.0
"""Normalised edit similarity (0-100) below which a word is left as it was typed: one slip in six or seven
letters."""


@cache
def english() -> frozenset[str]:
    """Return common English words: the vocabulary of the sentence model (BERT, 30,522 entries)."""
    import json

    path = resources.files("retrieval") / "embedding_data" / "tokenizer.json"
    return frozenset(json.loads(path.read_text(encoding="utf-8"))["model"]["vocab"])


def mend(question: str, vocabulary: Collection[str]) -> str:
    """Replace misspelt words of `question` by their nearest neighbour among cue words and `vocabulary`.

    Words that stand in either or in any dictionary, numbers, short words and surrogates stay as they are.
    """
    from rapidfuzz import fuzz, process

    known = cue_words() | frozenset(vocabulary)
    right = known | english()
    out = []
    for word in question.split(" "):
        bare = word.strip(".,;:?!()\"'").lower()
        if len(bare) < LEAST_LENGTH or not bare.isalpha() or bare in right or "[" in word:
            out.append(word)
            continue
        near = process.extractOne(
            bare, [k for k in known if k[0] == bare[0]], scorer=fuzz.ratio, score_cutoff=LEAST_RATIO
        )
        out.append(word.lower().replace(bare, near[0]) if near else word)
    return " ".join(out)


@cache
def cue_words() -> frozenset[str]:
    """Return words that carry a question's kind, and common question words."""
    return frozenset(load("words.yaml")) | stopwords()
