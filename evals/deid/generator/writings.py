"""How a note writes a person: the forms that a slot may ask for."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from string import ascii_lowercase

from evals.deid.generator.people import Person

Writer = Callable[[Random, Person], str]


def misspelt(rng: Random, name: str) -> str:
    """A name with one letter left out, doubled, swapped or replaced; never its first, never no change."""
    places = [at for at in range(1, len(name)) if name[at].isalpha()]
    for _ in range(20):
        if len(places) < 2:
            break
        at = rng.choice(places)
        wrong = rng.choice(
            (
                name[:at] + name[at + 1 :],
                name[:at] + name[at] * 2 + name[at + 1 :],
                name[:at] + rng.choice(ascii_lowercase) + name[at + 1 :],
                name[: at - 1] + name[at].lower() + name[at - 1].lower() + name[at + 1 :]
                if at > 1
                else name[:at] + name[at] * 2 + name[at + 1 :],
            )
        )
        if wrong != name:
            return wrong
    return name + name[-1]


def initials(person: Person) -> str:
    """Both initials, with full stops."""
    return f"{person.first[0]}.{person.last[0]}.".upper()


FORMS: dict[str, Writer] = {
    "first": lambda _, p: p.first,
    "last": lambda _, p: p.last,
    "full": lambda _, p: f"{p.first} {p.last}",
    "initials": lambda rng, p: initials(p).replace(".", "") if rng.random() < 0.15 else initials(p),
    "initial": lambda _, p: f"{p.first[0]}.".upper(),
    "nick": lambda _, p: p.nick,
    "lower": lambda _, p: p.first.lower(),
    "upper": lambda _, p: p.first.upper(),
    "typo": lambda rng, p: misspelt(rng, p.first),
    "possessive": lambda _, p: p.first,
    "title_last": lambda _, p: f"{p.title} {p.last}",
}
"""What stands in the note. The 's of a possessive comes after it and identifies nobody; a title counts."""

AFTER = {"possessive": "'s"}
"""What follows the name outside the identifier."""
