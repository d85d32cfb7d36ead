"""Train the reading network: `python -m evals.train_network charts.jsonl [more.jsonl]` (`make train`).

With --hold-out N the writers of fold N are left out and read, and what was right is printed, not stored.
"""

from __future__ import annotations

from pathlib import Path

import click
import numpy as np

from evals.train.corpus import load
from evals.train.folds import FOLDS, fold_of
from evals.train_network import learning
from evals.train_network.examples import Examples, build
from evals.train_network.readable import Mask, readable
from evals.train_network.storing import store
from tools.reading.labels import DOMAINS, LEVELS

MODEL = Path(__file__).parents[2] / "tools" / "reading" / "model"


@click.command()
@click.argument("corpus", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--out", type=click.Path(path_type=Path), default=MODEL, help="Folder of the model files.")
@click.option("--hold-out", type=click.IntRange(0, FOLDS - 1), help="Measure on this fold instead.")
def main(corpus: tuple[Path, ...], out: Path, hold_out: int | None) -> None:
    """Train on everything and store, or hold out writers and measure."""
    x = build([session for path in corpus for session in load(path)])
    some = readable(x)
    if hold_out is None:
        store(out, learning.train(x, learning.Notes(x), np.flatnonzero(some).tolist()))
    else:
        click.echo(_measured(x, some & (fold_of(x.writers) == hold_out), some))


def _measured(x: Examples, test: Mask, some: Mask) -> str:
    notes = learning.Notes(x)
    network = learning.train(x, notes, np.flatnonzero(some & ~test).tolist())
    guess = learning.read(network, notes, np.flatnonzero(test).tolist())[1].argmax(axis=2)
    right, documented = guess == x.states[test], x.states[test] < len(LEVELS)
    shares = (f"{d.value} {right[documented[:, k], k].mean():.3f}" for k, d in enumerate(DOMAINS))
    return f"right of documented states {right[documented].mean():.3f}: {', '.join(shares)}"


if __name__ == "__main__":
    main()
