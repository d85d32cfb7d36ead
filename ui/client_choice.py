"""Choosing a client: one chat profile each, and a first page that lists them.

A profile's name is the client's opaque id, since Chainlit writes it into metadata; what is shown is the
client's own name. Without a choice nothing can be asked, so that nobody asks about the wrong client.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import quote

from retrieval.records import Client, Note, NoteKind

NO_CLIENT = "no-client"
"""The profile that is there before a choice; it also keeps the name of a practice's only client on show."""
NO_CLIENT_LABEL = "Choose a client"
COLOURS = ("#3d6b73", "#5b5f8a", "#7a5c6e", "#5f6f4e", "#8a6440", "#4a6a94")
"""Backgrounds of the round marks with initials; white on each has a contrast of at least 4.5 : 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCard:
    """One client as the list shows her."""

    id: str
    name: str = field(repr=False)
    summary: str
    """How many notes there are and from when to when."""
    mark: str = field(repr=False)
    """A picture with the client's initials, as a data address."""


def card(client: Client, notes: Sequence[Note]) -> ClientCard:
    """What the list shows of one client."""
    return ClientCard(id=client.id, name=client.name, summary=summary(notes), mark=mark(client))


def summary(notes: Sequence[Note]) -> str:
    """How many notes, and their first and last dates."""
    held = [note for note in notes if note.kind is not NoteKind.CANCELLED]
    if not held:
        return "No notes yet"
    count = "1 note" if len(held) == 1 else f"{len(held)} notes"
    first, last = min(note.date for note in held), max(note.date for note in held)
    return f"{count} · {spoken(first)}" if first == last else f"{count} · {spoken(first)} to {spoken(last)}"


def spoken(day: date) -> str:
    """A date as it is read aloud: 7 Nov 2023."""
    return f"{day.day} {day:%b} {day.year}"


def short_name(name: str) -> str:
    """A name for narrow places: first word and the initial of the last."""
    words = name.split()
    return f"{words[0]} {words[-1][0]}." if len(words) > 1 else name


def initials(name: str) -> str:
    """The first letters of the first and last words of a name."""
    words = [word for word in name.split() if word[0].isalnum()]
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [words[0][0]] if words else ["?"]
    return "".join(letters).upper()


def mark(client: Client) -> str:
    """A round mark with the initials; its colour follows from the id alone."""
    colour = COLOURS[sum(client.id.encode()) % len(COLOURS)]
    text = initials(client.name).replace("&", "&amp;").replace("<", "&lt;")
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f'<circle cx="32" cy="32" r="32" fill="{colour}"/>'
        '<text x="32" y="33" fill="#fff" font-family="system-ui,sans-serif" font-size="24" '
        f'text-anchor="middle" dominant-baseline="middle">{text}</text></svg>'
    )
    return f"data:image/svg+xml,{quote(svg)}"
