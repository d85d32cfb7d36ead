"""The model path against a scripted server on loopback: good answers, bad answers, no answers."""

import pytest

from agent.assistant import Assistant
from agent.checkpoints import Checkpoints
from agent.model import ModelChoice
from agent.phrasing import Phrasing
from evals.scripted_server import ScriptedServer, break_off, call, fail, garbled, refuse, say, say_json, slow

pytestmark = [
    pytest.mark.usefixtures("model_clients"),
    pytest.mark.filterwarnings("ignore:::litellm"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

KEY = b"0123456789abcdef0123456789abcdef"


def gate(text: str, context, *, vouched: bool) -> None:
    """Stand-in for the leak check: the names of the small client."""
    if any(name in text for name in context.history.NAMES.values()):
        raise AssertionError("a name was about to leave")


@pytest.fixture
def ask(tmp_path, history, chart, assessment):
    async def asked(question, *script, repeat=False, check=gate, seconds=20.0):
        with ScriptedServer(*script, repeat=repeat) as server:
            choice = ModelChoice(
                name="openai/scripted", api_base=server.base_url, api_key="none", timeout=seconds, steps=3
            )
            assistant = Assistant(Checkpoints(tmp_path / "t.db", KEY), Phrasing(choice, gate=check))
            stream = assistant.ask(
                question, history=history, chart=chart, assessment=assessment, thread_id="t"
            )
            answer = [item async for item in stream][-1]
            return answer, server

    return asked


def claims(*items, abstained=False):
    return say_json({"claims": list(items), "abstained": abstained})


async def test_a_good_answer_is_taken_over(ask) -> None:
    answer, server = await ask(
        "Who drives Mirela?",
        claims({"text": "Her partner does: “[PARTNER] drives her”.", "evidence": ["e1"]}),
    )
    assert answer.writer == "openai/scripted"
    assert answer.text == "Her partner does: “Dorin drives her” [1]."
    assert "Mirela" not in server.sent and "Dorin" not in server.sent


async def test_tools_find_what_search_did_not(ask) -> None:
    quote = {"session": 6, "quote": "Back at the ovens full time."}
    answer, server = await ask(
        "What was her blood pressure?",
        call("search_history", query="ovens full time"),
        claims({"text": "The notes say she is back at the ovens.", "quotes": [quote]}),
    )
    assert not answer.abstained
    assert answer.citations[0].quote.session == 6
    assert "session 6" in server.requests[-1].text


async def test_the_verdict_stays_the_tools(ask) -> None:
    answer, _ = await ask(
        "Has the panic improvement been sustained?",
        claims(
            {"text": "Her panic was only better for a while.", "evidence": ["e1"]},
            {"text": "She counted “No attacks for three weeks”.", "evidence": ["e3"]},
        ),
    )
    assert answer.text.startswith("Yes, sustained")
    assert "for a while" not in answer.text


@pytest.mark.parametrize(
    "reply",
    [
        claims({"text": "She said “I am entirely cured”.", "evidence": ["e1"]}),  # invented quote
        claims({"text": "Her partner drives her.", "evidence": ["e77"]}),  # evidence that there is not
        claims({"text": "Her partner drives her.", "quotes": [{"session": 2, "quote": "made up words"}]}),
        claims({"text": "She improved by 90 percent.", "evidence": ["e1"]}),  # invented figure
        claims(),
        say("Her partner drives her."),
        say('{"claims": "none"}'),
        garbled(),
        refuse(),
        fail(401),
        fail(400),
        break_off(say("{" + " " * 400), 1),
    ],
)
async def test_the_built_in_writer_steps_in_visibly(reply, ask) -> None:
    answer, _ = await ask("Who drives her?", reply, reply, reply)
    assert answer.writer == "built-in"
    assert "Dorin drives her" in answer.text
    assert "Written without the language model" in answer.notices[-1]


async def test_a_tool_call_storm_ends(ask) -> None:
    answer, server = await ask("Who drives her?", call("measures"), repeat=True)
    assert answer.writer == "built-in"
    assert len(server.requests) <= 4


async def test_a_slow_model_is_not_waited_for(ask) -> None:
    answer, _ = await ask("Who drives her?", slow(say("late"), 9), seconds=1.0)
    assert "in time" in answer.notices[-1]


async def test_the_model_cannot_name_another_client(ask) -> None:
    answer, server = await ask(
        "Who drives her?",
        call("search_history", query="car", client_id="c2"),
        claims({"text": "“[PARTNER] drives her”.", "evidence": ["e1"]}),
    )
    offered = server.requests[0].body["tools"]
    assert all(
        "client" not in str(tool["function"]["parameters"].get("properties", {}).keys()) for tool in offered
    )
    assert answer.citations[0].quote.note_id.startswith("c1-")


async def test_nothing_leaves_when_the_gate_closes(ask) -> None:
    from retrieval.errors import LeakError

    def closed(text, context, *, vouched) -> None:
        raise LeakError("1 identifier was found where none may be.")

    answer, server = await ask("Who drives her?", say("{}"), check=closed)
    assert server.requests == ()
    assert "nothing was sent" in answer.notices[-1]


async def test_links_and_markup_of_a_model_are_taken_out(ask) -> None:
    answer, _ = await ask(
        "Who drives her?",
        claims(
            {
                "text": "See ![x](http://evil.example/?q=1) <img src=x> “drives her” https://evil.example",
                "evidence": ["e1"],
            }
        ),
    )
    assert "evil" not in answer.text and "<img" not in answer.text
