from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.understanding.times import Occasion, resolve

DAYS = (
    "2023-11-06",
    "2023-11-20",
    "2023-12-18",
    "2024-01-15",
    "2024-02-05",
    "2024-02-26",
    "2024-04-08",
    "2024-05-20",
)
CALENDAR = [Occasion(number, date.fromisoformat(day)) for number, day in enumerate(DAYS, start=1)]


@pytest.mark.parametrize(
    ("question", "relation", "sessions"),
    [
        ("What happened in session 4?", "in", (4,)),
        ("sessions 2-4 please", "in", (2, 3, 4)),
        ("How was she in the first three sessions?", "first", (1, 2, 3)),
        ("what was the last session about", "last", (8,)),
        ("Any SI since February?", "since", (5, 6, 7, 8)),
        ("mood before Christmas?", "before", (1, 2)),
        ("what happened after April 8, 2024", "after", (8,)),
        ("what was going on in february", "in", (5, 6)),
        ("How was her mood around February?", "in", (5, 6)),
        ("how was he in the winter", "in", (3, 4, 5, 6)),
        ("what did she say on 2024-01-15", "in", (4, 5)),
        ("anything in the last two months?", "since", (7, 8)),
        ("PHQ-9 at intake?", "baseline", (1, 2)),
        ("how is he doing now", "now", (6, 7, 8)),
    ],
)
def test_sessions_of_an_expression(question: str, relation: str, sessions: tuple[int, ...]) -> None:
    frame = resolve(question, CALENDAR)
    assert frame is not None
    assert (frame.relation, frame.sessions) == (relation, sessions)


@pytest.mark.parametrize(
    "question",
    [
        "Who is her brother?",
        "may I ask who drives her",
        "did he fall off the roof",
        "sleep at intake vs now",
        "they march on",
    ],
)
def test_no_time_expression(question: str) -> None:
    assert resolve(question, CALENDAR) is None


def test_no_sessions() -> None:
    assert resolve("since March?", []) is None


@given(st.text(max_size=80))
def test_any_text_resolves_to_known_sessions(text: str) -> None:
    frame = resolve(text, CALENDAR)
    assert frame is None or set(frame.sessions) <= set(range(1, 9))
