"""The labelled texts that the tagger learns from, made anew for every round: other names, other slips.

Templates and sentences are filled in with drawn names. In annotated charts most names are replaced by drawn
ones, the same everywhere in a chart, so that what stands around a name is learnt and not the name; half of
the addresses are drawn anew everywhere; some texts are given in small letters or in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from evals.deid.generator.addresses import address
from evals.deid.generator.charts import charts
from evals.deid.generator.names import Culture, draw_culture, family_name, given_name
from evals.deid.generator.template import read_file
from evals.deid.records import AnnotatedChart, AnnotatedNote, Span
from retrieval.records import IdentifierType

RENAMED, MOVED, LOWERED, RAISED = 0.6, 0.5, 0.25, 0.02
"""Shares of charts whose names are replaced, of addresses that are, of texts in small letters or capitals."""
ADDRESS = re.compile(r"(?=.*\d)\S+[ ,]+\S+[ ,]+\S+")
"""Three words with a number among them: a house, a street, and what it is or where."""
NAME_WORD = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ']{2,}")
NEVER = frozenset(
    "Mrs Miss Father Mother Pastor Rabbi Imam Coach Nurse Officer Judge Sister Brother Aunt Auntie Uncle "
    "Nana Gran Grandma Grandpa Prof Professor Rev Sgt Capt".split()
)
"""Words inside names that are no name themselves."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its identifiers."""

    text: str
    spans: tuple[Span, ...]
    aside: tuple[Span, ...] = ()
    """What may be hidden or not; nothing is learnt from it."""


def round_of(folders: Sequence[Path], annotated: Sequence[AnnotatedChart], seed: int) -> Iterator[Labelled]:
    """Yield every text once, as the round with this seed shows it.

    Args:
        folders: folders of template files.
        annotated: charts, or single sentences, with their identifiers.
        seed: another one gives other names, noise and letters.
    """
    for folder in folders:
        for path in sorted(folder.glob("*.txt")):
            templates = tuple(read_file(path))
            for chart in charts(templates, len(templates), seed):
                for n, note in enumerate(chart.notes):
                    rng = Random(f"{seed} {chart.id} {n}")  # noqa: S311 - reproducible, not secret
                    yield _shown(_moved(note, rng), rng, small=0.06)
    for chart in annotated:
        rng = Random(f"{seed} {chart.id}")  # noqa: S311 - reproducible, not secret
        rename = _renamer(rng) if rng.random() < RENAMED else None
        for note in chart.notes:
            renamed = _renamed(note, rename) if rename else note
            yield _shown(_moved(renamed, rng), rng, small=LOWERED)


def _shown(note: AnnotatedNote, rng: Random, *, small: float) -> Labelled:
    draw = rng.random()
    text = note.text
    if draw < small:
        text = _each(text, str.lower)
    elif draw < small + RAISED:
        text = _each(text, str.upper)
    return Labelled(text, note.spans, note.aside)


def _each(text: str, change: Callable[[str], str]) -> str:
    """Change letter by letter, leaving those whose other case has another length."""
    return "".join(new if len(new := change(c)) == 1 else c for c in text)


def _renamer(rng: Random) -> Callable[[str], str]:
    drawn: dict[str, str] = {}
    culture = draw_culture(rng)

    def rename(word: str) -> str:
        if word not in drawn:
            mine: Culture = culture if rng.random() < 0.6 else draw_culture(rng)
            family = rng.random() < 0.25
            drawn[word] = (
                family_name(rng, mine) if family else given_name(rng, mine, female=rng.random() < 0.5)
            )
        return drawn[word]

    return rename


def _renamed(note: AnnotatedNote, rename: Callable[[str], str]) -> AnnotatedNote:
    def change(span: Span, words: str) -> str:
        if span.type != IdentifierType.NAME.value:
            return words
        return NAME_WORD.sub(lambda m: m[0] if m[0] in NEVER else rename(m[0]), words)

    return _changed(note, change)


def _moved(note: AnnotatedNote, rng: Random) -> AnnotatedNote:
    def change(span: Span, words: str) -> str:
        whole = span.type == IdentifierType.LOCATION.value and ADDRESS.match(words)
        return address(rng) if whole and rng.random() < MOVED else words

    return _changed(note, change)


def _changed(note: AnnotatedNote, change: Callable[[Span, str], str]) -> AnnotatedNote:
    """The note with other words where its identifiers stand."""
    if note.aside:
        return note
    text, spans, at = "", [], 0
    for span in sorted(note.spans, key=lambda s: s.start):
        if span.start < at:
            continue
        text += note.text[at : span.start]
        words = change(span, note.text[span.start : span.end])
        spans.append(Span(len(text), len(text) + len(words), span.type, words))
        text, at = text + words, span.end
    return AnnotatedNote(day=note.day, text=text + note.text[at:], spans=tuple(spans), style=note.style)
