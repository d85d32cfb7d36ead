from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tools.records import Assessment, Change, Chart, Domain, Level
from ui.overview import NO_RISK_WORDS, Waiting, last_session, open_domains, risk_of


@pytest.mark.parametrize(
    ("states", "words", "rank"),
    [
        ({1: Level.WELL, 3: Level.IMPAIRED}, "Present, 22 Jan 2024", 0),
        ({1: Level.IMPAIRED, 2: Level.PARTLY}, "Some, 15 Jan 2024", 1),
        ({1: Level.IMPAIRED, 2: Level.WELL}, "Low, 15 Jan 2024", 3),
        ({}, NO_RISK_WORDS, 2),
    ],
)
def test_risk_is_as_last_documented_and_silence_is_not_low(
    make_assessment: Callable[..., Assessment], states: dict[int, Level], words: str, rank: int
) -> None:
    found = risk_of(make_assessment({Domain.RISK: states}))
    assert (found.words, found.rank) == (words, rank)


def test_risk_that_rose_since_the_start_says_so(make_assessment: Callable[..., Assessment]) -> None:
    made = make_assessment({Domain.RISK: {1: Level.WELL, 3: Level.PARTLY}})
    worse = replace(made.domains[Domain.RISK], change=Change.WORSENED)
    domains: dict[Domain, Any] = {**made.domains, Domain.RISK: worse}
    assert risk_of(replace(made, domains=domains)).words == ("Some, 22 Jan 2024, worse than at baseline")


def test_what_waits_is_told_in_words_and_nothing_where_nothing_does() -> None:
    waiting = Waiting(notes=2, drafts=1, answers=1)
    assert waiting.words() == ("2 notes unread", "1 draft unsigned", "1 answer out of date")
    assert (waiting.total, Waiting().words()) == (4, ())


def test_domains_without_words_are_open(make_assessment: Callable[..., Assessment]) -> None:
    assert open_domains(make_assessment({d: {1: Level.WELL} for d in Domain if d is not Domain.RISK})) == (
        "Risk",
    )


def test_the_last_session_is_the_last_that_took_place(make_chart: Callable[[int], Chart]) -> None:
    assert last_session(make_chart(3)) == date(2024, 1, 22)
    assert last_session(make_chart(0)) is None
