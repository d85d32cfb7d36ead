"""Kept conversations in the words of Chainlit's list and page."""

from __future__ import annotations

import json
from typing import Any

from chainlit.types import ThreadDict

from ui.conversation_records import Body, Heading
from ui.session_account import written

KEPT_IN_STEPS = ("input", "output", "name")
"""The text fields of a step in which the list's search looks."""


def step_dict(body: Body) -> dict[str, Any]:
    """A step as the page takes it; none is still being written."""
    step = dict(json.loads(json.dumps(body)))
    step["streaming"] = False
    return step


def thread_dict(heading: Heading, name: str) -> ThreadDict:
    """A line of the list; `name` is the client's."""
    return ThreadDict(
        id=heading.id,
        createdAt=written(heading.updated_at),
        name=f"{prefix(name)}{heading.title}",
        userId=heading.account_id,
        userIdentifier=heading.account_id,
        tags=[],
        metadata={"chat_profile": heading.client_id},
        steps=[],
        elements=[],
    )


def prefix(name: str) -> str:
    """What stands before a title in the list."""
    return f"{name} · "


def mentions(body: Body, wanted: str) -> bool:
    """Whether a step holds these words, which are in lower case."""
    return any(wanted in str(body.get(key) or "").casefold() for key in KEPT_IN_STEPS)
