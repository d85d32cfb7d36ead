from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from retrieval.vault import Cipher
from ui.accounts import MINIMUM_PASSWORD_LENGTH, Accounts, Role, made_up_password
from ui.errors import AccountError

PASSWORD = "a quiet green river"


@pytest.fixture
def accounts(database: Engine, cipher: Cipher) -> Accounts:
    return Accounts(database, cipher)


def test_there_is_no_account_to_begin_with(accounts: Accounts) -> None:
    assert accounts.all() == ()


def test_the_right_password_gives_the_account(accounts: Accounts) -> None:
    made = accounts.create("Dr. Iyer", PASSWORD, Role.TRAINEE)
    assert accounts.check("Dr. Iyer", PASSWORD) == made
    assert made.role is Role.TRAINEE


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("iyer", "a quiet green rive"),
        ("iyer", ""),
        ("nobody", PASSWORD),
        ("", PASSWORD),
        ("iyer ", PASSWORD[::-1]),
    ],
)
def test_anything_else_gives_none(accounts: Accounts, name: str, password: str) -> None:
    accounts.create("iyer", PASSWORD)
    assert accounts.check(name, password) is None


@pytest.mark.parametrize("name", ["IYER", " iyer ", "ｉｙｅｒ"])
def test_a_name_is_the_same_in_any_case_width_and_space(accounts: Accounts, name: str) -> None:
    accounts.create("iyer", PASSWORD)
    assert accounts.check(name, PASSWORD) is not None
    with pytest.raises(AccountError, match="already"):
        accounts.create(name, PASSWORD)


@pytest.mark.parametrize(
    ("name", "password", "message"),
    [
        ("", PASSWORD, "name"),
        ("  ", PASSWORD, "name"),
        ("iyer", "x" * (MINIMUM_PASSWORD_LENGTH - 1), "at least 12"),
    ],
)
def test_a_poor_account_is_refused(accounts: Accounts, name: str, password: str, message: str) -> None:
    with pytest.raises(AccountError, match=message):
        accounts.create(name, password)
    assert accounts.all() == ()


def test_a_disabled_account_is_nobody(accounts: Accounts) -> None:
    made = accounts.create("iyer", PASSWORD)
    accounts.disable(made.id)
    assert accounts.get(made.id) is None
    assert accounts.check("iyer", PASSWORD) is None


def test_another_password_takes_the_place_of_the_first(accounts: Accounts) -> None:
    made = accounts.create("iyer", PASSWORD)
    accounts.set_password(made.id, "another long password")
    assert accounts.check("iyer", PASSWORD) is None
    assert accounts.check("iyer", "another long password") is not None


def test_changing_an_unknown_account_says_so(accounts: Accounts) -> None:
    with pytest.raises(AccountError, match="no such account"):
        accounts.disable("unknown")


def test_neither_name_nor_password_is_in_the_file(accounts: Accounts, database_path: Path) -> None:
    accounts.create("Isolde Quartermain", PASSWORD)
    content = database_path.read_bytes()
    assert b"Quartermain" not in content
    assert PASSWORD.encode() not in content
    assert b"$argon2id$" in content


def test_only_clinicians_and_trainees_open_charts() -> None:
    assert {role for role in Role if role.keeps_clients} == {Role.CLINICIAN, Role.TRAINEE}
    assert {role for role in Role if not role.opens_charts} == {Role.ADMINISTRATOR}


def test_a_made_up_password_is_long_enough_and_never_the_same() -> None:
    made = {made_up_password() for _ in range(20)}
    assert len(made) == 20
    assert all(len(password) >= MINIMUM_PASSWORD_LENGTH for password in made)
