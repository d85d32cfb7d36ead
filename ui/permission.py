"""What an account may do: one table, asked before anything is written in the chat.

Reading is decided elsewhere (`Workplace.client_of`); whoever works at the command line holds the keys anyway.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from ui.accounts import Account, Role
from ui.errors import ReadOnlyError
from ui.workplace import Workplace


class Act(StrEnum):
    """A kind of writing."""

    TAKE_ON = "take_on"
    NOTES = "notes"
    CORRECT = "correct"
    CORRECT_ALL = "correct_all"
    DOCUMENTS = "documents"


MAY: Mapping[Role, frozenset[Act]] = {
    Role.CLINICIAN: frozenset(Act),
    Role.TRAINEE: frozenset(Act) - {Act.CORRECT_ALL},
    Role.SUPERVISOR: frozenset(),
    Role.ADMINISTRATOR: frozenset(),
}
"""What each role may do, in the records of its own clients."""
REFUSED: Mapping[Act, str] = {
    Act.TAKE_ON: "Your account takes on no clients. A clinician or trainee account does.",
    Act.NOTES: "You may read this client's record. Her own therapist adds and changes notes.",
    Act.CORRECT: "You may read this client's record. Her own therapist corrects it; tell her what is not so.",
    Act.CORRECT_ALL: (
        "A correction for every client reaches beyond your own. Make it for this client, or ask a clinician."
    ),
    Act.DOCUMENTS: "You may read this client's record. Her own therapist drafts and signs its documents.",
}
"""What somebody is told who may not."""


def may(work: Workplace, account: Account | None, act: Act, client_id: str | None = None) -> bool:
    """Whether an account may do something.

    Args:
        work: the practice and its accounts.
        account: who asks; nobody may do nothing.
        act: what.
        client_id: in whose record; None where it is about no client yet. A client who is only shared
            with the account is read, never written.
    """
    if account is None or act not in MAY[account.role]:
        return False
    if client_id is None:
        return act is Act.TAKE_ON
    return (work.practice.owners().get(client_id) or work.accounts.founder()) == account.id


def check(work: Workplace, account: Account | None, act: Act, client_id: str | None = None) -> Account:
    """Return the account if it may do it; see `may`.

    Raises:
        ReadOnlyError: it may not.
    """
    if account is None or not may(work, account, act, client_id):
        raise ReadOnlyError(REFUSED[act])
    return account
