"""Answers taken from one another in every way that we know of tell of nobody under the threshold.

The attacker of these tests knows of each answer which cases it rests on, and looks with linear algebra of
her own for what the answers give away together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest

from tools.errors import ToolRefused
from tools.patterns import asking
from tools.patterns.cohort import settled
from tools.patterns.counting import table
from tools.patterns.guard import Guard
from tools.patterns.records import Case
from tools.records import Change, Durability

Sixty = Callable[[int], Sequence[Case]]
WAYS: tuple[Callable[[Sequence[Case], Guard], object], ...] = (
    table,
    asking.stuck,
    asking.lasting,
    asking.slower,
    lambda cases, guard: asking.preceded(cases, "exposure", guard),
    lambda cases, guard: asking.preceded(cases, "medication", guard),
)
K, LATEST = 5, 14


class Chat:
    """Asks as the chat does: one memory, whatever happens to the caseload between two questions."""

    def __init__(self) -> None:
        self.counted: tuple[Case, ...] = ()
        self.guard = Guard(K)
        self.leaks: list[tuple[str, ...]] = []

    def ask(self, way: Callable[[Sequence[Case], Guard], object], present: Sequence[Case]) -> object:
        codes = [c.code for c in self.counted]
        counted = settled(codes, self.counted, present, K)
        marks = frozenset(c.mark for c in counted)
        guard = Guard(K, self.guard.released, marks)
        try:
            found = way(counted, guard)
        except ToolRefused:
            return None
        before = one([group for group in self.guard.released if group <= marks])
        after = one([group for group in guard.released if group <= marks])
        self.leaks += set(after) - set(before)
        self.counted, self.guard = counted, guard
        return found

    def given_away(self) -> list[tuple[str, ...]]:
        """By any sum with an answer of others about the same caseload, and by small sums over its history."""
        return [*self.leaks, *few(self.guard.released)]


def arrays(released: Sequence[frozenset[str]]) -> tuple[list[str], np.ndarray, np.ndarray]:
    marks = sorted(frozenset().union(*released))
    people = sorted({m.split("/")[0] for m in marks})
    rows = np.array([[m in group for m in marks] for group in released], dtype=float)
    return people, rows, np.array([[m.split("/")[0] == p for m in marks] for p in people], dtype=float)


def one(released: Sequence[frozenset[str]]) -> list[tuple[str, ...]]:
    """Single persons of whom some sum of answers tells, however many it takes."""
    if not released:
        return []
    people, rows, of = arrays(released)
    rank = np.linalg.matrix_rank(rows)
    lost = (np.linalg.matrix_rank(rows[:, columns == 0]) < rank for columns in of)
    return [(person,) for person, told in zip(people, lost, strict=True) if told]


def few(released: Sequence[frozenset[str]]) -> list[tuple[str, ...]]:
    """Fewer than K persons of whom a sum of two answers tells, or one of three of the latest."""
    people, rows, of = arrays(released)
    found = []
    for size in (1, 2, 3):
        for chosen in combinations(range(0 if size < 3 else max(0, len(rows) - LATEST), len(rows)), size):
            for signs in product((1, -1), repeat=size - 1):
                total = rows[chosen[0]] + sum(s * rows[n] for s, n in zip(signs, chosen[1:], strict=True))
                left = np.flatnonzero(of @ np.abs(total))
                if 0 < len(left) < K:
                    found.append(tuple(people[n] for n in left))
    return found


def test_the_attacker_finds_what_there_is_to_find() -> None:
    whole = frozenset(f"c{n:02}" for n in range(30))
    left, right = frozenset(sorted(whole)[:20]), frozenset(sorted(whole)[10:29])
    answers = [whole, left, right, left & right]
    assert one(answers) == [("c29",)]
    assert few([whole, whole - {"c01", "c02"}]) == [("c01", "c02")]
    guard = Guard(K)
    assert guard.release(*answers[:3])
    assert not guard.allows(answers[3])


@pytest.mark.parametrize("seed", range(2))
def test_all_questions_together_give_nobody_away(sixty: Sixty, seed: int) -> None:
    chat = Chat()
    for way in WAYS:
        chat.ask(way, sixty(seed))
    assert len(chat.guard.released) > 8
    assert chat.given_away() == []


@pytest.mark.parametrize("seed", range(2))
def test_with_and_without_one_client_the_answers_are_the_same_or_none(sixty: Sixty, seed: int) -> None:
    cases = list(sixty(seed))
    for way in WAYS:
        chat = Chat()
        first = chat.ask(way, cases[:-1])
        assert chat.ask(way, cases) in (first, None)


@pytest.mark.parametrize("way", WAYS)
def test_before_and_after_notes_of_one_client_the_answers_are_the_same(
    sixty: Sixty, way: Callable[[Sequence[Case], Guard], object]
) -> None:
    cases, chat = list(sixty(3)), Chat()
    first = chat.ask(way, cases)
    new = {"change": Change.IMPROVED, "durability": Durability.SUSTAINED, "setbacks": 9, "onset_weeks": 99.0}
    cases[7] = replace(cases[7], **new)  # type: ignore[arg-type]
    assert chat.ask(way, cases) == first


def test_a_caseload_that_comes_and_goes_gives_nobody_away(sixty: Sixty) -> None:
    cases, chat = list(sixty(4)), Chat()
    for present in (cases[:40], cases[:41], cases[1:41], cases[1:46], cases):
        chat.ask(table, present)
        chat.ask(asking.stuck, [replace(c, setbacks=c.setbacks + 1) for c in present[:6]] + present[6:])
    assert len(chat.guard.released) > 20
    assert chat.given_away() == []


@pytest.mark.parametrize("left_over", [1, 4])
def test_narrow_filters_that_overlap_leave_no_corner(left_over: int) -> None:
    """All, less those with one thing, less those with the other, with those who had both."""
    plain = Case(code="", change=Change.IMPROVED, durability=Durability.SUSTAINED)
    worried, exposed = frozenset({"worry"}), (("exposure", 2),)
    corners = [
        (12, {"presentations": worried, "interventions": exposed}),
        (11, {"presentations": worried}),
        (10, {"interventions": exposed}),
        (left_over, {}),
    ]
    cases = [
        replace(plain, code=f"Case {at}{n:02}", **has)  # type: ignore[arg-type]
        for at, (count, has) in enumerate(corners)
        for n in range(count)
    ]
    guard = Guard(K)
    cells = {(c.presentation, c.intervention) for c in table(cases, guard)}
    assert ("worry", "exposure") not in cells
    assert [*one(guard.released), *few(guard.released)] == []
