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
from ui.sharing import Shares

CLIENTS = (Client(id="c2", name="wren Abara"), Client(id="c1", name="Ottoline Marsh"))
OWNERS = {client.id: "" for client in CLIENTS}
Make = Callable[[Role], Account]


@pytest.fixture
def work(database: Engine, cipher: Cipher) -> workplace.Workplace:
    practice = SimpleNamespace(
        clients=lambda: CLIENTS,
        client={client.id: client for client in CLIENTS}.__getitem__,
        owners=lambda: OWNERS,
        close=lambda: None,
    )
    accounts, conversations = Accounts(database, cipher), Conversations(database, cipher)
    return workplace.Workplace(practice, accounts, conversations, Shares(database), "")  # type: ignore[arg-type]


@pytest.fixture
def make(work: workplace.Workplace) -> Make:
    return lambda role: work.accounts.create(f"somebody {role}", "long enough 12", role)


def seen(work: workplace.Workplace, account: Account) -> list[str]:
    return [client.id for client in work.clients_of(account)]


@pytest.mark.parametrize(
    ("role", "ids"),
    [
        (Role.CLINICIAN, ["c1", "c2"]),
        (Role.TRAINEE, ["c1", "c2"]),
        (Role.SUPERVISOR, []),
        (Role.ADMINISTRATOR, []),
    ],
)
def test_on_a_machine_of_ones_own_a_therapist_sees_all(
    work: workplace.Workplace, make: Make, role: Role, ids: list[str]
) -> None:
    assert seen(work, make(role)) == ids


def test_a_second_therapist_sees_nothing_of_the_first(work: workplace.Workplace, make: Make) -> None:
    first, second = make(Role.CLINICIAN), make(Role.TRAINEE)
    assert (seen(work, first), seen(work, second)) == (["c1", "c2"], [])
    work.accounts.disable(first.id)
    assert seen(work, second) == []  # not by inheritance either


def test_a_client_with_a_therapist_is_hers_alone(
    work: workplace.Workplace, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = make(Role.CLINICIAN), make(Role.TRAINEE)
    monkeypatch.setitem(OWNERS, "c2", second.id)
    assert (seen(work, first), seen(work, second)) == (["c1"], ["c2"])


@pytest.mark.parametrize("role", [Role.TRAINEE, Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_a_share_shows_one_client_until_it_ends(work: workplace.Workplace, make: Make, role: Role) -> None:
    make(Role.CLINICIAN)
    reader = make(role)
    work.shares.share("c1", reader.id)
    work.shares.share("c1", reader.id)
    assert seen(work, reader) == ([] if role is Role.ADMINISTRATOR else ["c1"])
    with pytest.raises(NoClientChosenError):
        work.client_of(reader, "c2", "t1")
    assert work.shares.stop("c1", reader.id)
    assert not work.shares.stop("c1", reader.id)
    assert seen(work, reader) == []


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
    work.shares.share("c1", other.id)
    work.conversations.start("t1", account_id=mine.id, client_id="c1")
    assert work.client_of(mine, "c1", "t1").name == "Ottoline Marsh"
    with pytest.raises(NotYoursError):
        work.client_of(mine, "c2", "t1")
    with pytest.raises(NotYoursError):
        work.client_of(other, "c1", "t1")


def test_without_a_practice_the_chat_says_how_to_start() -> None:
    with pytest.raises(NotConfiguredError, match="longview chat"):
        workplace.current()
