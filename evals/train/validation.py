"""Cross-validation that holds out whole writers, and the figures that the data card prints."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from evals.encoder.minilm import sentence_vectors
from evals.train.examples import Examples, Texts
from evals.train.fitting import (
    Mask,
    beliefs,
    fit_notes,
    fit_sentences,
    note_beliefs,
    pooled,
)
from evals.train.folds import FOLDS, fold_of
from retrieval.records import NoteKind
from tools.reading.features import VECTOR_WEIGHT, Floats
from tools.reading.labels import DOMAINS, LEVELS


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Beliefs about every sentence and note by heads that never saw its writer."""

    sentences: dict[str, Floats]
    features: Floats
    states: Floats


def cancelled(x: Examples) -> Mask:
    """Return which notes are cancelled sessions; they are never trained on."""
    return np.array([s.kind is NoteKind.CANCELLED for s in x.sessions])


def hold_out(x: Examples) -> HeldOut:
    """Run the whole cross-validation."""
    folds, skip = fold_of(x.sentences.writers), cancelled(x)
    kept: dict[str, Floats] = {}
    for fold in sorted(set(folds.tolist())):
        fitted = fit_sentences(x, np.flatnonzero((folds != fold) & ~skip[x.note_of]))
        rows = np.flatnonzero(folds == fold)
        for name, values in beliefs(x, fitted, rows).items():
            kept.setdefault(name, np.zeros((len(folds), values.shape[1]), np.float32))[rows] = values
    features = pooled(x, domain_block(kept))
    return HeldOut(kept, features, _states(x, features, skip))


def domain_block(sentences: dict[str, Floats]) -> Floats:
    """Return beliefs of the domain heads as one block of shape (sentences, domains, classes)."""
    return np.stack([sentences[f"domain_{d.value}"] for d in DOMAINS], axis=1)


def _states(x: Examples, features: Floats, skip: Mask) -> Floats:
    folds = fold_of(x.notes.writers)
    states = np.zeros((len(folds), len(DOMAINS), 4), np.float32)
    for fold in sorted(set(folds.tolist())):
        fitted = fit_notes(x, features, np.flatnonzero((folds != fold) & ~skip))
        rows = np.flatnonzero(folds == fold)
        states[rows] = note_beliefs(x, fitted, features, rows)
    states[skip] = (0, 0, 0, 1)
    return states


def learning_curve(x: Examples, sizes: tuple[int, ...] = (4, 8)) -> list[tuple[int, float]]:
    """Return how many charts were trained on, and the share of documented states that were right.

    The writers are dealt out to groups of each size; every group is cross-validated by itself, so that all
    writers are tested at every size.
    """
    writers = sorted(set(x.notes.writers))
    curve = []
    for size in sizes:
        right = charts = 0.0
        groups = [writers[i :: len(writers) // size] for i in range(len(writers) // size)]
        for group in groups:
            part = only(x, set(group))
            guess = hold_out(part).states.argmax(axis=2)
            right += float((guess == part.states)[part.states < len(LEVELS)].sum())
            charts += len({s.chart for s in part.sessions}) * (1 - 1 / min(size, FOLDS))
        curve.append((round(charts / len(groups)), right / float((x.states < len(LEVELS)).sum())))
    return curve


def without_terms(x: Examples) -> Examples:
    """Return the examples with nothing but vectors of their sentences: the frozen-vector baseline."""
    nothing = {"@"}
    texts = [s.text[a:b] for s in x.sessions for a, b in s.sentences]
    return replace(
        x,
        vectors=sentence_vectors(texts) * np.float32(VECTOR_WEIGHT),
        sentences=replace(x.sentences, terms=[nothing] * len(x.sentences.terms)),
        notes=replace(x.notes, terms=[nothing] * len(x.notes.terms)),
    )


def only(x: Examples, writers: set[str]) -> Examples:
    """Return the examples of some writers."""
    notes = np.array([w in writers for w in x.notes.writers])
    rows = notes[x.note_of]
    renumbered = np.cumsum(notes) - 1
    return Examples(
        sessions=[s for s, keep in zip(x.sessions, notes, strict=True) if keep],
        sentences=_kept(x.sentences, rows),
        vectors=x.vectors[rows],
        note_of=renumbered[x.note_of[rows]],
        domains=x.domains[rows],
        topics=x.topics[rows],
        directions=x.directions[rows],
        flags=x.flags[rows],
        marked=x.marked[rows],
        notes=_kept(x.notes, notes),
        states=x.states[notes],
    )


def _kept(texts: Texts, mask: Mask) -> Texts:
    pairs = [(t, w) for t, w, keep in zip(texts.terms, texts.writers, mask, strict=True) if keep]
    return Texts([t for t, _ in pairs], [w for _, w in pairs])
