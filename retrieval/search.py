"""Hybrid search over one client's passages: BM25 and cosine, both exact.

One client has at most a few thousand sentences, so scanning all of them costs less than asking an
approximate index and misses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from retrieval.embedding import Vectors
from retrieval.records import Passage

LEXICAL_WEIGHT = 0.5
"""Share of the best BM25 score that is added to the cosine."""

WORD = re.compile(r"\[[A-Z][^\]]*\]|[^\W_]+(?:['’][^\W_]+)?")

STOP_WORDS = frozenset(
    # function words; negations and "since", "before", "after", "no" carry meaning in notes and stay
    "a an the of to in on at for with and or but as by from is are was were be been being has have had do "
    "does did he she they him her them his hers their theirs it its i me my we our you your this that these "
    "those there what which who whom whose when where why how any some s t".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that a search found; higher scores are better."""

    passage: Passage
    score: float
    cosine: float
    lexical: float
    """BM25 over the highest that any passage reaches for this query: 0 to 1."""


class PassageSearch:
    """Search over a fixed set of passages and their vectors (aligned rows)."""

    def __init__(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        self._passages, self._vectors = tuple(passages), vectors

    @cached_property
    def _bm25(self) -> Any:
        import bm25s

        model = bm25s.BM25()
        model.index([terms(p.text) or ["∅"] for p in self._passages], show_progress=False)
        return model

    def search(
        self, query: str, vector: Vectors, *, limit: int = 8, sessions: Collection[int] | None = None
    ) -> tuple[Hit, ...]:
        """Return the best passages for a query and its vector, float32 (384,), within `sessions` if given."""
        if not self._passages or limit < 1:
            return ()
        cosine = self._vectors @ vector
        words = terms(query)
        lexical = np.asarray(self._bm25.get_scores(words)) if words else np.zeros_like(cosine)
        if lexical.max() > 0:
            lexical = lexical / lexical.max()
        score = cosine + LEXICAL_WEIGHT * lexical
        order = sorted(range(len(score)), key=lambda at: (-float(score[at]), at))
        if sessions is not None:
            order = [at for at in order if self._passages[at].session in sessions]
        return tuple(
            Hit(
                passage=self._passages[at],
                score=float(score[at]),
                cosine=float(cosine[at]),
                lexical=float(lexical[at]),
            )
            for at in order[:limit]
        )


def terms(text: str) -> list[str]:
    """Return the stemmed content words of a text; a surrogate such as [PARTNER] is one word."""
    words = (w.casefold() for w in WORD.findall(text))
    return [_stem(w) for w in words if w not in STOP_WORDS]


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return word if word.startswith("[") else str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")
