"""Who may write what: the table, ownership, and every action that a page can call."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.settings import Settings
from retrieval.deid.corrections import NameMark
from retrieval.records import Client
from retrieval.vault import Cipher
from tools.outcomes.corrections import ThresholdChange
from ui.accounts import Account, Accounts, Role
from ui.conversations import Conversations
from ui.errors import NewClientError, ReadOnlyError
from ui.new_client import take_on
from ui.permission import MAY, Act, check, may
from ui.practice import Practice
from ui.sharing import Shares
from ui.workplace import Workplace

READERS = [Role.SUPERVISOR, Role.ADMINISTRATOR]


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    root = tmp_path_factory.mktemp("permission")
    settings = Settings(_env_file=None, data_dir=root / "data", config_dir=root / "config")  # type: ignore[call-arg]
    with Practice.open(settings, master=Cipher.new()) as made:
        yield made


@pytest.fixture(scope="module")
def work(practice: Practice) -> Workplace:
    accounts = Accounts(practice.database, practice.cipher)
    for role in Role:
        accounts.create(role.value, "long enough 12", role)
    kept = Conversations(practice.database, practice.cipher), Shares(practice.database)
    return Workplace(practice, accounts, *kept, "")


@pytest.fixture
def client(work: Workplace) -> Client:
    """A client of the clinician, shared with everybody else."""
    made = work.practice.add_client("Ines Moreau", owner=work.accounts.named("clinician").id)
    for role in Role:
        work.shares.share(made.id, work.accounts.named(role.value).id)
    return made


def of(work: Workplace, role: Role) -> Account:
    return work.accounts.named(role.value)


def writing() -> list[str]:
    from ui.chat_actions import ACTIONS

    return [name for name, action in ACTIONS.items() if action.act is not None]


def test_only_roles_that_keep_clients_write_and_a_trainee_never_for_all() -> None:
    assert {role for role, acts in MAY.items() if acts} == {role for role in Role if role.keeps_clients}
    assert MAY[Role.CLINICIAN] - MAY[Role.TRAINEE] == {Act.CORRECT_ALL}
    assert set(MAY) == set(Role)


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("role", [Role.TRAINEE, *READERS])
def test_whom_a_client_is_shared_with_reads_only(
    work: Workplace, client: Client, role: Role, act: Act
) -> None:
    assert not may(work, of(work, role), act, client.id)
    assert not may(work, None, act, client.id)
    with pytest.raises(ReadOnlyError):
        check(work, of(work, role), act, client.id)
    assert check(work, of(work, Role.CLINICIAN), act, client.id).name == "clinician"


@pytest.mark.parametrize("act", [Act.NOTES, Act.CORRECT, Act.DOCUMENTS])
def test_what_is_about_a_client_needs_one(work: Workplace, act: Act) -> None:
    assert not may(work, of(work, Role.CLINICIAN), act)


@pytest.mark.parametrize("role", READERS)
def test_readers_take_on_nobody(work: Workplace, role: Role) -> None:
    with pytest.raises(ReadOnlyError, match="takes on no clients"):
        take_on(work, of(work, role), "Somebody New", "")
    with pytest.raises(NewClientError):
        take_on(work, of(work, Role.TRAINEE), "", "")


def test_the_pages_write_by_these_actions_and_no_others(chainlit_home: Path) -> None:
    assert set(writing()) == {
        "privacy_correct",
        "privacy_undo",
        "observation_correct",
        "observation_undo",
        "import_begin",
        "note_apart",
        "import_undo",
    }


@pytest.mark.parametrize("role", [None, Role.TRAINEE, *READERS])
def test_every_writing_action_is_refused_to_whoever_only_reads(
    work: Workplace, client: Client, role: Role | None, chainlit_home: Path
) -> None:
    from ui import chat_actions

    for name in writing():
        with pytest.raises(ReadOnlyError):
            chat_actions.run(name, work, role and of(work, role), client, {})


@pytest.fixture
def hers(work: Workplace) -> Client:
    """A client of the trainee."""
    return work.practice.add_client("Tove Lind", owner=of(work, Role.TRAINEE).id)


def test_a_trainee_hides_words_for_her_own_client_and_not_for_all(
    work: Workplace, hers: Client, chainlit_home: Path
) -> None:
    from ui import chat_actions

    asked = {"words": "bean", "isName": True, "always": True}
    with pytest.raises(ReadOnlyError, match="every client"):
        chat_actions.run("privacy_correct", work, of(work, Role.TRAINEE), hers, asked)


def test_a_trainee_takes_back_nothing_that_holds_for_all(
    work: Workplace, practice: Practice, hers: Client, chainlit_home: Path
) -> None:
    from ui import chat_actions

    hidden = practice.privacy.mark(hers.id, NameMark(words="bean"), always=True).number
    limit = ThresholdChange(name="sustained_days", value=90)
    found = practice.findings.correct(hers.id, limit, reason="ours", always=True).number
    for name, number in (("privacy_undo", hidden), ("observation_undo", found)):
        with pytest.raises(ReadOnlyError, match="every client"):
            chat_actions.run(name, work, of(work, Role.TRAINEE), hers, {"number": number})
    own = chat_actions.run(
        "privacy_correct", work, of(work, Role.TRAINEE), hers, {"words": "moss", "isName": True}
    )
    assert own["number"]
    taken = chat_actions.run("privacy_undo", work, of(work, Role.TRAINEE), hers, {"number": own["number"]})
    assert "Correction" in taken["message"]
