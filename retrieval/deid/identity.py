"""What is known of one client: the name, the first day of care, and whatever the notes named so far.

A `ClientIdentity` holds identifiers in clear. It lives in memory and, encrypted, in the vault; its `repr`
says nothing.
"""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass, field, replace
from datetime import date

from retrieval.deid.corrections import Rules
from retrieval.errors import DeidentificationError
from retrieval.records import IdentifierType


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Entry:
    """One person, place, organisation or number, and the surrogate that stands for it."""

    surrogate: str
    """With brackets, for example [SISTER_2]."""
    type: IdentifierType
    role: str
    canonical: str
    """The fullest writing seen; of a date, the day in ISO form."""
    forms: tuple[str, ...]
    """Keys of the writings that mean it, words separated by one space; none if it is only reserved."""


@dataclass(frozen=True, slots=True, repr=False)
class Placed:
    """A form in the entry of a surrogate."""

    surrogate: str
    form: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Overlay:
    """What the therapist's marks changed in the book, so that it can be taken back."""

    added: tuple[Placed, ...] = ()
    withdrawn: tuple[Placed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ClientIdentity:
    """The client's name, roster and surrogate book. Growing it returns a new one; surrogates never change."""

    name: str
    pronouns: str = ""
    anchor: date | None = None
    """First day of care: week 0 begins here. Set by the first notes and then kept."""
    latest: date | None = None
    """Day of the latest note, from which a question's "in March" is counted back."""
    day_first: bool = False
    entries: tuple[Entry, ...] = ()
    settled: bool = False
    """True once words with her surrogates were kept outside of the notes, as in a conversation: from then on
    no surrogate changes its meaning."""
    rules: Rules = field(default_factory=Rules)
    """The therapist's marks under which the notes were masked."""
    overlay: Overlay = field(default_factory=Overlay)
    """What those marks changed in `entries`."""

    @classmethod
    def start(cls, name: str, pronouns: str = "") -> ClientIdentity:
        """A client before any note."""
        return cls(name=name, pronouns=pronouns)

    def with_entries(self, entries: tuple[Entry, ...]) -> ClientIdentity:
        """The same client with another book."""
        return replace(self, entries=entries)

    def to_json(self) -> str:
        """As JSON text, for encryption. `from_json` reads it back unchanged."""
        return json.dumps(
            {
                "name": self.name,
                "pronouns": self.pronouns,
                "anchor": self.anchor and self.anchor.isoformat(),
                "latest": self.latest and self.latest.isoformat(),
                "day_first": self.day_first,
                "settled": self.settled,
                "entries": [
                    [e.surrogate, e.type.value, e.role, e.canonical, list(e.forms)] for e in self.entries
                ],
                "rules": self.rules.to_data(),
                "added": [astuple(placed) for placed in self.overlay.added],
                "withdrawn": [astuple(placed) for placed in self.overlay.withdrawn],
            },
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, text: str) -> ClientIdentity:
        """Read what `to_json` wrote.

        Raises:
            DeidentificationError: the text is something else; nothing of it is quoted.
        """
        try:
            data = json.loads(text)
            return cls(
                name=data["name"],
                pronouns=data["pronouns"],
                anchor=date.fromisoformat(data["anchor"]) if data["anchor"] else None,
                latest=date.fromisoformat(data["latest"]) if data["latest"] else None,
                day_first=data["day_first"],
                settled=data.get("settled", True),
                entries=tuple(
                    Entry(surrogate=s, type=IdentifierType(t), role=r, canonical=c, forms=tuple(f))
                    for s, t, r, c, f in data["entries"]
                ),
                rules=Rules.from_data(data.get("rules", ())),
                overlay=Overlay(
                    added=tuple(Placed(s, f) for s, f in data.get("added", ())),
                    withdrawn=tuple(Placed(s, f) for s, f in data.get("withdrawn", ())),
                ),
            )
        except (ValueError, KeyError, TypeError) as wrong:
            kind = type(wrong).__name__
        raise DeidentificationError(
            f"Expected a client identity as written by to_json; got something else ({kind}). "
            "Restore it from the vault's backup."
        )

    def __repr__(self) -> str:
        return f"ClientIdentity(entries={len(self.entries)})"


def settled(identity: str) -> str:
    """Mark an identity in JSON as settled; see `ClientIdentity.settled`."""
    return replace(ClientIdentity.from_json(identity), settled=True).to_json()
