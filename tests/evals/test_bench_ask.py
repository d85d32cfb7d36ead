import asyncio
import time
from itertools import pairwise
from pathlib import Path

import pytest

from evals.bench_ask import SESSIONS, AskedPractice, draft, long_course, surname
from evals.bench_lag import LagWatch

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
NOTES = [
    draft(1, "Panic attacks daily for a month. Off work since January. PHQ-9 = 19."),
    draft(6, "Two panic attacks. She quarrelled with her brother about the heron."),
    draft(12, "No panic attacks this month. Works full days. PHQ-9 = 6."),
]


def test_a_long_course_is_a_session_a_week() -> None:
    course = long_course(["a", "b", "c"])
    assert [note.session for note in course] == list(range(1, SESSIONS + 1))
    assert {(later.date - sooner.date).days for sooner, later in pairwise(course)} == {7}


def test_everybody_has_a_name_of_her_own() -> None:
    assert len({surname(at) for at in range(2000)}) == 2000


async def test_what_keeps_the_loop_is_seen_and_what_waits_is_not() -> None:
    with LagWatch() as waiting:
        await asyncio.sleep(0.1)
    with LagWatch() as kept:
        await asyncio.sleep(0.02)
        time.sleep(0.2)
        await asyncio.sleep(0.02)
    assert waiting.worst_ms < 150
    assert kept.worst_ms > 180


async def test_neither_an_answer_nor_an_import_keeps_the_loop(tmp_path: Path) -> None:
    practice = AskedPractice(tmp_path / "practice")
    record = practice.record(practice.take_on("Ida Falk", NOTES))
    question = "What did she quarrel with her brother about?"
    await practice.ask_ms(question, record, "loading")
    asking, importing = [], []
    for turn in range(3):  # the machine may be busy: what keeps the loop by itself keeps it every time
        with LagWatch() as watch:
            await practice.ask_ms(question, record, f"t{turn}")
        asking.append(watch.worst_ms)
        with LagWatch() as watch:
            await asyncio.to_thread(practice.take_on, f"Una {surname(turn)}", NOTES)
        importing.append(watch.worst_ms)
    assert min(asking) < 50
    assert min(importing) < 50
