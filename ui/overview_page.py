"""The practice overview in the chat: every client whom the account may see, with what waits.

The page asks for one client after the other, so that the first rows are there while later charts are still
being read. Nothing of it is kept in a conversation.
"""

from __future__ import annotations

from typing import Any

import chainlit as cl

from ui.accounts import Account
from ui.client_choice import card, spoken
from ui.errors import NoClientChosenError
from ui.overview import OverviewRow
from ui.overview_desk import OverviewDesk
from ui.profiles import UNSAVED
from ui.workplace import Workplace

HEAD = (
    "**Practice overview**\n\nThe clients whom you may see, longest unreviewed first. It is made for this "
    "screen and not kept."
)
NEVER = "Never"
NO_SESSION = "None yet"


async def show() -> None:
    """Show the page."""
    element = cl.CustomElement(name="Overview", props={}, display="inline", url=UNSAVED)
    await cl.Message(content=HEAD, elements=[element]).send()


def listed(work: Workplace, account: Account, _asked: dict[str, Any]) -> dict[str, Any]:
    """Who there is to look at."""
    cards = [card(client, ()) for client in work.clients_of(account)]
    return {"clients": [{"id": one.id, "name": one.name, "mark": one.mark} for one in cards]}


def row(work: Workplace, account: Account, asked: dict[str, Any]) -> dict[str, Any]:
    """One client's row.

    Raises:
        NoClientChosenError: the account may not see a client of that id.
    """
    wanted = str(asked.get("id") or "")
    if wanted not in {client.id for client in work.clients_of(account)}:
        raise NoClientChosenError("This client is not shown to you any more. Open the overview again.")
    desk = OverviewDesk(work.practice, work.conversations, account.id)  # type: ignore[arg-type]
    return row_data(desk.row(wanted))


def row_data(found: OverviewRow) -> dict[str, Any]:
    """A row as JSON; times sort as text."""
    return {
        "id": found.client_id,
        "session": spoken(found.last_session) if found.last_session else NO_SESSION,
        "reviewed": spoken(found.reviewed.date()) if found.reviewed else NEVER,
        "reviewedAt": found.reviewed.isoformat() if found.reviewed else "",
        "risk": found.risk.words,
        "rank": found.risk.rank,
        "waiting": list(found.waiting.words()),
        "total": found.waiting.total,
        "open": list(found.open),
    }
