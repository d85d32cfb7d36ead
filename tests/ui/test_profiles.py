from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import Engine

from retrieval.records import Client
from retrieval.vault import Cipher
from tools.records import Assessment, Chart, Domain, Level
from ui import workplace
from ui.accounts import Account, Accounts, Role
from ui.client_choice import NO_CLIENT
from ui.conversations import Conversations
from ui.sharing import Shares

OWNERS = {"c1": "", "c2": ""}
CLIENTS = (Client(id="c1", name="Ottoline *Marsh*"), Client(id="c2", name="Wren Abara"))


@pytest.fixture
def work(
    chainlit_home: Path,
    database: Engine,
    cipher: Cipher,
    make_chart: Callable[[int], Chart],
    make_assessment: Callable[..., Assessment],
) -> workplace.Workplace:
    practice = SimpleNamespace(
        clients=lambda: CLIENTS,
        owners=lambda: OWNERS,
        history=lambda client_id: SimpleNamespace(notes=lambda: ()),
        chart=lambda client_id: make_chart(6),
        assessment=lambda client_id: make_assessment({Domain.SYMPTOMS: {1: Level.IMPAIRED, 6: Level.WELL}}),
    )
    accounts, conversations = Accounts(database, cipher), Conversations(database, cipher)
    return workplace.Workplace(practice, accounts, conversations, Shares(database), "")  # type: ignore[arg-type]


def account(work: workplace.Workplace, role: Role = Role.CLINICIAN) -> Account:
    return work.accounts.create("somebody", "long enough 12", role)


async def test_a_profile_goes_by_the_opaque_id_and_shows_the_name(work: workplace.Workplace) -> None:
    from ui.profiles import chat_profiles

    found = await chat_profiles(work, account(work))
    assert [profile.name for profile in found] == [NO_CLIENT, "c1", "c2"]
    assert [profile.display_name for profile in found][1:] == ["Ottoline *Marsh*", "Wren Abara"]
    assert [profile.default for profile in found] == [True, False, False]
    assert "### Ottoline \\*Marsh\\*" in found[1].markdown_description


async def test_only_the_client_on_the_page_has_her_chart_read(work: workplace.Workplace) -> None:
    from ui.profiles import chat_profiles

    token = workplace.requested_client.set("c2")
    found = await chat_profiles(work, account(work))
    workplace.requested_client.reset(token)
    assert found[1].starters == []
    assert found[2].starters is not None
    assert found[2].starters[0].label == "Has the improvement been sustained?"


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.SUPERVISOR])
async def test_who_opens_no_chart_sees_no_client(work: workplace.Workplace, role: Role) -> None:
    from ui.profiles import chat_profiles

    assert [profile.name for profile in await chat_profiles(work, account(work, role))] == [NO_CLIENT]
    assert [profile.name for profile in await chat_profiles(work, None)] == [NO_CLIENT]


def test_names_are_of_clients_whom_the_account_may_see(work: workplace.Workplace) -> None:
    from ui.profiles import names_for

    assert names_for(work, account(work).id) == {"c1": "Ottoline *.", "c2": "Wren A."}
    assert names_for(work, "nobody") == {}
