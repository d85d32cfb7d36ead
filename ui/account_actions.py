"""What the pages in the chat ask of the server about whoever is signed in, no client chosen: one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ui import overview_page
from ui.accounts import Account
from ui.errors import NoClientChosenError
from ui.workplace import Workplace

Run = Callable[[Workplace, Account, dict[str, Any]], dict[str, Any]]
"""The practice, who asks, and what is asked."""

ACTIONS: Mapping[str, Run] = {
    "overview": overview_page.listed,
    "overview_row": overview_page.row,
}
"""By the name that a page calls. Each sees for itself to what the account may see."""


def run(name: str, work: Workplace, account: Account | None, asked: dict[str, Any]) -> dict[str, Any]:
    """Carry an action out. Not from within an event loop.

    Raises:
        NoClientChosenError: nobody is signed in.
    """
    if account is None:
        raise NoClientChosenError("Your session is over. Reload the page and sign in.")
    return ACTIONS[name](work, account, asked)
