"""Taking on a client from the chat."""

from __future__ import annotations

from ui import permission
from ui.accounts import Account
from ui.errors import NewClientError
from ui.permission import Act
from ui.workplace import Workplace

LONGEST = 120
"""Characters of a name."""


def take_on(work: Workplace, account: Account | None, name: str, pronouns: str) -> str:
    """Make a client of this account; returns her id.

    Raises:
        ReadOnlyError: the role has no clients of its own.
        NewClientError: the name is empty, too long, or that of a client she has already.
    """
    therapist = permission.check(work, account, Act.TAKE_ON)
    name = " ".join(name.split())
    if not name or len(name) > LONGEST:
        raise NewClientError(f"Expected a name of 1 to {LONGEST} characters. Give the one the notes use.")
    if name.casefold() in {client.name.casefold() for client in work.clients_of(therapist)}:
        raise NewClientError("You have a client of that name. Choose her from the list, or add an initial.")
    return work.practice.add_client(name, " ".join(pronouns.split())[:40], owner=therapist.id).id
