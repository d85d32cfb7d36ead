from __future__ import annotations

from ui.idle import IdleClock


class Clock:
    time = 0.0

    def __call__(self) -> float:
        return self.time


def test_a_session_lasts_while_it_is_used() -> None:
    now = Clock()
    clock = IdleClock(900, now)
    for _ in range(5):
        now.time += 800
        assert clock.alive("s", issued_at=0.0)
        clock.touch("s")
    now.time += 901
    assert not clock.alive("s", issued_at=0.0)


def test_after_a_restart_the_time_of_issue_counts() -> None:
    now = Clock()
    now.time = 1000
    clock = IdleClock(900, now)
    assert clock.alive("fresh", issued_at=200)
    assert not clock.alive("old", issued_at=99)


def test_a_session_that_was_signed_out_is_over_at_once() -> None:
    clock = IdleClock(900, Clock())
    clock.touch("s")
    clock.end("s")
    assert not clock.alive("s", issued_at=0.0)
    assert clock.alive("another", issued_at=0.0)
