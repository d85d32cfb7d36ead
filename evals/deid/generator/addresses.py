"""Whole postal addresses of many lands, drawn by Faker."""

from __future__ import annotations

import re
from functools import cache
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from faker import Faker

LOCALES = (
    "en_US", "en_US", "en_US", "en_GB", "en_GB", "en_AU", "en_CA", "en_IN", "en_NZ", "en_IE", "de_DE",
    "de_AT", "de_CH", "fr_FR", "fr_CH", "fr_CA", "es_ES", "es_MX", "es_AR", "it_IT", "nl_NL", "nl_BE",
    "pt_BR", "pt_PT", "sv_SE", "no_NO", "da_DK", "fi_FI", "pl_PL", "cs_CZ", "hu_HU", "tr_TR", "ro_RO",
    "sk_SK", "sl_SI", "hr_HR",
)  # fmt: skip
"""Those whose addresses are written in Latin letters."""
STREET_ONLY, LINES = 0.35, 0.3
"""Shares of addresses without a town, and of the others those that keep their lines."""
BLANKS = re.compile(r"[ \t]+")


def address(rng: Random) -> str:
    """Draw a street with a number, and mostly its town and postcode."""
    fake = _faker(rng.choice(LOCALES))
    fake.seed_instance(rng.getrandbits(32))
    if rng.random() < STREET_ONLY:
        return _tidy(fake.street_address(), ", ")
    return _tidy(fake.address(), "\n" if rng.random() < LINES else ", ")


def _tidy(text: str, between: str) -> str:
    lines = (BLANKS.sub(" ", line).strip(" ,") for line in text.splitlines())
    return between.join(line for line in lines if line)


@cache
def _faker(locale: str) -> Faker:
    from faker import Faker

    return Faker(locale)
