"""Check digits of numbers that identify: what tells a card or an NHS number from any run of digits.

Each takes the number as it is written, separators and all, and says whether its check holds.
"""

from __future__ import annotations

from collections.abc import Callable

import regex

NPI_PREFIX = "80840"
"""Put before a US National Provider Identifier before its Luhn check (CMS, NPI final rule, 2004)."""

VERHOEFF_D = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
VERHOEFF_P = (
    "0123456789", "1576283094", "5803796142", "8916043527",
    "9453126870", "4286573901", "2793806415", "7046913258",
)  # fmt: skip
"""Multiplication and permutation of the dihedral group D5 (Verhoeff 1969), as Aadhaar uses it."""


def luhn(number: str) -> bool:
    """ISO/IEC 7812: payment cards, IMEI, Canadian SIN, Swedish personal numbers."""
    total = 0
    for place, digit in enumerate(reversed(_digits(number))):
        value = digit * (1 + place % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0


def npi(number: str) -> bool:
    """US National Provider Identifier: Luhn over the ISO prefix and the ten digits."""
    return luhn(NPI_PREFIX + number)


def nhs(number: str) -> bool:
    """NHS, CHI and Health and Care numbers: weights 10 to 2, modulus 11 (NHS Data Dictionary)."""
    digits = _digits(number)
    check = -sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=False)) % 11
    return len(digits) == 10 and check == digits[9]


def iban(number: str) -> bool:
    """ISO 13616: country and check digits to the end, letters as 10 to 35, modulus 97."""
    plain = regex.sub(r"[^A-Z\d]", "", number.upper())
    return int("".join(str(int(c, 36)) for c in plain[4:] + plain[:4])) % 97 == 1


def verhoeff(number: str) -> bool:
    """Aadhaar."""
    check = 0
    for place, digit in enumerate(reversed(_digits(number))):
        check = int(VERHOEFF_D[check][int(VERHOEFF_P[place % 8][digit])])
    return check == 0


def _digits(number: str) -> list[int]:
    return [int(c) for c in number if c.isdigit()]


CHECKS: dict[str, Callable[[str], bool]] = {
    "luhn": luhn, "npi": npi, "nhs": nhs, "iban": iban, "verhoeff": verhoeff,
}  # fmt: skip
