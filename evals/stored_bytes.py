"""Look for names in every byte that a program left behind, thousands of names in hundreds of megabytes.

A database holds its own words, too: a "REFERENCES" is no Ferenc. So what stands in the same surroundings in a
practice that never heard of the name (the control) is set aside, place by place, and counted.

Most of the bytes are encrypted and look random, so a short name would be found by chance. A name of six
letters and more is looked for by itself; a shorter one with the words of the notes on either side.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ALONE = 6
"""Letters from which a name is looked for by itself: by chance it stands in a gigabyte about once in 10^5."""
AROUND = 6
"""Characters of a note on both sides of a shorter name that are looked for with it."""
SURROUNDINGS = 8
"""Bytes on both sides that must be the same in the control."""
READABLE = re.compile(rb"[\x20-\x7e\x80-\xf4]{%d,}" % ALONE)
"""What may be UTF-8 text."""
LETTERS = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Needle:
    """Bytes that give a name away."""

    content: bytes
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What a search looked at and found."""

    files: int
    size: int
    """Bytes."""
    needles: int
    found: tuple[tuple[str, str], ...]
    """Name and file."""
    own_words: int = 0
    """Places set aside since the control has the same bytes there."""


def needles(names: Iterable[str], texts: Iterable[str]) -> tuple[Needle, ...]:
    """What must not be found of names that stand in texts, as it is and as JSON writes it."""
    parts = sorted({part for name in names for part in LETTERS.findall(name)})
    found: dict[str, str] = {}
    for part in parts:
        if len(part) >= ALONE:
            found |= dict.fromkeys((part, part.lower(), part.upper()), part)
    short = [re.escape(part) for part in parts if len(part) < ALONE]
    if short:
        pattern = re.compile(rf"\b(?:{'|'.join(short)})\b", re.IGNORECASE)
        for text in texts:
            for match in pattern.finditer(text):
                found[text[max(0, match.start() - AROUND) : match.end()]] = match.group()
                found[text[match.start() : match.end() + AROUND]] = match.group()
    forms = {form: name for words, name in found.items() for form in (words, json.dumps(words)[1:-1])}
    return tuple(Needle(f.encode(), name) for f, name in forms.items() if len(f.encode()) >= ALONE)


def scan(folder: Path, wanted: Iterable[Needle], *, control: bytes = b"") -> Scan:
    """Look for needles in every file below a folder.

    Args:
        folder: what is searched.
        wanted: from `needles`.
        control: bytes of a folder in which none of the names can be.
    """
    index: dict[bytes, list[Needle]] = {}
    for needle in wanted:
        index.setdefault(needle.content[:ALONE], []).append(needle)
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    size, own_words = 0, 0
    found: set[tuple[str, str]] = set()
    for path in files:
        content = path.read_bytes()
        size += len(content)
        for name, around in _in(content, index):
            if around in control:
                own_words += 1
            else:
                found.add((name, str(path.relative_to(folder))))
    return Scan(
        files=len(files),
        size=size,
        needles=sum(map(len, index.values())),
        found=tuple(sorted(found)),
        own_words=own_words,
    )


def every_byte(folder: Path) -> bytes:
    """All files below a folder, one after the other."""
    return b"\0".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def _in(content: bytes, index: dict[bytes, list[Needle]]) -> Iterator[tuple[str, bytes]]:
    """Names that stand in a file, each with the bytes around it."""
    for run in READABLE.finditer(content):
        text = run.group()
        for at in range(len(text) - ALONE + 1):
            for needle in index.get(text[at : at + ALONE], ()):
                if text.startswith(needle.content, at):
                    first = run.start() + at
                    last = first + len(needle.content) + SURROUNDINGS
                    yield needle.name, content[max(0, first - SURROUNDINGS) : last]
