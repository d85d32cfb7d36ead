"""Fit the heads. scikit-learn is used here only; what is stored are plain arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from evals.train.examples import Examples, vocabulary
from retrieval.records import NoteKind
from tools.reading.features import Floats, Vocabulary, pool
from tools.reading.heads import Head, softmax
from tools.reading.labels import DIRECTIONS, DOMAINS, FLAGS, KINDS, LEVELS, TOPICS

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

SENTENCE_C, NOTE_C = 1.5, 1.5
"""Inverse strength of regularisation, chosen on held-out writers."""
POOL_WEIGHT = 0.1
"""Of standardised pooled features beside a unit bag of terms."""
MIN_TEXTS, MIN_VOICES = 4, 3
ITERATIONS = 300


@dataclass(frozen=True, slots=True)
class SentenceHeads:
    """Heads over sentences with the vocabulary they were fitted on."""

    vocabulary: Vocabulary
    heads: dict[str, Head]


@dataclass(frozen=True, slots=True)
class NoteHeads:
    """Heads over notes."""

    vocabulary: Vocabulary
    heads: dict[str, Head]
    mean: Floats
    scale: Floats


def fit_sentences(x: Examples, rows: Rows) -> SentenceHeads:
    """Fit all sentence heads on the given rows."""
    known = vocabulary(
        [x.sentences.terms[i] for i in rows],
        [x.sentences.writers[i] for i in rows],
        texts=MIN_TEXTS,
        voices=MIN_VOICES,
    )
    bags, dense = matrix(known, [x.sentences.terms[i] for i in rows]), x.vectors[rows]
    heads = {
        f"domain_{d.value}": fit(bags, dense, x.domains[rows, k], len(LEVELS) + 1, SENTENCE_C)
        for k, d in enumerate(DOMAINS)
    }
    heads["topic"] = fit(bags, dense, x.topics[rows], len(TOPICS), SENTENCE_C)
    some = x.marked[rows]
    heads["direction"] = fit(bags[some], dense[some], x.directions[rows][some], len(DIRECTIONS), SENTENCE_C)
    for k, flag in enumerate(FLAGS):
        heads[f"flag_{flag}"] = fit(bags[some], dense[some], x.flags[rows, k][some], 2, 2 * SENTENCE_C)
    return SentenceHeads(known, heads)


def apply(head: Head, bags: Any, dense: Floats) -> Floats:
    """Score many texts at once; the same sum as `Head.beliefs`."""
    return softmax(np.asarray(bags @ head.terms, dtype=np.float32) + dense @ head.dense + head.bias)


def beliefs(x: Examples, fitted: SentenceHeads, rows: Rows) -> dict[str, Floats]:
    """Return the beliefs of every sentence head for the given rows."""
    bags = matrix(fitted.vocabulary, [x.sentences.terms[i] for i in rows])
    return {name: apply(head, bags, x.vectors[rows]) for name, head in fitted.heads.items()}


def pooled(x: Examples, domain_beliefs: Floats) -> Floats:
    """Return one row of pooled features per note from beliefs of shape (sentences, domains, classes)."""
    ends = np.searchsorted(x.note_of, np.arange(len(x.sessions) + 1))
    return np.stack(
        [
            pool(domain_beliefs[ends[n] : ends[n + 1]], kind_row(session.kind))
            for n, session in enumerate(x.sessions)
        ]
    )


def kind_row(kind: NoteKind) -> Floats:
    """Return the kind of note as a one-hot row."""
    return np.array([float(k is kind) for k in KINDS], dtype=np.float32)


def fit_notes(x: Examples, features: Floats, rows: Rows) -> NoteHeads:
    """Fit the state heads on notes; `features` are pooled from sentences that were held out."""
    known = vocabulary(
        [x.notes.terms[i] for i in rows],
        [x.notes.writers[i] for i in rows],
        texts=MIN_TEXTS,
        voices=MIN_VOICES,
    )
    mean = features[rows].mean(axis=0)
    scale = POOL_WEIGHT / (features[rows].std(axis=0) + 1e-3)
    bags, dense = matrix(known, [x.notes.terms[i] for i in rows]), (features[rows] - mean) * scale
    heads = {
        f"state_{d.value}": fit(bags, dense, x.states[rows, k], len(LEVELS) + 1, NOTE_C)
        for k, d in enumerate(DOMAINS)
    }
    return NoteHeads(known, heads, mean, scale)


def note_beliefs(x: Examples, fitted: NoteHeads, features: Floats, rows: Rows) -> Floats:
    """Return state beliefs of shape (rows, domains, levels + 1)."""
    bags = matrix(fitted.vocabulary, [x.notes.terms[i] for i in rows])
    dense = (features[rows] - fitted.mean) * fitted.scale
    return np.stack([apply(fitted.heads[f"state_{d.value}"], bags, dense) for d in DOMAINS], axis=1)


def matrix(known: Vocabulary, terms: list[set[str]]) -> Any:
    """Return the bags of many texts as one sparse matrix."""
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

    bags = [known.bag(t) for t in terms]
    starts = np.cumsum([0, *(len(b.index) for b in bags)])
    weights, index = np.concatenate([b.weight for b in bags]), np.concatenate([b.index for b in bags])
    return csr_matrix((weights, index, starts), shape=(len(bags), len(known.position)), dtype=np.float32)


def fit(bags: Any, dense: Floats, target: Rows, classes: int, strength: float) -> Head:
    """Fit one multinomial logistic regression; classes that never occur get no belief."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    joined = hstack([bags, csr_matrix(dense)]).tocsr()
    model = LogisticRegression(C=strength, max_iter=ITERATIONS, tol=1e-5).fit(joined, target)
    coefficients, intercept = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # one column stands for two classes
        coefficients, intercept = np.vstack([0 * coefficients, coefficients]), np.array([0.0, intercept[0]])
    weights, bias = np.zeros((joined.shape[1], classes), np.float32), np.full(classes, -20.0, np.float32)
    weights[:, model.classes_], bias[model.classes_] = coefficients.T, intercept
    width = bags.shape[1]
    return Head(
        weights[:width].astype(np.float16).astype(np.float32),
        weights[width:].astype(np.float16).astype(np.float32),
        bias,
    )
