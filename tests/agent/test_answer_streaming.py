"""Sentences shown while a model writes, against a scripted server; and the limits of one answer."""

import asyncio
import json
import time

import pytest

from agent.assistant import Assistant
from agent.checkpoints import Checkpoints
from agent.model import ModelChoice
from agent.phrasing import Phrasing
from agent.records import RenderedAnswer, Sentence
from agent.streaming import ClaimReader
from evals.scripted_server import ScriptedServer, break_off, call, fail, say, say_json, slow

pytestmark = [
    pytest.mark.usefixtures("model_clients"),
    pytest.mark.filterwarnings("ignore:::litellm"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

KEY = b"0123456789abcdef0123456789abcdef"
GOOD = {"text": "Her partner does: “[PARTNER] drives her”.", "evidence": ["e1"]}
INVENTED = {"text": "She said “I am entirely cured”.", "evidence": ["e1"]}
SUSTAINED = "Has the panic improvement been sustained?"


def gate(text: str, context, *, vouched: bool) -> None:
    if any(name in text for name in context.history.NAMES.values()):
        from retrieval.errors import LeakError

        raise LeakError("1 identifier was found where none may be.")


@pytest.fixture
def streamed(tmp_path, history, chart, assessment):
    async def run(question, *script, repeat=False, tokens=40_000):
        with ScriptedServer(*script, repeat=repeat) as server:
            choice = ModelChoice(
                name="openai/scripted",
                api_base=server.base_url,
                api_key="none",
                timeout=20,
                steps=3,
                tokens=tokens,
            )
            assistant = Assistant(Checkpoints(tmp_path / "t.db", KEY), Phrasing(choice, gate=gate))
            parts = [
                part
                async for part in assistant.stream(
                    question, history=history, chart=chart, assessment=assessment, thread_id="t"
                )
            ]
            assert isinstance(parts[-1], RenderedAnswer)
            return [p for p in parts if isinstance(p, Sentence)], parts[-1], server

    return run


def claims(*items):
    return say_json({"claims": list(items), "abstained": False})


async def test_verified_sentences_come_before_the_answer_in_its_words(streamed) -> None:
    second = {"text": "It was the second visit: “Off work”.", "quotes": [{"session": 2, "quote": "Off work"}]}
    sentences, answer, _ = await streamed("Who drives her?", claims(GOOD, second))
    assert [s.text for s in sentences] == answer.text.split("\n\n")
    assert sentences[-1].citations == answer.citations
    assert "Dorin" in sentences[0].text


async def test_an_unverified_sentence_is_never_shown(streamed) -> None:
    sentences, _, _ = await streamed("Who drives her?", claims(INVENTED, GOOD))
    assert [s.text for s in sentences] == ["Her partner does: “Dorin drives her” [1]."]


async def test_the_verdict_of_the_tools_is_shown_first(streamed) -> None:
    other = {"text": "Her panic was only better for a while.", "evidence": ["e1"]}
    sentences, answer, _ = await streamed(
        SUSTAINED, claims(other, {"text": "No attacks.", "evidence": ["e1"]})
    )
    assert sentences[0].text.startswith("Yes, sustained")
    assert not any("for a while" in s.text for s in sentences)
    assert answer.text.startswith("Yes, sustained")


async def test_a_stream_that_breaks_off_ends_in_the_built_in_answer(streamed) -> None:
    broken = break_off(claims(GOOD, INVENTED), after=12)
    _, answer, server = await streamed("Who drives her?", broken, broken)
    assert answer.writer == "built-in"
    assert "Written without the language model" in answer.notices[-1], answer.notices
    assert len(server.requests) == 2, answer.notices


async def test_a_passing_failure_is_tried_again(streamed) -> None:
    _, answer, server = await streamed("Who drives her?", fail(503), claims(GOOD))
    assert answer.writer == "openai/scripted"
    assert len(server.requests) == 2


async def test_a_refused_key_is_not_tried_again(streamed) -> None:
    _, answer, server = await streamed("Who drives her?", fail(401), claims(GOOD))
    assert answer.writer == "built-in"
    assert len(server.requests) == 1


async def test_a_sentence_of_a_second_try_is_shown_once(streamed) -> None:
    whole = claims(GOOD)
    text = json.dumps({"claims": [GOOD], "abstained": False})
    sentences, answer, _ = await streamed(
        "Who drives her?", break_off(say(text), after=len(text) // 12), whole
    )
    assert len(sentences) == 1
    assert answer.writer == "openai/scripted"


async def test_another_form_is_asked_for_once_more(streamed) -> None:
    _, answer, server = await streamed("Who drives her?", say("Her partner drives her."), claims(GOOD))
    assert answer.writer == "openai/scripted"
    assert "nothing but the JSON" in server.requests[1].text


async def test_what_an_answer_may_cost_is_limited(streamed) -> None:
    _, answer, server = await streamed("Who drives her?", call("measures"), repeat=True, tokens=200)
    assert answer.writer == "built-in"
    assert "tokens" in answer.notices[-1]
    assert len(server.requests) == 1


async def test_a_name_in_a_sentence_is_not_shown(streamed) -> None:
    named = {"text": "Dorin, that is: “[PARTNER] drives her”.", "evidence": ["e1"]}
    sentences, answer, _ = await streamed("Who drives her?", claims(named))
    assert sentences == []
    assert answer.writer == "built-in"


async def test_wrong_ids_and_another_clients_notes_give_no_sentence(streamed) -> None:
    strange = {
        "text": "She moved.",
        "evidence": ["c2-1", "e99"],
        "quotes": [{"session": 99, "quote": "moved house"}],
    }
    sentences, answer, _ = await streamed("Who drives her?", claims(strange))
    assert sentences == []
    assert answer.writer == "built-in"


async def test_closing_the_stream_ends_the_call(tmp_path, history, chart, assessment) -> None:
    with ScriptedServer(slow(claims(GOOD), 30)) as server:
        choice = ModelChoice(name="openai/scripted", api_base=server.base_url, api_key="none", timeout=60)
        assistant = Assistant(Checkpoints(tmp_path / "t.db", KEY), Phrasing(choice, gate=gate))
        parts = assistant.stream(
            "Who drives her?", history=history, chart=chart, assessment=assessment, thread_id="t"
        )

        async def read() -> list:
            return [part async for part in parts]

        reading = asyncio.create_task(read())
        while not server.requests:
            await asyncio.sleep(0.01)
        begin = time.perf_counter()
        reading.cancel()
        await asyncio.wait([reading])
        assert reading.cancelled()
        assert time.perf_counter() - begin < 5


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_claims_are_read_as_their_last_brace_arrives(size: int) -> None:
    text = json.dumps({"claims": [{"text": 'a "b" {c}'}, {"text": "d"}], "abstained": True})
    reader = ClaimReader()
    found = [item for at in range(0, len(text), size) for item in reader.feed(text[at : at + size])]
    assert found == [{"text": 'a "b" {c}'}, {"text": "d"}]


@pytest.mark.parametrize(
    "text", ["", "no", '{"claims": "none"}', '{"claims": [1, {"text": "x"}]}', '{"claims": [{"te']
)
def test_what_is_no_list_of_claims_gives_none(text: str) -> None:
    assert list(ClaimReader().feed(text)) == []
