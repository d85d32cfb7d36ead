"""The page "Notes" in the chat: a client's notes with their versions, and where new ones are dropped.

The list is asked for when it is shown and travels in no message, so no copy of it is kept in the
conversation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

import chainlit as cl

from ui.markdown_text import escape
from ui.notes_desk import NotesDesk
from ui.profiles import UNSAVED
from ui.starters import HEADLINE

HEAD = "**Notes of {name}**"
FIRST = (
    "**First notes of {name}.** Drop session notes here, as they are: text, Word, PDF, CSV, JSON. They "
    "stay on this machine, encrypted; names are hidden before anything searches or reads them."
)
Action = Callable[[NotesDesk, str, dict[str, Any]], dict[str, Any]]
"""Desk, client id, and what the page asks."""


async def show(name: str, *, title: str, empty: bool, may_write: bool) -> None:
    """Show the page.

    Args:
        name: of the client.
        title: the conversation is named so if the page opens it; empty to leave it.
        empty: she has no notes yet.
        may_write: whether notes may be added.
    """
    if title:
        await cl.context.emitter.init_thread(title)
        cl.context.session.has_first_interaction = True  # or the first action names the conversation anew
    props = {"mayWrite": may_write, "name": name, "ask": asdict(HEADLINE)}
    element = cl.CustomElement(name="Notes", props=props, display="inline", url=UNSAVED)
    head = FIRST if empty and may_write else HEAD
    await cl.Message(content=head.format(name=escape(name)), elements=[element]).send()


READING: Mapping[str, Action] = {
    "notes_listed": lambda desk, client_id, _: desk.listed(client_id),
    "note_text": lambda desk, client_id, asked: desk.text(client_id, str(asked["id"]), int(asked["version"])),
    "import_state": lambda desk, client_id, asked: desk.state(client_id, str(asked["id"])),
}
"""By the name that the page calls; for whoever may see the client."""
WRITING: Mapping[str, Action] = {
    "import_begin": lambda desk, client_id, asked: desk.begin(client_id, list(asked["files"])),
    "import_undo": lambda desk, client_id, asked: desk.undo(client_id, str(asked["id"])),
}
"""Only for whoever keeps the client's record."""


def kept_apart(desk: NotesDesk, client_id: str, author: str, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Mark a note as a psychotherapy note, or as none."""
    return desk.keep_apart(client_id, str(asked["id"]), apart=asked["apart"] is True, author=author)
