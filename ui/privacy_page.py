"""The page "What was hidden" in the chat: how it is asked for, and what its buttons do.

Like the note in the side panel, the list is asked for when it is shown and travels in no message, so no copy
of it is kept in the conversation.
"""

from __future__ import annotations

from typing import Any

import chainlit as cl

from retrieval.deid.corrections import Mark, NameMark, NotNameMark, known_roles
from retrieval.records import Client, IdentifierType
from ui.privacy_desk import PrivacyDesk, effect_words
from ui.privacy_tables import TYPES, report_data
from ui.profiles import UNSAVED

COMMAND = "What was hidden"
HEAD = (
    "**What was hidden in this client's notes**\n\nLook at what is least certain, and at what was kept. "
    "The list is made for this screen: it is not kept in the conversation, and no model sees it."
)
FORWARD = ("MOTHER", "FATHER", "PARTNER", "SISTER", "BROTHER", "SON", "DAUGHTER", "FRIEND")
"""Offered before the others."""


async def show(*, titled: bool) -> None:
    """Show the page; a conversation that it opens by the button alone is named after it."""
    if not titled:
        await cl.context.emitter.init_thread(COMMAND)
    element = cl.CustomElement(name="Privacy", props={}, display="inline", url=UNSAVED)
    await cl.Message(content=HEAD, elements=[element]).send()


def report(desk: PrivacyDesk, client_id: str) -> dict[str, Any]:
    """Everything that the page shows of one client."""
    roles = sorted(known_roles(), key=lambda role: (role not in FORWARD, role))
    types = [{"id": kind.value, "label": label} for kind, label in TYPES.items()]
    return {"report": report_data(desk.report(client_id)), "types": types, "roles": roles}


def correct(desk: PrivacyDesk, client: Client, author: str, asked: dict[str, Any]) -> dict[str, Any]:
    """Carry a correction out.

    Raises:
        CorrectionError: it cannot be taken as it is; nothing was changed.
    """
    effect = desk.mark(
        client.id,
        _mark(asked),
        always=bool(asked.get("always")),
        author=author,
        reason=str(asked.get("reason") or "").strip(),
    )
    return report(desk, client.id) | {"message": effect_words(effect), "number": effect.number}


def undo(desk: PrivacyDesk, client: Client, author: str, asked: dict[str, Any]) -> dict[str, Any]:
    """Take a correction back.

    Raises:
        CorrectionError: there is no such correction in force.
    """
    effect = desk.undo(client.id, int(asked["number"]), author=author)
    return report(desk, client.id) | {"message": effect_words(effect), "number": None}


def for_all(desk: PrivacyDesk, client_id: str, asked: dict[str, Any]) -> bool:
    """Whether a correction, or the one to be taken back, holds for every client."""
    taken_back = asked.get("number")
    if taken_back is None:
        return bool(asked.get("always"))
    return any(line.always and line.number == int(taken_back) for line in desk.log(client_id))


def _mark(asked: dict[str, Any]) -> Mark:
    words = str(asked["words"])
    if not asked["isName"]:
        return NotNameMark(words=words, force=bool(asked.get("force")))
    return NameMark(
        words=words,
        type=IdentifierType(str(asked.get("type") or IdentifierType.NAME.value)),
        role=str(asked.get("role") or ""),
        same_as=str(asked.get("sameAs") or ""),
    )
