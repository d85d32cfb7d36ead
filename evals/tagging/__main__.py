"""Train the tagger and write its model: `python -m evals.tagging --corpus charts.jsonl` (`make tagger`).

Learns from annotated charts (the corpus and our own), from the tuning templates and sentences of
`evals/deid`, and, where a copy is given, from the tuning half of presidio-research's sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from evals.deid import chart_files, presidio_research
from evals.deid.records import AnnotatedChart, AnnotatedNote
from evals.deid.sets import FOLDER, TEMPLATES
from evals.encoder.export import export
from evals.encoder.storing import store_words
from evals.tagging.examples import Example, examples
from evals.tagging.texts import round_of
from evals.tagging.training import train
from retrieval.deid.word_view import FEATURES
from retrieval.encoder import tokenizer

OWN = Path(__file__).parents[1] / "train" / "charts"
CHARTS = ("own.jsonl", "hands_4_8.jsonl", "hands_9_c.jsonl", "hands_d.jsonl", "hands_e.jsonl")
FOLDERS = (TEMPLATES / "tuning", FOLDER / "sentences", FOLDER / "by_kind")
MODEL = Path(__file__).parents[2] / "retrieval" / "deid" / "tagger_model" / "tagger.onnx"
ROUNDS, LAYERS, SEED = 6, 6, 0

OURS = {
    "PERSON": "NAME", "GPE": "LOCATION", "STREET_ADDRESS": "LOCATION", "ZIP_CODE": "LOCATION",
    "ORGANIZATION": "ORG", "DATE_TIME": "DATE", "AGE": "AGE90", "PHONE_NUMBER": "CONTACT",
    "EMAIL_ADDRESS": "CONTACT", "DOMAIN_NAME": "CONTACT",
}  # fmt: skip
"""Labels of presidio-research and ours; all others are numbers of some sort."""

PATH = click.Path(path_type=Path, exists=True)


@click.command()
@click.option("--corpus", type=PATH, required=True, help="Annotated charts, one a line.")
@click.option("--sentences", type=PATH, help="synth_dataset_v2.json of presidio-research.")
@click.option("--rounds", type=int, default=ROUNDS, show_default=True)
@click.option("--out", type=click.Path(path_type=Path), default=MODEL, help="Where the model is written.")
def main(corpus: Path, sentences: Path | None, rounds: int, out: Path) -> None:
    """Train and write."""
    annotated = list(_annotated(corpus, sentences))
    model = train([_maker(annotated, seed) for seed in range(rounds)], layers=LAYERS, seed=SEED)
    model.eval()
    out.parent.mkdir(exist_ok=True)
    export(model, len(FEATURES), ["classes"], out)
    store_words()


def _annotated(corpus: Path, sentences: Path | None) -> Iterator[AnnotatedChart]:
    for path in (corpus, *(OWN / name for name in CHARTS)):
        yield from chart_files.read(path)
    if sentences:
        for chart in presidio_research.read(sentences, "tuning"):
            yield replace(chart, notes=tuple(map(_ours, chart.notes)))


def _ours(note: AnnotatedNote) -> AnnotatedNote:
    spans = tuple(replace(span, type=OURS.get(span.type, "ID")) for span in note.spans)
    return replace(note, spans=spans)


def _maker(annotated: Sequence[AnnotatedChart], seed: int) -> Callable[[], list[Example]]:
    return lambda: list(examples(round_of(FOLDERS, annotated, seed), tokenizer()))


if __name__ == "__main__":
    main()
