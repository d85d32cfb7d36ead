from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from tools.errors import ToolRefused, ToolRetry
from tools.patterns import asking
from tools.patterns.guard import Guard
from tools.patterns.records import Case
from tools.records import Change, Durability

Sixty = Callable[[int], Sequence[Case]]
LASTING = Case(code="", change=Change.IMPROVED, durability=Durability.SUSTAINED, onset_session=6, attended=20)
STUCK = Case(code="", change=Change.UNCHANGED, durability=Durability.NONE, attended=20)


def many(case: Case, count: int, letter: str) -> list[Case]:
    return [replace(case, code=f"Case {letter}{n}") for n in range(count)]


def test_what_preceded_is_counted_as_by_hand_or_refused_where_few_would_stand_out(sixty: Sixty) -> None:
    told = 0
    for seed in range(8):
        cases = sixty(seed)
        had = [c for c in cases if any(name == "exposure" for name, _ in c.interventions)]
        before = [
            c.code
            for c in had
            if (c.change, c.durability) == (Change.IMPROVED, Durability.SUSTAINED)
            and min(s for name, s in c.interventions if name == "exposure") < (c.onset_session or 0)
        ]
        try:
            found = asking.preceded(cases, "exposure", Guard(5))
        except ToolRefused:
            assert 0 < min(len(before), len(had) - len(before)) < 5
            continue
        told += 1
        assert list(found.cases) == sorted(before)
        assert set(found.cases) | set(found.contrary) == {c.code for c in had}
        assert f"noted in {len(had)} cases" in found.statement
        assert "not cause" in found.statement
        assert found.explanations
    assert told >= 5


def test_noted_in_the_session_of_the_turn_is_not_before_it() -> None:
    cases = many(replace(LASTING, interventions=(("exposure", 6),)), 6, "B")
    assert asking.preceded(cases, "exposure", Guard(5)).cases == ()


def test_what_stuck_cases_share_and_others_do_not() -> None:
    cases = [
        *many(replace(STUCK, presentations=frozenset({"sleep"}), setbacks=1), 6, "B"),
        *many(replace(LASTING, presentations=frozenset({"worry"})), 6, "C"),
    ]
    found = asking.stuck(cases, Guard(5))
    assert [p.statement.split(":")[0] for p in found] == ["Setbacks after a gain", "Sleep at the start"]
    assert all(p.contrary == () and len(p.cases) == 6 for p in found)


def test_what_everybody_has_is_no_pattern() -> None:
    both = frozenset({"sleep"})
    cases = [
        *many(replace(STUCK, presentations=both), 6, "B"),
        *many(replace(LASTING, presentations=both), 6, "C"),
    ]
    assert asking.stuck(cases, Guard(5)) == ()


def test_slower_presentations_with_their_contrary_cases() -> None:
    slow = replace(LASTING, presentations=frozenset({"grief"}), onset_weeks=30.0)
    quick = replace(slow, onset_weeks=5.0)
    cases = [*many(slow, 8, "B"), *many(quick, 5, "Q"), *many(replace(LASTING, onset_weeks=8.0), 9, "C")]
    (found,) = asking.slower(cases, Guard(5))
    assert "after 30 weeks" in found.statement
    assert found.contrary == tuple(f"Case Q{n}" for n in range(5))


def test_a_pattern_from_which_a_few_differ_is_not_told() -> None:
    slow = replace(LASTING, presentations=frozenset({"grief"}), onset_weeks=30.0)
    cases = [*many(slow, 8, "B"), *many(replace(LASTING, onset_weeks=8.0), 9, "C")]
    assert len(asking.slower(cases, Guard(5))) == 1
    assert asking.slower([*cases, replace(slow, code="Case Q", onset_weeks=5.0)], Guard(5)) == ()


@pytest.mark.parametrize("count", [1, 4])
def test_nothing_under_the_threshold(count: int) -> None:
    cases = many(replace(LASTING, interventions=(("exposure", 2),)), count, "B")
    with pytest.raises(ToolRefused):
        asking.preceded(cases, "exposure", Guard(5))


def test_an_unknown_intervention_is_named_with_those_that_are_known(sixty: Sixty) -> None:
    with pytest.raises(ToolRetry, match="exposure"):
        asking.preceded(sixty(1), "hypnosis", Guard(5))
