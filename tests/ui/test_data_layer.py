from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Engine

from retrieval.vault import Cipher
from ui.accounts import Account, Accounts
from ui.client_choice import NO_CLIENT
from ui.conversations import Conversations
from ui.errors import NotYoursError

As = Callable[[Account, str], AbstractContextManager[None]]
NAMES = {"c1": "Ottoline Marsh", "c2": "Bram Szabo"}
QUESTION = {
    "id": "s1",
    "threadId": "t1",
    "type": "user_message",
    "output": "Has sleep got better?",
    "name": "x",
}


@pytest.fixture
def people(database: Engine, cipher: Cipher) -> tuple[Accounts, Account, Account]:
    accounts = Accounts(database, cipher)
    return accounts, accounts.create("iyer", "long enough 1"), accounts.create("okafor", "long enough 2")


@pytest.fixture
def forgotten() -> list[tuple[str, str]]:
    """Client and conversation of what the assistant was told to forget."""
    return []


@pytest.fixture
async def layer(
    chainlit_home: Path,
    database: Engine,
    cipher: Cipher,
    people: tuple[Accounts, Account, Account],
    forgotten: list[tuple[str, str]],
) -> AsyncIterator[Any]:
    from ui.data_layer import DataLayer

    async def forget(client_id: str, thread_id: str) -> None:
        forgotten.append((client_id, thread_id))

    made = DataLayer(Conversations(database, cipher), people[0], lambda _: NAMES, forget)
    yield made
    await made.close()


@pytest.fixture
def session(chainlit_home: Path) -> As:
    """Puts a Chainlit session of an account and a client around what is called."""
    from chainlit.context import context_var
    from chainlit.user import User

    @contextmanager
    def as_(account: Account, client_id: str) -> Iterator[None]:
        held = SimpleNamespace(user=User(identifier=account.id), chat_profile=client_id)
        token = context_var.set(SimpleNamespace(session=held))  # type: ignore[arg-type]
        try:
            yield
        finally:
            context_var.reset(token)

    return as_


@contextmanager
def request_of(account: Account) -> Iterator[None]:
    from ui.session_account import signed_in

    token = signed_in.set(account.id)
    try:
        yield
    finally:
        signed_in.reset(token)


async def started(
    layer: Any, session: As, account: Account, client_id: str = "c1", thread: str = "t1"
) -> None:
    with session(account, client_id):
        await layer.update_thread(thread, name="Has sleep got better?", user_id=account.id)
        await layer.create_step(QUESTION | {"threadId": thread, "id": f"s-{thread}"})


async def test_a_conversation_knows_its_client_and_owner(layer: Any, session: As, people: Any) -> None:
    _, iyer, _ = people
    await started(layer, session, iyer)
    thread = await layer.get_thread("t1")
    assert thread["metadata"] == {"chat_profile": "c1"}
    assert thread["userIdentifier"] == iyer.id
    assert thread["name"] == "Ottoline Marsh · Has sleep got better?"
    assert [step["output"] for step in thread["steps"]] == ["Has sleep got better?"]
    assert await layer.get_thread_author("t1") == iyer.id


async def test_the_first_step_may_come_before_the_conversation(layer: Any, session: As, people: Any) -> None:
    _, iyer, _ = people
    with session(iyer, "c1"):
        await layer.create_step(QUESTION)
        await layer.update_thread("t1", name="Has sleep got better?")
    thread = await layer.get_thread("t1")
    assert thread["metadata"] == {"chat_profile": "c1"}
    assert len(thread["steps"]) == 1


async def test_nothing_is_kept_without_a_client(layer: Any, session: As, people: Any) -> None:
    _, iyer, _ = people
    await started(layer, session, iyer, client_id=NO_CLIENT)
    assert await layer.get_thread("t1") is None


