"""Reading the word lists beside the code: one entry a line, `#` begins a comment line."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "tables"


@cache
def lines(name: str) -> tuple[str, ...]:
    """Give the entries of tables/NAME.txt in their order."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def columns(name: str) -> tuple[tuple[str, ...], ...]:
    """Give the rows of tables/NAME.tsv, split at tabs."""
    text = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))
