"""Annotated charts as the reader will meet them: in clean space, cut into sentences, embedded once.

One chart a line (JSON): sessions with text, states per domain, observations and identifiers, with offsets.
Identifiers are replaced by surrogates of the kind that de-identification gives.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from retrieval.records import Identifier, IdentifierType, MaskedText, NoteKind
from retrieval.sentences import split

KINDS = {
    "INTAKE": NoteKind.INTAKE,
    "DISCHARGE": NoteKind.DISCHARGE,
    "COLLATERAL": NoteKind.COLLATERAL,
    "PHONE": NoteKind.PHONE,
    "GROUP": NoteKind.GROUP,
    "CANCELLED": NoteKind.CANCELLED,
}
SURROGATES = {
    IdentifierType.LOCATION: "CITY",
    IdentifierType.ORG: "ORG",
    IdentifierType.CONTACT: "CONTACT",
    IdentifierType.ID: "ID",
}
ROLES = {
    "PARTNER": "husband wife partner spouse boyfriend girlfriend fiance fiancee",
    "MOTHER": "mother mom mum mama",
    "FATHER": "father dad papa",
    "SON": "son",
    "DAUGHTER": "daughter dtr",
    "BROTHER": "brother bro",
    "SISTER": "sister sis",
    "FRIEND": "friend",
    "BOSS": "boss manager supervisor foreman",
    "DOCTOR": "dr doctor pcp psychiatrist",
}
ROLE_OF = {word: role for role, words in ROLES.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Mark:
    """One annotated observation, offsets in the clean text."""

    start: int
    end: int
    topic: str
    domains: tuple[str, ...]
    level: str | None
    direction: str | None
    flags: frozenset[str]
    indicator: str


@dataclass(frozen=True, slots=True)
class Session:
    """One annotated session in clean space."""

    chart: str
    writer: str
    number: int
    kind: NoteKind
    text: str
    sentences: tuple[tuple[int, int], ...]
    marks: tuple[Mark, ...]
    states: dict[str, str]


def load(path: Path) -> list[Session]:
    """Read the corpus, in file order."""
    with path.open(encoding="utf-8") as lines:
        return [session for line in lines for session in _sessions(json.loads(line))]


def _sessions(chart: dict[str, Any]) -> Iterator[Session]:
    book: dict[str, str] = {}
    first = date.fromisoformat(chart["sessions"][0]["date"])
    for raw in chart["sessions"]:
        week = max(0, (date.fromisoformat(raw["date"]) - first).days // 7)
        masked = _mask(raw, chart["client"].split(",")[0], book, week)
        yield Session(
            chart=chart["chart"],
            writer=chart["chart"][:2],
            number=raw["session"],
            kind=KINDS.get(raw["format"], NoteKind.PROGRESS),
            text=masked.text,
            sentences=tuple(split(masked.text)),
            marks=tuple(_mark(o, masked) for o in raw["observations"]),
            states=raw["states"],
        )


def _mark(raw: dict[str, Any], masked: MaskedText) -> Mark:
    start, end = masked.to_clean(raw["start"], raw["end"])
    return Mark(
        start,
        end,
        raw["kind"],
        tuple(raw["domains"]),
        raw["level"],
        raw["direction"],
        frozenset(raw["flags"]),
        raw["indicator"],
    )


def _mask(raw: dict[str, Any], client: str, book: dict[str, str], week: int) -> MaskedText:
    parts: list[str] = []
    identifiers: list[Identifier] = []
    text, at, length = raw["text"], 0, 0
    for span in sorted(raw["phi"], key=lambda s: (s["start"], -s["end"])):
        if span["start"] < at:
            continue
        kind = IdentifierType(span["type"])
        surrogate = _surrogate(kind, span["text"], text[: span["start"]], client, book, week)
        parts += [text[at : span["start"]], surrogate]
        length += span["start"] - at
        identifiers.append(
            Identifier(
                start=span["start"],
                end=span["end"],
                type=kind,
                surrogate=surrogate,
                clean_start=length,
                clean_end=length + len(surrogate),
            )
        )
        at, length = span["end"], length + len(surrogate)
    return MaskedText(text="".join([*parts, text[at:]]), identifiers=tuple(identifiers))


def _surrogate(
    kind: IdentifierType, words: str, before: str, client: str, book: dict[str, str], week: int
) -> str:
    if kind is IdentifierType.DATE:
        return f"[week {week}]"
    if kind is IdentifierType.AGE90:
        return "[age over 89]"
    if kind is not IdentifierType.NAME:
        return _numbered(SURROGATES[kind], f"{kind}:{words.lower()}", book)
    if {w for w in _words(words) if len(w) > 1} & set(_words(client)):
        return "[CLIENT]"
    role = next((ROLE_OF[w] for w in reversed(_words(before)[-2:]) if w in ROLE_OF), "PERSON")
    return _numbered(role, f"NAME:{_words(words)[0] if _words(words) else words}", book)


def _numbered(role: str, key: str, book: dict[str, str]) -> str:
    if key not in book:
        count = 1 + sum(1 for surrogate in book.values() if surrogate.startswith(f"[{role}_"))
        book[key] = f"[{role}_{count}]"
    return book[key]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())
