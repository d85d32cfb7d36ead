"""Names from everywhere: Faker's locales, romanised lists of our own, words that are names, invented names.

Much of a published list of names is known to a detector that was built from such lists. So a share of names
is invented from syllables, and another is taken from lists that are no part of Faker.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from evals.deid.tables import columns, lines

LOCALES = (
    "en_US en_US en_US en_US en_GB en_GB en_IN en_NG en_KE es_MX es_MX es_ES fr_FR de_DE pl_PL pt_BR pt_BR "
    "tr_TR vi_VN yo_NG ig_NG ha_NG it_IT nl_NL sv_SE fi_FI hu_HU cs_CZ ro_RO hr_HR id_ID ga_IE sw tw_GH "
    "zu_ZA en_TH"
).split()
"""Faker locales that write names in Latin letters, some more often."""

FAKER, OWN, WORDS, INVENTED = "faker", "own", "words", "invented"
SOURCES = (FAKER, OWN, WORDS, INVENTED)
SHARES = (0.55, 0.2, 0.1, 0.15)
"""How often a family takes its names from each source."""

ONSETS = (
    "b br ch d dr f g gr h j k kh kr l m mb n ny p pr qu r s sh sk st t th tr v w y z zh".split() + [""] * 3
)
NUCLEI = "a a a e e i i o o u ai ei ia ea io au ou".split()
CODAS = ["", "", "", "n", "l", "r", "s", "m", "k", "th", "sh", "nd", "rn", "v"]
FEMALE_ENDS = "a ia elle ine ita ora ey is".split()
MALE_ENDS = "o us an en or ik am is".split()
FAMILY_ENDS = "ski ova man well ford ez ani ura ović enko sson ell ley nen adze".split()
PARTICLES = ("de", "van", "von", "al-", "El ", "Mac", "O'", "St. ")
DOUBLED = 0.07
"""Share of hyphenated family names."""


@dataclass(frozen=True, slots=True)
class Culture:
    """Where one family takes its names from: a source and, for some, a locale or a row of a table."""

    source: str
    locale: str = ""


def draw_culture(rng: Random) -> Culture:
    """Draw the source of a family's names."""
    source = rng.choices(SOURCES, SHARES)[0]
    if source == FAKER:
        return Culture(source, rng.choice(LOCALES))
    if source == OWN:
        return Culture(source, rng.choice(sorted({row[0] for row in columns("names_by_culture")})))
    return Culture(source)


def given_name(rng: Random, culture: Culture, *, female: bool) -> str:
    """Draw a given name."""
    if culture.source == FAKER:
        names = _faker(culture.locale, rng)
        return _plain(names.first_name_female() if female else names.first_name_male())
    if culture.source == OWN:
        return rng.choice(_column(culture.locale, "female" if female else "male"))
    if culture.source == WORDS:
        return rng.choice(lines("names_that_are_words"))
    return _invented(rng, FEMALE_ENDS if female else MALE_ENDS)


def family_name(rng: Random, culture: Culture) -> str:
    """Draw a family name; some are doubled."""
    if rng.random() < DOUBLED:
        return f"{_family_name(rng, culture)}-{_family_name(rng, culture)}"
    return _family_name(rng, culture)


def _family_name(rng: Random, culture: Culture) -> str:
    if culture.source == FAKER:
        return _plain(_faker(culture.locale, rng).last_name())
    if culture.source == OWN:
        return rng.choice(_column(culture.locale, "family"))
    if culture.source == WORDS:
        return rng.choice(lines("family_names_that_are_words"))
    name = _invented(rng, FAMILY_ENDS)
    return rng.choice(PARTICLES) + name if rng.random() < 0.1 else name


def _invented(rng: Random, ends: list[str]) -> str:
    body = "".join(rng.choice(ONSETS) + rng.choice(NUCLEI) for _ in range(rng.choice((1, 1, 2))))
    name = body + rng.choice(CODAS) + (rng.choice(ends) if rng.random() < 0.7 else "")
    return name.capitalize() if len(name) > 2 else _invented(rng, ends)


def _plain(name: str) -> str:
    """A name without the titles and dots that some locales add."""
    return unicodedata.normalize("NFC", name.replace(".", "").strip())


@cache
def _column(culture: str, what: str) -> list[str]:
    return [
        name
        for row in columns("names_by_culture")
        if row[:2] == (culture, what)
        for name in row[2].split(", ")
    ]


@cache
def _factory(locale: str) -> Any:
    from faker import Faker

    return Faker(locale, providers=["faker.providers.person"]).factories[0]


def _faker(locale: str, rng: Random) -> Any:
    factory = _factory(locale)
    factory.random = rng
    return factory
