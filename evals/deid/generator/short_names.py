"""Short forms of given names: those in use where a table has them, made-up ones elsewhere."""

from __future__ import annotations

import re
from random import Random

from evals.deid.tables import columns

VOWELS = "aeiouyáéíóúàèìòùäëïöüâêîôûãõåæøœăąęı"
ENDINGS = ("", "", "y", "ie", "i", "o", "a")
HEAD = re.compile(rf"^[^{VOWELS}]*[{VOWELS}]+[^{VOWELS}]{{1,2}}?", re.I)


def short_name(rng: Random, first: str) -> str:
    """Give a short form; a name that is too short to shorten stays as it is."""
    known = {row[0]: row[1].split(", ") for row in columns("short_names")}
    if first in known:
        return rng.choice(known[first])
    head = HEAD.match(first)
    if head is None or len(first) < 5:
        return first
    short = head[0] + rng.choice(ENDINGS)
    return short if len(short) > 2 else first
