"""What one chat process works with: the practice, its accounts and its conversations.

Chainlit loads `ui/app.py` by path and calls its functions with no argument of ours, so this is the one place
that is found by name. `ui.serve` opens it before the server starts, so that errors reach the terminal.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import Engine

from retrieval.records import Client, Note
from tools.records import Assessment, Chart
from ui.accounts import Account, Accounts
from ui.conversations import Conversations
from ui.errors import NoClientChosenError, NotConfiguredError, NotYoursError
from ui.schema import Cipher
from ui.sharing import Shares
from ui.signin import Throttle

if TYPE_CHECKING:
    from agent.records import RenderedAnswer, Sentence, Step
    from ui.notes_desk import NotesDesk
    from ui.privacy_desk import PrivacyDesk

requested_client: ContextVar[str] = ContextVar("requested_client", default="")
"""The client that the page shows, from the address of the HTTP request at hand. Set by the gate."""


class ClientRecord(Protocol):
    """What the chat reads of one client's history."""

    def notes(self) -> tuple[Note, ...]:
        """All notes, by date."""
        ...

    def note(self, note_id: str) -> Note:
        """One note of this client."""
        ...

    def original(self, note_id: str) -> str:
        """Its original text."""
        ...

    def restore(self, text: str) -> str:
        """Names put back."""
        ...


class Practice(Protocol):
    """What the chat needs of a practice; `ui.practice.Practice` is the real one."""

    @property
    def database(self) -> Engine:
        """Where accounts and conversations are kept."""
        ...

    @property
    def cipher(self) -> Cipher:
        """Seals them."""
        ...

    def clients(self) -> tuple[Client, ...]:
        """All clients."""
        ...

    def client(self, client_id: str) -> Client:
        """One client."""
        ...

    def owners(self) -> Mapping[str, str]:
        """The account id of each client's therapist, "" where none was named, by client id."""
        ...

    def history(self, client_id: str) -> ClientRecord:
        """One client's record."""
        ...

    def chart(self, client_id: str) -> Chart:
        """What was read from it."""
        ...

    def assessment(self, client_id: str) -> Assessment:
        """What follows from that."""
        ...

    def add_client(self, name: str, pronouns: str = "", *, owner: str = "") -> Client:
        """Take on a client."""
        ...

    @property
    def privacy(self) -> PrivacyDesk:
        """Review and correction of what is hidden."""
        ...

    @property
    def notes(self) -> NotesDesk:
        """The notes, their versions, and imports."""
        ...

    def stream(
        self, question: str, *, client_id: str, thread_id: str
    ) -> AsyncIterator[Step | Sentence | RenderedAnswer]:
        """Answer a question, saying first what is looked at; the whole replaces the sentences before it."""
        ...

    async def forget_conversation(self, client_id: str, thread_id: str) -> None:
        """Forget what was said in one conversation."""
        ...

    def warm(self) -> object:
        """Begin to load what the first question needs, if that has not begun; does not wait."""
        ...

    def close(self) -> None:
        """Let go of everything."""
        ...


@dataclass(frozen=True, slots=True)
class Workplace:
    """Everything open in this process."""

    practice: Practice
    accounts: Accounts
    conversations: Conversations
    shares: Shares
    privacy: str
    throttle: Throttle = field(default_factory=Throttle)

    def clients_of(self, account: Account | None) -> tuple[Client, ...]:
        """The clients that an account may see, by name: its own, and those shared with it."""
        seen = self._seen_by(account)
        mine = [client for client in self.practice.clients() if client.id in seen] if seen else []
        return tuple(sorted(mine, key=lambda client: client.name.casefold()))

    def client_of(self, account: Account | None, client_id: str, conversation_id: str) -> Client:
        """The client, if this account may see her and the conversation is about nobody else.

        Raises:
            NoClientChosenError: there is no such client for this account.
            NotYoursError: the conversation is about another client, or another account's.
        """
        held = self.conversations.heading(conversation_id)
        if held is not None and (
            account is None or (held.client_id, held.account_id) != (client_id, account.id)
        ):
            raise NotYoursError("This conversation is about another client. Start a new one and ask there.")
        if client_id not in self._seen_by(account):
            raise NoClientChosenError("Choose one of your clients at the top left, then ask.")
        return self.practice.client(client_id)  # hers alone: the others' names are not opened for a question

    def _seen_by(self, account: Account | None) -> frozenset[str]:
        if account is None or not account.role.opens_charts:
            return frozenset()
        seen = self.shares.of(account.id)
        if account.role.keeps_clients:
            founder = self.accounts.founder()
            seen |= {who for who, owner in self.practice.owners().items() if (owner or founder) == account.id}
        return seen


_open: Workplace | None = None


def enter(workplace: Workplace) -> None:
    """Make this the workplace of the process."""
    global _open
    _open = workplace


def current() -> Workplace:
    """The workplace of the process.

    Raises:
        NotConfiguredError: there is none.
    """
    if _open is None:
        raise NotConfiguredError("No practice was given to the chat. Start it with `longview chat`.")
    return _open


def leave() -> None:
    """Close the practice."""
    global _open
    if _open is not None:
        _open.practice.close()
        _open = None
