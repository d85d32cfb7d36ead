"""What de-identifying a note costs beside vanilla Presidio, and what reading it costs beside that.

`python -m evals.bench_pair CASES` prints one line of JSON. Both of a pair do the same notes in one process,
by turns, each going first in every other turn, so that a slow minute of the machine hits both. CPU time of
one thread, since what others run must not count.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import click

from agent.quiet import hush
from evals.cases import Case, read_cases
from retrieval.deid import ClientIdentity, Deidentifier
from retrieval.embedding import Embedder
from retrieval.passages import cut_passages
from retrieval.records import DraftNote, MaskedText, Note, NoteFormat, NoteKind
from tools.reading import Reader

READ_WORDS = 300
"""Words of a note, about, for which the cost of reading is given; shorter ones are put together."""

DAY = date(2024, 1, 8)

Work = Callable[[str], object]


@click.command()
@click.argument("cases", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--rounds", type=click.IntRange(1, 9), default=2, show_default=True)
def main(cases: Path, rounds: int) -> None:
    """Print medians in milliseconds of CPU time."""
    hush()
    click.echo(json.dumps(measure(read_cases(cases), rounds)))


def measure(cases: Sequence[Case], rounds: int) -> dict[str, float]:
    """Give the medians over all notes: deid_ms, presidio_ms; over long notes: long_deid_ms, reading_ms."""
    ours, presidio = masking(), vanilla_presidio()
    notes = [note.text for case in cases for note in case.notes] * rounds
    deid_ms, presidio_ms = by_turns(notes, ours, presidio)
    long_notes = [text for case in cases for text in joined([n.text for n in case.notes])] * rounds
    long_deid_ms, reading_ms = by_turns(long_notes, ours, reading())
    return {
        "deid_ms": deid_ms,
        "presidio_ms": presidio_ms,
        "long_deid_ms": long_deid_ms,
        "reading_ms": reading_ms,
    }


def by_turns(texts: Sequence[str], one: Work, other: Work) -> tuple[float, float]:
    """Give the medians in milliseconds of two kinds of work over the same texts, both warmed up."""
    for text in texts[:3]:
        one(text), other(text)
    spent: dict[Work, list[float]] = {one: [], other: []}
    for turn, text in enumerate(texts):
        for work in (one, other) if turn % 2 else (other, one):
            begin = time.thread_time()
            work(text)
            spent[work].append(1000 * (time.thread_time() - begin))
    return median(spent[one]), median(spent[other])


def joined(texts: Sequence[str]) -> Iterator[str]:
    """Put notes of one client together until they have about so many words as a long note."""
    held: list[str] = []
    for text in texts:
        held.append(text)
        if sum(len(t.split()) for t in held) >= READ_WORDS - READ_WORDS // 6:
            yield "\n\n".join(held)
            held = []


def masking() -> Work:
    """Our de-identification of one note: find, learn who is who, mask."""
    deidentifier, identity = Deidentifier(), ClientIdentity.start("Maria Warm")
    return lambda text: deidentifier.mask_notes([draft(text)], identity)


def reading() -> Work:
    """Our reading of one note: sentences, their vectors, observations and states."""
    embedder, reader = Embedder(), Reader()

    def read(text: str) -> object:
        note = Note(
            id="n",
            client_id="c",
            session=1,
            date=DAY,
            week=0,
            kind=NoteKind.PROGRESS,
            format=NoteFormat.NARRATIVE,
            body=MaskedText(text=text),
        )
        passages = cut_passages(note, "0" * 16)
        return reader.read(note, passages, embedder.embed([passage.text for passage in passages]))

    return read


def draft(text: str) -> DraftNote:
    """A note as it comes from a file."""
    return DraftNote(
        date=DAY, session=1, kind=NoteKind.PROGRESS, format=NoteFormat.NARRATIVE, text=text, source="n.txt"
    )


def vanilla_presidio() -> Work:
    """Presidio as its documentation sets it up, with the spaCy pipeline that we use."""
    import tldextract
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider
    from presidio_anonymizer import AnonymizerEngine

    from evals.deid.systems import PIPELINE

    # its e-mail recogniser would ask the network for the public-suffix list
    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    models = [{"lang_code": "en", "model_name": PIPELINE}]
    provider = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models})
    analyzer: Any = AnalyzerEngine(nlp_engine=provider.create_engine())
    anonymizer: Any = AnonymizerEngine()  # type: ignore[no-untyped-call]

    def anonymize(text: str) -> Any:
        return anonymizer.anonymize(text, analyzer.analyze(text, language="en"))

    return anonymize


if __name__ == "__main__":
    main()
