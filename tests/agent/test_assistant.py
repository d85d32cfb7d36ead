import asyncio
import sqlite3
from contextlib import closing

import pytest

from agent.assistant import Assistant
from agent.checkpoints import Checkpoints
from agent.records import QuestionKind, RenderedAnswer, Step

KEY = b"0123456789abcdef0123456789abcdef"


@pytest.fixture
def ask(tmp_path, history, chart, assessment):
    assistant = Assistant(Checkpoints(tmp_path / "threads.db", KEY))

    async def asked(question, thread="thread-1", record=history):
        stream = assistant.ask(question, history=record, chart=chart, assessment=assessment, thread_id=thread)
        return [item async for item in stream]

    asked.assistant = assistant
    return asked


async def test_steps_come_first_and_one_answer_last(ask) -> None:
    *steps, answer = await ask("Has Mirela's panic improvement been sustained?")
    assert steps and all(isinstance(step, Step) for step in steps)
    assert isinstance(answer, RenderedAnswer)
    assert answer.text.startswith("Yes, sustained: symptom burden")
    assert answer.writer == "built-in"


async def test_a_caller_may_stop_reading(ask, history, chart, assessment) -> None:
    stream = ask.assistant.ask(
        "Has it lasted?", history=history, chart=chart, assessment=assessment, thread_id="left"
    )
    assert isinstance(await anext(stream), Step)
    await stream.aclose()
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_every_citation_is_in_the_text_and_verbatim(ask, history) -> None:
    *_, answer = await ask("Has the panic improvement been sustained?")
    assert answer.citations
    for item in answer.citations:
        assert f"[{item.number}]" in answer.text
        assert item.quote.text in history.original(item.quote.note_id)


async def test_names_come_back_in_the_answer(ask) -> None:
    *_, answer = await ask("Who drives her?")
    assert "Dorin drives her" in answer.text


@pytest.mark.parametrize(
    ("question", "abstained", "corrected"),
    [
        ("What was her blood pressure?", True, False),
        ("What is her PHQ-9?", True, False),
        ("Why was she started on paroxetine?", False, True),
        ("Who drives her?", False, False),
    ],
)
async def test_flags(question, abstained, corrected, ask) -> None:
    *_, answer = await ask(question)
    assert (answer.abstained, answer.corrects_premise) == (abstained, corrected)


async def test_a_declined_question_offers_what_can_be_had(ask) -> None:
    (answer,) = await ask("Should I increase the sertraline?")
    assert answer.kind is QuestionKind.OUT_OF_SCOPE
    assert "your decision" in answer.text


async def test_acute_danger_in_the_question_is_answered_with_a_word_on_safety(ask) -> None:
    *_, answer = await ask("She just texted me that she will kill herself tonight, any plan on record?")
    assert "safety protocol now" in answer.notices[0]
    assert answer.citations


async def test_follow_ups_remember_the_question_before(ask) -> None:
    await ask("Has the panic improvement been sustained?")
    *_, answer = await ask("and her risk?")
    assert answer.kind is QuestionKind.RISK


async def test_another_thread_remembers_nothing(ask) -> None:
    await ask("Has the panic improvement been sustained?")
    *_, answer = await ask("since when?", thread="thread-2")
    assert answer.kind is not QuestionKind.SUSTAINED


async def test_the_same_thread_with_another_client_remembers_nothing(ask, make_history) -> None:
    await ask("Has the panic improvement been sustained?")
    *_, answer = await ask("since when?", record=make_history(client_id="c2"))
    assert answer.kind is not QuestionKind.SUSTAINED


async def test_nothing_readable_is_at_rest(ask, tmp_path) -> None:
    await ask("Who drives Mirela, is it Dorin?")
    await ask("Has Mirela's panic improvement been sustained?")
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for words in (b"Mirela", b"Dorin", b"drives", b"sustained", b"panic", b"thread-1"):
        assert words not in stored


async def test_forgetting_a_client_removes_her_conversations_only(ask, make_history, tmp_path) -> None:
    await ask("Who drives her?")
    await ask("Who drives her?", record=make_history(client_id="c2"))
    await ask.assistant.forget("c1")
    with closing(sqlite3.connect(tmp_path / "threads.db")) as database, database:
        threads = {row[0] for row in database.execute("SELECT DISTINCT thread_id FROM checkpoints")}
    database.close()
    assert len(threads) == 1
    assert threads.pop().startswith("c2.")


async def test_questions_can_run_side_by_side(ask) -> None:
    found = await asyncio.gather(*(ask("Who drives her?", thread=f"t{n}") for n in range(4)))
    assert len({items[-1].text for items in found}) == 1
