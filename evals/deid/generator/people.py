"""The people of one chart: the client, her family, and everybody else her notes name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

from evals.deid.generator.names import Culture, draw_culture, family_name, given_name
from evals.deid.generator.short_names import short_name
from evals.deid.tables import columns

PRONOUNS = ("she/her", "he/him", "they/them")
PRONOUN_SHARES = (0.5, 0.42, 0.08)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with all names by which notes may call them."""

    first: str
    last: str
    nick: str
    title: str


@dataclass(frozen=True, slots=True)
class Role:
    """Who somebody is to the client: how the sexes are spread, and whose family name they bear."""

    female: float
    """Chance of a woman's name."""
    own_family: float
    """Chance of the client's family name."""
    kin: bool
    titles: tuple[str, ...]


class Cast:
    """Draws each person when they are first named, and keeps them through the chart."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self.pronouns = rng.choices(PRONOUNS, PRONOUN_SHARES)[0]
        self._culture = draw_culture(rng)
        self._family = family_name(rng, self._culture)
        self._people: dict[str, Person] = {}
        self.client = self.person("client")

    def person(self, who: str) -> Person:
        """Give the person of that role, such as `sister2`."""
        if who not in self._people:
            self._people[who] = self._draw(who)
        return self._people[who]

    def names(self) -> tuple[str, ...]:
        """Every name of everybody, in the order in which they came in."""
        seen = (name for p in self._people.values() for name in (p.first, p.last, p.nick))
        return tuple(dict.fromkeys(seen))

    def _draw(self, who: str) -> Person:
        rng, role = self._rng, roles()[re.sub(r"\d+$", "", who)]
        female = rng.random() < (self._client_female() if who == "client" else role.female)
        culture = self._culture if role.kin or who == "client" else draw_culture(rng)
        first = self._new_given_name(culture, female=female)
        last = self._family if rng.random() < role.own_family else family_name(rng, culture)
        titles = role.titles or (("Ms.", "Mrs.") if female else ("Mr.",))
        return Person(first=first, last=last, nick=short_name(rng, first), title=rng.choice(titles))

    def _client_female(self) -> float:
        return {"she/her": 1.0, "he/him": 0.0}.get(self.pronouns, 0.5)

    def _new_given_name(self, culture: Culture, *, female: bool) -> str:
        taken = {person.first for person in self._people.values()}
        for _ in range(20):
            name = given_name(self._rng, culture, female=female)
            if name not in taken:
                break
        return name


def roles() -> dict[str, Role]:
    """Read the roles that a slot may name."""
    return {
        who: Role(
            female=float(female),
            own_family=float(own),
            kin=kin == "yes",
            titles=tuple(titles.split()) if titles != "-" else (),
        )
        for who, female, own, kin, titles in columns("roles")
    }
