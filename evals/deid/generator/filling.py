"""Filling a slot: which kind of identifier it is and how its text is drawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from evals.deid.generator import marks, organisations, places, written_days
from evals.deid.generator.people import Cast, roles
from evals.deid.generator.pieces import Piece, PieceKind
from evals.deid.generator.template import Keep, Literal, Part, Plain, Slot
from evals.deid.generator.writings import AFTER, FORMS
from evals.deid.tables import lines
from evals.errors import CaseError
from retrieval.records import IdentifierType

LASTING = frozenset(("city", "neighbourhood", "county", "mrn", "member"))
"""Things that stay the same through a chart, as organisations do; others are new in every note."""

Draw = Callable[[Random, bool], str]
DRAWS: dict[str, tuple[IdentifierType, Draw]] = {
    "city": (IdentifierType.LOCATION, lambda rng, _: places.city(rng)),
    "neighbourhood": (IdentifierType.LOCATION, lambda rng, _: places.neighbourhood(rng)),
    "county": (IdentifierType.LOCATION, lambda rng, _: places.county(rng)),
    "street": (IdentifierType.LOCATION, places.street),
    "street_name": (IdentifierType.LOCATION, places.street_name),
    "intersection": (IdentifierType.LOCATION, lambda rng, _: places.intersection(rng)),
    "zip": (IdentifierType.LOCATION, places.postcode),
    "phone": (IdentifierType.CONTACT, marks.phone),
    "fax": (IdentifierType.CONTACT, marks.phone),
    "phone7": (IdentifierType.CONTACT, lambda rng, _: marks.phone7(rng)),
    "email": (IdentifierType.CONTACT, lambda rng, _: marks.email(rng)),
    "url": (IdentifierType.CONTACT, lambda rng, _: marks.url(rng)),
    "handle": (IdentifierType.CONTACT, lambda rng, _: marks.handle(rng)),
    "mrn": (IdentifierType.ID, lambda rng, _: marks.record(rng)),
    "member": (IdentifierType.ID, lambda rng, _: marks.member(rng)),
    "claim": (IdentifierType.ID, lambda rng, _: marks.claim(rng)),
    "licence": (IdentifierType.ID, lambda rng, _: marks.licence(rng)),
    "plate": (IdentifierType.ID, lambda rng, _: marks.plate(rng)),
    "ssn": (IdentifierType.ID, lambda rng, _: marks.ssn(rng)),
    "ssn4": (IdentifierType.ID, lambda rng, _: f"{rng.randint(1000, 9999)}"),
    "account": (IdentifierType.ID, lambda rng, _: marks.account(rng)),
    "serial": (IdentifierType.ID, lambda rng, _: marks.serial(rng)),
    "ip": (IdentifierType.ID, lambda rng, _: marks.ip(rng)),
    "holiday": (IdentifierType.DATE, lambda rng, _: written_days.holiday(rng)),
    "age90": (IdentifierType.AGE90, lambda rng, _: written_days.age90(rng)),
}  # fmt: skip


@dataclass(slots=True)
class World:
    """What one chart is about: its people, and the places and bodies of their lives."""

    rng: Random
    british: bool
    cast: Cast
    lasting: dict[str, str]

    @classmethod
    def begin(cls, rng: Random, *, british: bool) -> World:
        """A new client and nothing else yet."""
        return cls(rng=rng, british=british, cast=Cast(rng), lasting={})


def fill(parts: tuple[Part, ...], world: World, today: date) -> Iterator[Piece]:
    """Yield the pieces of one note.

    Raises:
        CaseError: a slot is not one of the format.
    """
    within: dict[str, str] = {}
    for part in parts:
        if isinstance(part, Plain):
            yield Piece(part.text)
        elif isinstance(part, Keep):
            yield Piece(part.text, PieceKind.KEEP)
        elif isinstance(part, Literal):
            yield Piece(part.text, PieceKind.IDENTIFIER, part.type.value)
        else:
            yield from _slot(part, world, today, within)


def _slot(slot: Slot, world: World, today: date, within: dict[str, str]) -> Iterator[Piece]:
    name = re.sub(r"\d+$", "", slot.who) if slot.who not in DRAWS else slot.who
    if name == "pet":
        yield _identifier(
            IdentifierType.NAME, _kept(world.lasting, slot.who, lambda: world.rng.choice(lines("pets")))
        )
        yield from _after(slot.form)
    elif name == "date":
        yield _identifier(IdentifierType.DATE, _day(slot, world, today))
    elif name in organisations.kinds():
        yield _identifier(
            IdentifierType.ORG,
            _kept(world.lasting, slot.who, lambda: organisations.organisation(world.rng, name)),
        )
        yield from _after(slot.form)
    elif name in DRAWS:
        kind, draw = DRAWS[name]
        known = world.lasting if name in LASTING else within
        yield _identifier(kind, _kept(known, slot.who, lambda: draw(world.rng, world.british)))
    elif name in roles() and slot.form in FORMS:
        yield _identifier(IdentifierType.NAME, FORMS[slot.form](world.rng, world.cast.person(slot.who)))
        yield from _after(slot.form)
    else:
        raise CaseError(f"Expected a slot of the template format; got '{slot.who}.{slot.form}'. Correct it.")


def _day(slot: Slot, world: World, today: date) -> str:
    if slot.form not in written_days.FORMS:
        raise CaseError(f"Expected a form of date; got '{slot.form}'. Use {', '.join(written_days.FORMS)}.")
    return written_days.written(world.rng, slot.form, today, world.british)


def _after(form: str) -> Iterator[Piece]:
    if form in AFTER:
        yield Piece(AFTER[form])


def _identifier(kind: IdentifierType, text: str) -> Piece:
    return Piece(text, PieceKind.IDENTIFIER, kind.value)


def _kept(known: dict[str, str], name: str, draw: Callable[[], str]) -> str:
    if name not in known:
        known[name] = draw()
    return known[name]
