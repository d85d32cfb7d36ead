"""Outlines of documents, as the files in `outlines/` state them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

import yaml

from tools.documents.cues import When
from tools.documents.errors import OutlineError
from tools.documents.records import DocumentKind, Purpose

KEYS = frozenset({"take", "of", "when", "most", "only", "troubled"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """One thing that a part is filled from: what to take, of what, from when, how much."""

    take: str
    of: str = ""
    when: When = When.ALL
    most: int = 4
    only: str = ""
    """Whose words count: "client report", or empty for anybody's."""
    troubled: bool = False
    """Of findings: only those that tell of trouble."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartPlan:
    """A part of a section, and the purposes that need it; silent when none of its takes finds anything."""

    key: str
    label: str
    takes: tuple[Take, ...]
    ask: str
    purposes: frozenset[Purpose]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPlan:
    """A section, and the purposes that need it."""

    key: str
    title: str
    purposes: frozenset[Purpose]
    parts: tuple[PartPlan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A document's plan."""

    kind: DocumentKind
    title: str
    purposes: tuple[Purpose, ...]
    """Whom it may be made for."""
    register: str
    """Which wording of `phrases.yaml`: clinical or plain."""
    sections: tuple[SectionPlan, ...]
    version: str
    """Digest of the file."""


@cache
def outline_of(kind: DocumentKind) -> Outline:
    """Return the outline of a document.

    Raises:
        OutlineError: the file is not an outline.
    """
    raw = (resources.files("tools.documents") / "outlines" / f"{kind.value}.yaml").read_bytes()
    return read_outline(kind, raw)


def read_outline(kind: DocumentKind, raw: bytes) -> Outline:
    """Read an outline from YAML.

    Raises:
        OutlineError: a key is missing, unknown or of another kind.
    """
    try:
        data = yaml.safe_load(raw)
        purposes = tuple(Purpose(p) for p in data["purposes"])
        sections = tuple(_section(item, purposes) for item in data["sections"])
        outline = Outline(
            kind=kind,
            title=data["title"],
            purposes=purposes,
            register=data.get("register", "clinical"),
            sections=sections,
            version=f"{kind.value}-{sha256(raw).hexdigest()[:8]}",
        )
    except (KeyError, TypeError, ValueError, AttributeError, yaml.YAMLError) as wrong:
        raise OutlineError(
            f"The outline {kind.value} is not as expected ({type(wrong).__name__}: {wrong}). "
            "Compare it with another file in the same folder."
        ) from wrong
    _refuse_twins([s.key for s in sections], outline)
    for section in sections:
        _refuse_twins([p.key for p in section.parts], outline)
    return outline


def _section(data: Mapping[str, Any], purposes: tuple[Purpose, ...]) -> SectionPlan:
    return SectionPlan(
        key=data["key"],
        title=data["title"],
        purposes=frozenset(Purpose(p) for p in data.get("for", purposes)),
        parts=tuple(_part(item, purposes) for item in data["parts"]),
    )


def _part(data: Mapping[str, Any], purposes: tuple[Purpose, ...]) -> PartPlan:
    takes = data["take"] if isinstance(data["take"], list) else [data["take"]]
    return PartPlan(
        key=data["key"],
        label=data.get("label", ""),
        takes=tuple(map(_take, takes)),
        ask=data.get("ask", ""),
        purposes=frozenset(Purpose(p) for p in data.get("for", purposes)),
    )


def _take(data: Mapping[str, Any] | str) -> Take:
    if isinstance(data, str):
        return Take(take=data)
    if strange := set(data) - KEYS:
        raise ValueError(f"unknown {sorted(strange)} in a take")
    return Take(**{**data, "when": When(data.get("when", "all"))})


def _refuse_twins(keys: list[str], outline: Outline) -> None:
    if len(set(keys)) < len(keys):
        raise OutlineError(f"The outline {outline.kind.value} uses a key twice. Give each a key of its own.")
