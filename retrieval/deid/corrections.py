"""What the therapist says about names: "this is one", "this is none". And which of it applies to a client.

A mark is a decision about words, wherever they stand. It holds identifiers in clear, so it lives in memory
and, encrypted, in the correction log and inside the client's identity; its `repr` says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from retrieval.deid.lexicon import facilities, lines, titles, word_set
from retrieval.deid.tokens import words_of
from retrieval.records import IdentifierType

GENERIC = frozenset(("", "PERSON", "ORG", "PLACE", "CITY"))
"""Roles that say nothing of what somebody is to the client."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NameMark:
    """The words are a name: they are hidden wherever they stand, whatever the detectors find."""

    words: str
    type: IdentifierType = IdentifierType.NAME
    role: str = ""
    """What the person is to the client (MOTHER, FRIEND …), from `known_roles()`."""
    same_as: str = ""
    """Surrogate of somebody already known, of whose name this is another writing."""
    always: bool = False
    """Whether it was said for every client. Set by whoever read the log, not part of what is kept."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NotNameMark:
    """The words are no name: where exactly these words were hidden as somebody or something, they stay."""

    words: str
    force: bool = False
    """Also where a date or the form of a number covers them, and where they are part of the client's name."""
    always: bool = False


Mark = NameMark | NotNameMark


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Rules:
    """The marks that apply to one client: at most one for the same words."""

    marks: tuple[Mark, ...] = ()

    @classmethod
    def of(cls, marks: Iterable[Mark]) -> Rules:
        """Settle marks given oldest first: one for this client beats one for all, the later the earlier."""
        settled: dict[str, Mark] = {}
        for mark in sorted(marks, key=lambda m: not m.always):
            settled.pop(key := form_of(mark.words), None)
            settled[key] = mark
        return cls(marks=tuple(settled.values()))

    @property
    def names(self) -> tuple[NameMark, ...]:
        """What is to be hidden."""
        return tuple(mark for mark in self.marks if isinstance(mark, NameMark))

    @property
    def others(self) -> dict[str, NotNameMark]:
        """What is to be kept, by its form."""
        return {form_of(m.words): m for m in self.marks if isinstance(m, NotNameMark)}

    def to_data(self) -> list[dict[str, Any]]:
        """As JSON values. `from_data` reads them back unchanged."""
        return [mark_to_data(mark) | {"always": mark.always} for mark in self.marks]

    @classmethod
    def from_data(cls, data: Iterable[Mapping[str, Any]]) -> Rules:
        """Read what `to_data` wrote."""
        return cls(marks=tuple(mark_from_data(item) for item in data))


def form_of(words: str) -> str:
    """The form in which words are compared: keys without accents, case, punctuation and possessives."""
    return " ".join(word.key for word in words_of(words))


def mark_to_data(mark: Mark) -> dict[str, Any]:
    """A mark as JSON values, without its scope."""
    if isinstance(mark, NotNameMark):
        return {"words": mark.words, "force": mark.force}
    return {"words": mark.words, "type": mark.type.value, "role": mark.role, "same_as": mark.same_as}


def mark_from_data(data: Mapping[str, Any]) -> Mark:
    """Read what `mark_to_data` wrote."""
    words, always = str(data["words"]), bool(data.get("always", False))
    if "force" in data:
        return NotNameMark(words=words, force=bool(data["force"]), always=always)
    return NameMark(
        words=words,
        type=IdentifierType(data["type"]),
        role=str(data["role"]),
        same_as=str(data["same_as"]),
        always=always,
    )


@cache
def known_roles() -> tuple[str, ...]:
    """Every role that a surrogate may bear. No other is taken: a surrogate must not spell a name."""
    people = [line.split("\t")[0] for line in lines("kinship.tsv")]
    places = [role for _, role in facilities().values()]
    return tuple(sorted({*people, *titles().values(), *places, *word_set("counted_roles")} - {""}))
