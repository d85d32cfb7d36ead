"""Charts of invented clients: four to eight notes each, with the same people and places in all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from evals.deid.generator.filling import World, fill
from evals.deid.generator.noise import disturb
from evals.deid.generator.pieces import note_of
from evals.deid.generator.template import Template
from evals.deid.records import AnnotatedChart, AnnotatedNote

FIRST_DAY = date(2019, 1, 7)
DAYS = 2200
"""Charts begin within so many days of the first day."""
SERIES = "series_"
FEWEST, MOST = 4, 8
"""Notes of a chart."""
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
"""One for each template file; it follows the prefix in the id of a chart, as a writer's does in a corpus."""
BRITISH = 0.12
"""Share of charts that write dates and telephone numbers in the British way besides those of the NHS."""
GAPS = (7, 7, 7, 7, 14, 14, 3, 21, 28)
"""Days between two notes."""

Card = TypeVar("Card")


def charts(
    templates: Sequence[Template], notes: int, seed: int, prefix: str = "G"
) -> Iterator[AnnotatedChart]:
    """Yield charts until they hold `notes` notes; the last may hold fewer.

    A file whose name begins with `SERIES` is one client's course: its notes make one chart, in their order.

    The same templates, number and seed give the same charts. All notes of a chart come from one template
    file, as those of a client come from one clinician. The templates of a file are gone through in shuffled
    rounds, so that all are used about equally often and none twice in a chart unless the file has too few.
    """
    sources = sorted({template.source for template in templates})
    decks = {
        source: _deck([t for t in templates if t.source == source], Random(f"{seed} deck {source}"))  # noqa: S311
        for source in sources
    }
    turns = _deck(_turns(templates), Random(f"{seed} turns"))  # noqa: S311
    number = made = 0
    while made < notes:
        number += 1
        rng = Random(f"{seed} chart {number}")  # noqa: S311 - reproducible, not secret
        source = next(turns)
        whole = [t for t in templates if t.source == source] if source.startswith(SERIES) else []
        count = min(len(whole) or rng.randint(FEWEST, MOST), notes - made)
        name = f"{prefix}{DIGITS[sources.index(source) % len(DIGITS)]}{number:04}"
        yield _chart(name, whole[:count] or [next(decks[source]) for _ in range(count)], rng)
        made += count


def one_by_one(templates: Sequence[Template], seed: int, prefix: str = "A") -> Iterator[AnnotatedChart]:
    """Yield a chart for each template, as written: one note and no noise. For sets of hard cases."""
    for number, template in enumerate(templates, 1):
        rng = Random(f"{seed} single {number}")  # noqa: S311 - reproducible, not secret
        yield _chart(f"{prefix}{number:04}", [template], rng, noise=False)


def _turns(templates: Sequence[Template]) -> list[str]:
    """Sources as often as they have templates; a series as often as it makes charts of the usual length."""
    sources = [template.source for template in templates]
    usual = (FEWEST + MOST) // 2
    return [
        s for at, s in enumerate(sources) if not s.startswith(SERIES) or sources[:at].count(s) % usual == 0
    ]


def _deck(cards: Sequence[Card], rng: Random) -> Iterator[Card]:
    while True:
        round_ = list(cards)
        rng.shuffle(round_)
        yield from round_


def _chart(name: str, templates: Sequence[Template], rng: Random, *, noise: bool = True) -> AnnotatedChart:
    british = any(template.style == "NHS" for template in templates) or rng.random() < BRITISH
    world = World.begin(rng, british=british)
    day = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    notes = []
    for template in templates:
        notes.append(_note(template, world, day, noise=noise))
        day += timedelta(days=rng.choice(GAPS))
    client = world.cast.client
    return AnnotatedChart(
        id=name,
        client=f"{client.first} {client.last}",
        pronouns=world.cast.pronouns,
        writer=templates[0].source,
        notes=tuple(notes),
        roster=world.cast.names(),
    )


def _note(template: Template, world: World, day: date, *, noise: bool) -> AnnotatedNote:
    pieces = list(fill(template.parts, world, day))
    if noise:
        pieces = disturb(world.rng, pieces)
    return note_of(pieces, day, template.style)
