"""A code for a case where no name may stand: the same for ever, and no number that looks like a record's."""

from __future__ import annotations

from hashlib import sha256

LETTERS = "BCDFGHJKLMNPQRST"
"""Sixteen, without vowels: no code is a word or a name."""
LENGTH = 6


def case_code(client_id: str) -> str:
    """Return the code of a client: Case and six letters, from her opaque id."""
    digits = sha256(client_id.encode()).hexdigest()[:LENGTH]
    return "Case " + "".join(LETTERS[int(digit, 16)] for digit in digits)
