from __future__ import annotations

import pytest
from sqlalchemy import Engine

from retrieval.vault import Cipher
from ui.accounts import Accounts
from ui.signin import ATTEMPTS, PAUSE_SECONDS, Throttle, sign_in

PASSWORD = "a quiet green river"


class Clock:
    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_after_several_wrong_passwords_even_the_right_one_waits(
    database: Engine, cipher: Cipher, clock: Clock
) -> None:
    accounts, throttle = Accounts(database, cipher), Throttle(clock)
    accounts.create("iyer", PASSWORD)
    for _ in range(ATTEMPTS):
        assert sign_in(accounts, throttle, "iyer", "wrong") is None
    assert sign_in(accounts, throttle, "IYER", PASSWORD) is None
    clock.time += PAUSE_SECONDS + 1
    assert sign_in(accounts, throttle, "iyer", PASSWORD) is not None


def test_the_right_password_clears_the_count(clock: Clock) -> None:
    throttle = Throttle(clock)
    for _ in range(ATTEMPTS - 1):
        throttle.failed("iyer")
    throttle.succeeded("Iyer")
    throttle.failed("iyer")
    assert not throttle.waits("iyer")


def test_one_name_does_not_make_another_wait(clock: Clock) -> None:
    throttle = Throttle(clock)
    for _ in range(ATTEMPTS):
        throttle.failed("iyer")
    assert throttle.waits("iyer")
    assert not throttle.waits("okafor")
