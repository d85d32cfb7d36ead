"""Taking on a client from the chat, and who may write in a client's record."""

from __future__ import annotations

from ui.accounts import Account
from ui.errors import NewClientError, ReadOnlyError
from ui.workplace import Workplace

LONGEST = 120
"""Characters of a name."""


def take_on(work: Workplace, account: Account | None, name: str, pronouns: str) -> str:
    """Make a client of this account; returns her id.

    Raises:
        ReadOnlyError: the role has no clients of its own.
        NewClientError: the name is empty, too long, or that of a client she has already.
    """
    if account is None or not account.role.keeps_clients:
        raise ReadOnlyError("Your account takes on no clients. A clinician or trainee account does.")
    name = " ".join(name.split())
    if not name or len(name) > LONGEST:
        raise NewClientError(f"Expected a name of 1 to {LONGEST} characters. Give the one the notes use.")
    if name.casefold() in {client.name.casefold() for client in work.clients_of(account)}:
        raise NewClientError("You have a client of that name. Choose her from the list, or add an initial.")
    return work.practice.add_client(name, " ".join(pronouns.split())[:40], owner=account.id).id


def may_write(work: Workplace, account: Account | None, client_id: str) -> bool:
    """Whether this account keeps the record of the client, and does not only see it."""
    if account is None or not account.role.keeps_clients:
        return False
    return (work.practice.owners().get(client_id) or work.accounts.founder()) == account.id


def check_may_write(work: Workplace, account: Account | None, client_id: str) -> None:
    """Stop here unless the account keeps the record.

    Raises:
        ReadOnlyError: she may only read it.
    """
    if not may_write(work, account, client_id):
        raise ReadOnlyError(
            "This client is shared with you to read. Her own therapist adds and changes notes."
        )
