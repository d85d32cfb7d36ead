from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from sqlalchemy import Engine

from retrieval.records import Client
from retrieval.vault import Cipher
from ui import workplace
from ui.accounts import Account, Accounts, Role
from ui.conversations import Conversations
from ui.errors import InterfaceError, NoClientChosenError, NotConfiguredError, NotYoursError

CLIENTS = (Client(id="c2", name="wren Abara"), Client(id="c1", name="Ottoline Marsh"))
Make = Callable[[Role], Account]


@pytest.fixture
def work(database: Engine, cipher: Cipher) -> workplace.Workplace:
    practice = SimpleNamespace(clients=lambda: CLIENTS, close=lambda: None)
    accounts, conversations = Accounts(database, cipher), Conversations(database, cipher)
    return workplace.Workplace(practice, accounts, conversations, "")  # type: ignore[arg-type]


@pytest.fixture
def make(work: workplace.Workplace) -> Make:
    return lambda role: work.accounts.create(f"somebody {role}", "long enough 12", role)


@pytest.mark.parametrize(
    ("role", "names"),
    [
        (Role.CLINICIAN, ["Ottoline Marsh", "wren Abara"]),
        (Role.TRAINEE, ["Ottoline Marsh", "wren Abara"]),
        (Role.SUPERVISOR, []),
        (Role.ADMINISTRATOR, []),
    ],
)
def test_who_sees_which_clients(work: workplace.Workplace, make: Make, role: Role, names: list[str]) -> None:
    assert [client.name for client in work.clients_of(make(role))] == names


def test_nobody_sees_nobody(work: workplace.Workplace) -> None:
    assert work.clients_of(None) == ()


@pytest.mark.parametrize(
    ("role", "client_id", "error"),
    [
        (Role.CLINICIAN, "", NoClientChosenError),
        (Role.CLINICIAN, "c3", NoClientChosenError),
        (Role.ADMINISTRATOR, "c1", NoClientChosenError),
    ],
)
def test_a_client_has_to_be_chosen_and_ones_own(
    work: workplace.Workplace, make: Make, role: Role, client_id: str, error: type[InterfaceError]
) -> None:
    with pytest.raises(error):
        work.client_of(make(role), client_id, "t1")


def test_a_conversation_stays_with_its_client_and_account(work: workplace.Workplace, make: Make) -> None:
    mine, other = make(Role.CLINICIAN), make(Role.TRAINEE)
    work.conversations.start("t1", account_id=mine.id, client_id="c1")
    assert work.client_of(mine, "c1", "t1").name == "Ottoline Marsh"
    with pytest.raises(NotYoursError):
        work.client_of(mine, "c2", "t1")
    with pytest.raises(NotYoursError):
        work.client_of(other, "c1", "t1")


def test_without_a_practice_the_chat_says_how_to_start() -> None:
    with pytest.raises(NotConfiguredError, match="longview chat"):
        workplace.current()
