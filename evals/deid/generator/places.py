"""Places smaller than a state: towns, quarters, streets, crossings, postcodes, counties."""

from __future__ import annotations

from random import Random
from string import ascii_uppercase

from evals.deid.tables import columns, lines

INVENTED_TOWNS = 0.35
POSTCODE_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
DIRECTIONS = ("", "", "", "N ", "S. ", "East ", "W ")
UNITS = ("", "", "", "", " Apt 4", ", Apt 12B", " #3", ", Unit 7")


def city(rng: Random) -> str:
    """A town that exists, or one that does not."""
    return _invented_town(rng) if rng.random() < INVENTED_TOWNS else rng.choice(lines("cities"))


def neighbourhood(rng: Random) -> str:
    """A quarter of a town."""
    if rng.random() < 0.5:
        return rng.choice(lines("neighbourhoods"))
    begin, _, end = (rng.choice(columns("town_parts"))[at] for at in range(3))
    return f"{begin}wood {end}" if rng.random() < 0.5 else f"{_invented_town(rng)} {end}"


def county(rng: Random) -> str:
    """A county or a district of that size."""
    return rng.choice(lines("counties"))


def street(rng: Random, british: bool) -> str:
    """House number and street, some with a flat."""
    number = rng.randint(1, 240) if british else rng.randint(2, 18999)
    if british:
        return f"{number} {street_name(rng, british)}"
    return f"{number} {rng.choice(DIRECTIONS)}{street_name(rng, british)}{rng.choice(UNITS)}"


def street_name(rng: Random, british: bool) -> str:
    """A street without a number."""
    if not british and rng.random() < 0.15:
        return f"{_ordinal(rng.randint(3, 98))} {rng.choice(('Street', 'St', 'Ave', 'Avenue'))}"
    rows = columns("street_parts")
    name = rng.choice(rows)[0] if rng.random() < 0.6 else _invented_town(rng)
    return f"{name} {rng.choice(rows)[2 if british else 1]}"


def intersection(rng: Random) -> str:
    """Two streets that cross."""
    rows = columns("street_parts")
    first = _ordinal(rng.randint(2, 60)) if rng.random() < 0.4 else rng.choice(rows)[0]
    return f"{first} {rng.choice(('and', 'and', '&'))} {rng.choice(rows)[0]}"


def postcode(rng: Random, british: bool) -> str:
    """A ZIP code, some with four digits more, or a British postcode."""
    if british:
        letters = "".join(rng.choices(POSTCODE_LETTERS, k=2))
        inward = "".join(rng.choices(POSTCODE_LETTERS, k=2))
        return f"{letters}{rng.randint(1, 29)} {rng.randint(1, 9)}{inward}"
    code = f"{rng.randint(10001, 99499)}"
    return f"{code}-{rng.randint(1000, 9899)}" if rng.random() < 0.15 else code


def _invented_town(rng: Random) -> str:
    rows = columns("town_parts")
    name = rng.choice(rows)[0] + rng.choice(rows)[1]
    if rng.random() < 0.2:
        return f"{rng.choice(('North', 'East', 'Port', 'Lake', 'Mount', 'Upper', 'New'))} {name}"
    if rng.random() < 0.15:
        return f"{name} {rng.choice(('Falls', 'Springs', 'Bay', 'Junction', 'Heath'))}"
    return name


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def letters(rng: Random, count: int) -> str:
    """Some capital letters."""
    return "".join(rng.choices(ascii_uppercase, k=count))
