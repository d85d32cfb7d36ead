"""Which cases are counted when a caseload changes: news wait until enough of them have come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.patterns.cohort import settled
from tools.patterns.records import Case
from tools.records import Change, Durability


def cases(*numbers: int, setbacks: int = 0) -> list[Case]:
    return [
        Case(code=f"Case {n:02}", change=Change.IMPROVED, durability=Durability.SUSTAINED, setbacks=setbacks)
        for n in numbers
    ]


def count(before: list[Case], present: list[Case], erased: int = 0) -> list[Case]:
    codes = [c.code for c in before]
    return list(settled(codes, before[erased:], present, 5))


def test_at_first_all_are_counted_if_there_are_enough() -> None:
    assert count([], cases(*range(5))) == cases(*range(5))
    assert count([], cases(*range(4))) == []


@pytest.mark.parametrize(("came", "counted"), [(0, 8), (1, 8), (4, 8), (5, 13)])
def test_newcomers_wait_for_each_other(came: int, counted: int) -> None:
    assert count(cases(*range(8)), cases(*range(8 + came))) == cases(*range(counted))


@pytest.mark.parametrize(("changed", "fresh"), [(1, 0), (4, 0), (5, 5)])
def test_a_record_that_changed_counts_as_it_was_until_enough_have(changed: int, fresh: int) -> None:
    old, new = cases(*range(8)), cases(*range(changed), setbacks=2)
    assert count(old, [*new, *old[changed:]]) == [*new[:fresh], *old[fresh:]]


@pytest.mark.parametrize("gone", [1, 4, 5, 6])
@pytest.mark.parametrize("erased", [False, True])
def test_those_who_went_take_others_with_them(gone: int, erased: bool) -> None:
    left = count(cases(*range(20)), cases(*range(gone, 20)), erased=gone if erased else 0)
    assert len(left) == 20 - max(gone, 5)
    assert {c.code for c in left} <= {c.code for c in cases(*range(gone, 20))}


def test_too_few_who_are_left_are_not_counted() -> None:
    assert count(cases(*range(9)), cases(*range(1, 9))) == []


numbers = st.frozensets(st.integers(0, 19))


@given(numbers, numbers, numbers)
def test_two_caseloads_differ_by_nobody_or_by_enough(
    before: frozenset[int], present: frozenset[int], changed: frozenset[int]
) -> None:
    first = count([], cases(*sorted(before)))
    now = [*cases(*sorted(present - changed)), *cases(*sorted(present & changed), setbacks=1)]
    then = count(first, now)
    moved = {mark.split("/")[0] for mark in {c.mark for c in first} ^ {c.mark for c in then}}
    assert len(moved) == 0 or len(moved) >= 5
