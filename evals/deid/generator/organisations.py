"""Names of employers, schools, clinics, congregations, teams and other bodies."""

from __future__ import annotations

import re
from random import Random

from evals.deid.generator.names import draw_culture, family_name
from evals.deid.generator.places import city
from evals.deid.tables import columns, lines

CHAINS = 0.25
"""Share of employers that are well-known by their own names."""

PART = re.compile(r"\{(\w+)\}")


def organisation(rng: Random, kind: str) -> str:
    """Draw a name; `kind` is a kind in organisation_patterns.tsv."""
    if kind == "employer" and rng.random() < CHAINS:
        return rng.choice(lines("employers"))
    pattern = rng.choice([pattern for of, pattern in columns("organisation_patterns") if of == kind])
    return PART.sub(lambda match: _part(rng, match[1]), pattern)


def kinds() -> frozenset[str]:
    """All kinds that have patterns."""
    return frozenset(kind for kind, _ in columns("organisation_patterns"))


def _part(rng: Random, name: str) -> str:
    if name == "surname":
        return family_name(rng, draw_culture(rng))
    if name == "place":
        return city(rng)
    if name == "number":
        return str(rng.randint(2, 240))
    words = next(words for part, words in columns("organisation_parts") if part == name)
    return rng.choice(words.split(", "))
