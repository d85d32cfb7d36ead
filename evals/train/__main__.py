"""Train the built-in reader and write its model files and data card."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from evals.train.card import comparison, figures, write_card
from evals.train.corpus import load
from evals.train.examples import Examples, build
from evals.train.fitting import fit_notes, fit_sentences
from evals.train.storing import store
from evals.train.validation import HeldOut, cancelled, hold_out, learning_curve, without_terms
from tools.reading.labels import DOMAINS

MODEL = Path(__file__).parents[2] / "tools" / "reading" / "model"


def main() -> None:
    """Cross-validate, fit on everything, store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--corpus", type=Path, nargs="+", required=True, help="annotated charts, one JSON object a line"
    )
    parser.add_argument("--out", type=Path, default=MODEL, help="folder of the model files")
    parser.add_argument(
        "--held-out", type=Path, help="also write the states of held-out writers here, as JSON"
    )
    parser.add_argument(
        "--compare", action="store_true", help="also the learning curve and the frozen-vector baseline (slow)"
    )
    options = parser.parse_args()
    examples = build([session for path in options.corpus for session in load(path)])
    held_out = hold_out(examples)
    rows = np.flatnonzero(~cancelled(examples)[examples.note_of])
    notes = np.flatnonzero(~cancelled(examples))
    store(options.out, fit_sentences(examples, rows), fit_notes(examples, held_out.features, notes))
    card = figures(examples, held_out)
    if options.compare:
        frozen = hold_out(without_terms(examples))
        card += "\n\n" + comparison(examples, held_out, frozen, learning_curve(examples))
    write_card(options.out / "CARD.md", examples, card)
    if options.held_out:
        options.held_out.write_text(json.dumps(_states(examples, held_out)), encoding="utf-8")
    print(card)


def _states(examples: Examples, held_out: HeldOut) -> dict[str, dict[int, dict[str, list[float]]]]:
    charts: dict[str, dict[int, dict[str, list[float]]]] = {}
    for session, states in zip(examples.sessions, held_out.states, strict=True):
        row = {d.value: [round(float(p), 5) for p in states[k]] for k, d in enumerate(DOMAINS)}
        charts.setdefault(session.chart, {})[session.number] = row
    return charts


if __name__ == "__main__":
    main()