async def test_another_account_cannot_write_into_it(layer: Any, session: As, people: Any) -> None:
    _, iyer, okafor = people
    await started(layer, session, iyer)
    with session(okafor, "c1"), pytest.raises(NotYoursError):
        await layer.create_step(QUESTION | {"id": "s9"})


async def test_feedback_needs_to_be_on_ones_own_conversation(layer: Any, session: As, people: Any) -> None:
    from chainlit.types import Feedback

    _, iyer, okafor = people
    await started(layer, session, iyer)
    with request_of(okafor), pytest.raises(NotYoursError):
        await layer.upsert_feedback(Feedback(forId="s-t1", value=1))
    with request_of(iyer):
        await layer.upsert_feedback(Feedback(forId="s-t1", value=0, comment="Too long"))
    thread = await layer.get_thread("t1")
    assert thread["steps"][0]["feedback"]["value"] == 0


async def test_a_new_name_is_kept_without_the_clients(layer: Any, session: As, people: Any) -> None:
    _, iyer, _ = people
    await started(layer, session, iyer)
    with request_of(iyer):
        await layer.update_thread("t1", name="Ottoline Marsh · For supervision")
    assert (await layer.get_thread("t1"))["name"] == "Ottoline Marsh · For supervision"


async def test_a_session_that_ends_late_does_not_bring_a_deleted_conversation_back(
    layer: Any, session: As, people: Any, forgotten: list[tuple[str, str]]
) -> None:
    _, iyer, _ = people
    await started(layer, session, iyer)
    await layer.delete_thread("t1")
    assert forgotten == [("c1", "t1")]
    with session(iyer, "c1"):
        await layer.update_thread("t1", metadata={"chat_profile": "c1"})
        await layer.update_step(QUESTION)
    assert await layer.get_thread("t1") is None


async def test_an_answer_that_is_taken_away_takes_its_elements_along(
    layer: Any, session: As, people: Any
) -> None:
    from ui import schema

    _, iyer, _ = people
    await started(layer, session, iyer)
    layer._conversations.put(schema.steps, "s1", "t1", iyer.id, QUESTION)
    for element, step in (("e1", "s1"), ("e2", "s2")):
        body = {"id": element, "forId": step}
        layer._conversations.put(schema.elements, element, "t1", iyer.id, body)
    with session(iyer, "c1"):
        await layer.delete_step("s1")
    kept = await layer.get_thread("t1")
    assert [body["id"] for body in kept["elements"]] == ["e2"]
    assert "s1" not in [body["id"] for body in kept["steps"]]


async def test_lists_come_in_pages_and_can_be_searched(layer: Any, session: As, people: Any) -> None:
    from chainlit.types import Pagination, ThreadFilter

    _, iyer, okafor = people
    for number in range(3):
        await started(layer, session, iyer, client_id="c2" if number == 1 else "c1", thread=f"t{number}")
    await started(layer, session, okafor, thread="hers")
    first = await layer.list_threads(Pagination(first=2), ThreadFilter(userId=iyer.id))
    rest = await layer.list_threads(
        Pagination(first=2, cursor=first.pageInfo.endCursor), ThreadFilter(userId=iyer.id)
    )
    found = await layer.list_threads(Pagination(first=9), ThreadFilter(userId=iyer.id, search="szabo"))
    assert [thread["id"] for thread in first.data] == ["t2", "t1"]
    assert (first.pageInfo.hasNextPage, rest.pageInfo.hasNextPage) == (True, False)
    assert [thread["id"] for thread in rest.data] == ["t0"]
    assert [thread["id"] for thread in found.data] == ["t1"]


async def test_only_accounts_are_users(layer: Any, people: Any) -> None:
    from chainlit.user import User

    accounts, iyer, _ = people
    assert (await layer.get_user(iyer.id)).display_name == "iyer"
    assert await layer.create_user(User(identifier="somebody")) is None
    accounts.disable(iyer.id)
    assert await layer.get_user(iyer.id) is None
