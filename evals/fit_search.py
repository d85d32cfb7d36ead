"""Fit what turns means of word vectors to sentence vectors: `python -m evals.fit_search CHARTS.jsonl …`.

Ridge regression from the means to what all-MiniLM-L6-v2 makes of the sentences of annotated notes. Prints the
mean cosine of both on writers that were left out, then fits on all and writes the table that search uses.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt

from evals.encoder.minilm import sentence_vectors
from evals.train.corpus import load
from evals.train.folds import fold_of
from retrieval.embedding import DIMENSIONS, TURN, Vectors, mean_of_pieces
from retrieval.encoder import tokenizer

FOLDER = Path(__file__).parents[1] / "retrieval" / "embedding_data"
PIECES = 30522
"""Of the vocabulary."""
COMMON = 1e-3
"""A piece of this share of all weighs half; Arora, Liang & Ma 2017 recommend .001."""
RIDGE = 10.0
"""Of standardised means; nearly the same from 1 to 100."""

Mask = npt.NDArray[np.bool_]


@click.command()
@click.argument("charts", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), default=FOLDER / TURN, help="File of the table.")
def main(charts: tuple[Path, ...], out: Path) -> None:
    """Fit and write."""
    sessions = [session for path in charts for session in load(path)]
    texts = [s.text[a:b] for s in sessions for a, b in s.sentences]
    writers = [s.writer for s in sessions for _ in s.sentences]
    ids = [np.array(e.ids) for e in tokenizer().encode_batch(texts, add_special_tokens=False)]
    some = np.array([len(own) > 0 for own in ids])
    weights = rarity(ids)
    means = np.stack([mean_of_pieces(own, weights) for own in ids if len(own)])
    goal = sentence_vectors([t for t, keep in zip(texts, some, strict=True) if keep])
    left_out = fold_of(writers)[some] == 0
    click.echo(f"cosine on writers left out: {_cosine(means, goal, left_out):.3f}")
    matrix, offset = fit(means, goal)
    np.savez(
        out,
        weights=weights.astype(np.float16),
        matrix=matrix.astype(np.float16),
        offset=offset.astype(np.float16),
    )


def rarity(texts: Sequence[npt.NDArray[np.int64]]) -> Vectors:
    """Return the weight of each word piece, from 0 to 1."""
    counts = np.bincount(np.concatenate(texts), minlength=PIECES)
    return np.asarray(COMMON / (COMMON + counts / counts.sum()), dtype=np.float32)


def fit(means: Vectors, goal: Vectors) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the matrix of shape (384, 384) and the offset that lead from means to the goal."""
    middle, spread = means.mean(axis=0), float(means.std())
    rows = np.c_[(means - middle) / spread, np.ones(len(means))].astype(np.float64)
    found = np.linalg.solve(rows.T @ rows + RIDGE * np.eye(DIMENSIONS + 1), rows.T @ goal)
    matrix = found[:-1] / spread
    return matrix, found[-1] - middle @ matrix


def _cosine(means: Vectors, goal: Vectors, left_out: Mask) -> float:
    matrix, offset = fit(means[~left_out], goal[~left_out])
    guess = means[left_out] @ matrix + offset
    guess /= np.linalg.norm(guess, axis=1, keepdims=True)
    return float((guess * goal[left_out]).sum(axis=1).mean())


if __name__ == "__main__":
    main()
