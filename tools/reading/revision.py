"""Which rules and tables are at work, as a short digest: change a word in one, and notes are read again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

RULES = (".py", ".tsv", ".yaml")


@cache
def rules_digest() -> str:
    """Return eight hex digits over the code and tables of reading, and over the instruments."""
    digest = hashlib.sha256()
    for name, content in sorted(_rules(resources.files("tools") / "reading")):
        digest.update(name.encode() + b"\0" + content)
    for name in ("instruments.py", "instruments.yaml"):
        digest.update((resources.files("tools") / name).read_bytes())
    return digest.hexdigest()[:8]


def _rules(folder: Traversable) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _rules(entry)
        elif entry.name.endswith(RULES):
            yield entry.name, entry.read_bytes()
