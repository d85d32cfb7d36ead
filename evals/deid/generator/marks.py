"""Numbers and addresses that point at one person: telephone, mail, network, records, cards, plates.

They are made so that they belong to nobody where such a range is set aside: 555-01xx and Ofcom's drama
numbers, the `example` domains (RFC 2606), documentation addresses (RFC 5737), social security numbers from
900 on.
"""

from __future__ import annotations

import unicodedata
from random import Random

from evals.deid.generator.names import draw_culture, family_name, given_name
from evals.deid.generator.places import letters

DOMAINS = ("example.com", "example.org", "example.net", "mailbox.example", "post.example", "school.example")
SITES = ("portal", "intake", "group", "forms", "blog", "crew", "care")


def phone(rng: Random, british: bool) -> str:
    """A whole telephone number."""
    if british:
        return rng.choice((
            f"07700 900{rng.randint(0, 999):03}",
            f"07700900{rng.randint(0, 999):03}",
            f"020 7946 0{rng.randint(0, 999):03}",
            f"(0113) 496 0{rng.randint(0, 999):03}",
            f"0191 498 0{rng.randint(0, 999):03}",
            f"+44 7700 900{rng.randint(0, 999):03}",
        ))  # fmt: skip
    area, line = rng.randint(201, 989), f"01{rng.randint(0, 99):02}"
    return rng.choice((
        f"{area}-555-{line}",
        f"({area}) 555-{line}",
        f"{area}.555.{line}",
        f"{area} 555 {line}",
        f"{area}555{line}",
        f"+1 {area} 555 {line}",
        f"1-{area}-555-{line}",
        f"{area}-555-{line} x{rng.randint(10, 499)}",
    ))  # fmt: skip


def phone7(rng: Random) -> str:
    """A number without its area."""
    return f"555-01{rng.randint(0, 99):02}"


def email(rng: Random) -> str:
    """A mail address, most of them made of a name."""
    culture = draw_culture(rng)
    first = _ascii(given_name(rng, culture, female=rng.random() < 0.5))
    last = _ascii(family_name(rng, culture))
    user = rng.choice((
        f"{first}.{last}",
        f"{first[:1]}{last}",
        f"{first}{rng.randint(1, 99)}",
        f"{last}_{first[:1]}",
        f"{first}-{last}{rng.randint(70, 99)}",
    ))  # fmt: skip
    return f"{user}@{rng.choice(DOMAINS)}"


def url(rng: Random) -> str:
    """An address of a page."""
    name = _ascii(family_name(rng, draw_culture(rng)))
    return rng.choice((
        f"https://www.{name}.example/{rng.choice(SITES)}",
        f"www.{name}-{rng.choice(SITES)}.example",
        f"http://{name}.example.org",
        f"{name}{rng.choice(SITES)}.example.com/{rng.choice(SITES)}",
    ))  # fmt: skip


def handle(rng: Random) -> str:
    """A name on a social network."""
    name = _ascii(given_name(rng, draw_culture(rng), female=rng.random() < 0.5))
    return "@" + rng.choice((
        f"{name}_{rng.choice(SITES)}",
        f"{name}{rng.randint(10, 2009)}",
        f"the.real.{name}",
        f"its_{name}_{rng.randint(1, 99)}",
    ))  # fmt: skip


def record(rng: Random) -> str:
    """A number of a medical record."""
    n = rng.randint
    return rng.choice((
        f"{n(100000, 99999999)}",
        f"{letters(rng, 2)}-{n(10000, 999999)}",
        f"{n(0, 99):02}-{n(10000, 99999)}",
        f"{letters(rng, 2)}/{letters(rng, 2)}/{n(1000, 9999)}",
        f"{letters(rng, 3)}-{n(2014, 2025)}-{n(100, 99999):05}",
        f"{n(1000000, 9999999):07}",
    ))  # fmt: skip


def member(rng: Random) -> str:
    """A number of a health plan, or of the NHS."""
    n = rng.randint
    return rng.choice((
        f"{letters(rng, 3)}{n(100000000, 999999999)}",
        f"{letters(rng, 1)}{n(1000, 9999)} {n(10000, 99999)}",
        f"{n(100, 999)} {n(100, 999)} {n(1000, 9999)}",
        f"{n(10000000, 999999999)}-0{n(1, 4)}",
        f"{n(1, 9)}{letters(rng, 1)}{n(10, 99)}-{letters(rng, 2)}{n(1, 9)}-{letters(rng, 2)}{n(10, 99)}",
    ))  # fmt: skip


def claim(rng: Random) -> str:
    """A number of a claim or a case."""
    n = rng.randint
    return rng.choice((
        f"{letters(rng, 2)}-{n(10, 25)}-{n(10000, 99999)}",
        f"{letters(rng, 1)}-{n(10, 99)}-{n(100, 999)}-{n(100, 999)}",
        f"{n(10, 25)}-{letters(rng, 2)}-{n(1000, 9999)}",
        f"{n(2014, 2025)}-{letters(rng, 2)}-{n(1000, 99999):06}",
        f"{n(10000000, 99999999)}",
    ))  # fmt: skip


def licence(rng: Random) -> str:
    """A number of a driving or professional licence."""
    n = rng.randint
    return rng.choice((
        f"{letters(rng, 1)}{n(1000000, 99999999)}",
        f"{letters(rng, 1)}{n(100, 999)}-{n(1000, 9999)}-{n(1000, 9999)}",
        f"{letters(rng, 2)} {n(10000, 99999)}",
        f"LCSW-{n(10000, 99999)}",
    ))  # fmt: skip


def plate(rng: Random) -> str:
    """A number plate."""
    n = rng.randint
    return rng.choice((
        f"{n(1, 9)}{letters(rng, 3)}{n(100, 999)}",
        f"{letters(rng, 3)}-{n(1000, 9999)}",
        f"{letters(rng, 2)}{n(10, 74)} {letters(rng, 3)}",
        f"{letters(rng, 3)} {n(100, 999)}",
    ))  # fmt: skip


def ssn(rng: Random) -> str:
    """A social security number that is not given out."""
    return f"{rng.randint(900, 999)}-{rng.randint(10, 99)}-{rng.randint(1000, 9999)}"


def account(rng: Random) -> str:
    """A number of an account."""
    n = rng.randint
    return rng.choice((
        f"{n(1000000000, 999999999999)}",
        f"{n(1000, 9999)} {n(1000, 9999)} {n(10, 99)}",
        f"{n(10, 99)}-{n(10, 99)}-{n(10, 99)} {n(10000000, 99999999)}",
        f"{letters(rng, 2)}{n(100000, 999999)}",
    ))  # fmt: skip


def serial(rng: Random) -> str:
    """A number of a device."""
    n = rng.randint
    return rng.choice((
        f"{n(1, 9)}{letters(rng, 1)}-{n(10000, 99999)}-{letters(rng, 1)}",
        f"{letters(rng, 2)}{n(1000000, 9999999)}",
        f"{letters(rng, 3)}-{n(1000, 9999)}-{n(100, 999)}",
    ))  # fmt: skip


def ip(rng: Random) -> str:
    """A network address out of the ranges for documentation."""
    return f"{rng.choice(('192.0.2', '198.51.100', '203.0.113'))}.{rng.randint(1, 254)}"


def _ascii(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.replace("ł", "l").replace("ı", "i").replace("đ", "d"))
    return "".join(c for c in folded if c.isascii() and c.isalnum()).lower() or "kit"
