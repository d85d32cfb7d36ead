from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.errors import ToolRefused
from tools.patterns import asking
from tools.patterns.counting import table
from tools.patterns.guard import Guard
from tools.patterns.records import Case

Sixty = Callable[[int], Sequence[Case]]


def group(*names: object) -> frozenset[str]:
    return frozenset(map(str, names))


@pytest.mark.parametrize(
    ("before", "asked", "allowed"),
    [
        ([], range(5), True),
        ([], range(4), False),
        ([], (), False),
        ([range(8)], range(8), True),
        ([range(8)], range(7), False),
        ([range(7)], range(8), False),
        ([range(8)], range(3), False),
        ([range(10)], range(5), True),
        ([range(10)], range(6), False),
        ([range(6)], range(6, 12), True),
        ([range(6)], range(3, 9), True),
    ],
)
def test_what_is_answered_for(before: list[range], asked: Sequence[int], allowed: bool) -> None:
    guard = Guard(5)
    for other in before:
        assert guard.release(group(*other))
    assert guard.allows(group(*asked)) is allowed


@given(st.lists(st.frozensets(st.integers(0, 14).map(str)), max_size=12), st.integers(2, 6))
def test_nothing_released_is_small_or_sets_a_few_apart(asked: list[frozenset[str]], least: int) -> None:
    guard = Guard(least)
    for item in asked:
        guard.release(item)
    for one in guard.released:
        assert len(one) >= least
        assert all(len(other ^ one) >= least for other in guard.released if one != other)


def test_two_states_of_one_case_are_one_person() -> None:
    rest = [f"{n}/a" for n in range(8)]
    guard = Guard(2)
    assert guard.release([*rest, "x/a"])
    assert not guard.allows([*rest, "x/b"])
    assert guard.allows([*rest[1:], "0/b", "x/b"])


def test_groups_are_released_together_or_not_at_all() -> None:
    guard = Guard(5)
    assert not guard.release(group(*range(10)), group(*range(9)))
    assert guard.released == ()
    assert guard.release(group(*range(10)), group(*range(5)))
    assert guard.released == (group(*range(10)), group(*range(5)))


@pytest.mark.parametrize("seed", range(2))
def test_asking_with_and_without_one_client_reveals_nothing(sixty: Sixty, seed: int) -> None:
    cases = sixty(seed)
    for left_out in cases[::20]:
        guard = Guard(5)
        first = {(c.presentation, c.intervention): c for c in table(cases, guard)}
        again = table([c for c in cases if c.code != left_out.code], guard)
        for cell in again:
            before = first.get((cell.presentation, cell.intervention), cell)
            assert (cell.cases, cell.setbacks) == (before.cases, before.setbacks)
            told = dict(before.outcomes)
            assert all(told.get(name, count) == count for name, count in cell.outcomes)
            assert {cell.onset_weeks, before.onset_weeks} - {None} <= {cell.onset_weeks or before.onset_weeks}


@pytest.mark.parametrize("ask", [asking.stuck, asking.lasting, asking.slower])
def test_questions_with_and_without_one_client_are_refused(
    sixty: Sixty, ask: Callable[[Sequence[Case], Guard], object]
) -> None:
    cases = sixty(4)
    guard = Guard(5)
    ask(cases, guard)
    some = next(c for c in cases if c.lasting)
    with pytest.raises(ToolRefused, match="fewer than 5"):
        ask([c for c in cases if c.code != some.code], guard)


def test_a_threshold_that_guards_nobody_is_refused() -> None:
    with pytest.raises(ToolRefused, match="guards nobody"):
        Guard(1)
