import json
import threading
import time

import httpx
import pytest

from evals.scripted_server import (
    Reply,
    ScriptedCall,
    ScriptedServer,
    break_off,
    call,
    fail,
    garbled,
    refuse,
    say,
    say_json,
    slow,
)

ASK = {"model": "scripted", "messages": [{"role": "user", "content": "How is sleep?"}]}


def ask(server: ScriptedServer, **more: object) -> httpx.Response:
    return httpx.post(f"{server.base_url}/chat/completions", json={**ASK, **more}, timeout=5)


def stream(server: ScriptedServer) -> list[dict]:
    url = f"{server.base_url}/chat/completions"
    deltas = []
    with httpx.stream("POST", url, json={**ASK, "stream": True}, timeout=5) as response:
        for line in response.iter_lines():
            if line.startswith("data: {"):
                deltas.append(json.loads(line[6:])["choices"][0]["delta"])
    return deltas


def test_plain_answers_come_in_order() -> None:
    with ScriptedServer(say("first"), say_json({"n": 2})) as server:
        texts = [ask(server).json()["choices"][0]["message"]["content"] for _ in range(2)]
    assert texts == ["first", '{"n": 2}']


def test_a_tool_call_carries_its_arguments_as_json() -> None:
    with ScriptedServer(call("search", query="sleep", limit=3)) as server:
        choice = ask(server).json()["choices"][0]
    assert choice["finish_reason"] == "tool_calls"
    function = choice["message"]["tool_calls"][0]["function"]
    assert (function["name"], json.loads(function["arguments"])) == ("search", {"query": "sleep", "limit": 3})


def test_arguments_may_be_malformed() -> None:
    with ScriptedServer(Reply(calls=(ScriptedCall(name="search", arguments="{oops"),))) as server:
        function = ask(server).json()["choices"][0]["message"]["tool_calls"][0]["function"]
    assert function["arguments"] == "{oops"


def test_streamed_pieces_add_up_to_the_text() -> None:
    text = "Sleep rose from four to seven hours by session 6."
    with ScriptedServer(say(text)) as server:
        deltas = stream(server)
    pieces = [delta["content"] for delta in deltas if delta.get("content")]
    assert len(pieces) > 2
    assert "".join(pieces) == text


def test_streamed_tool_calls_add_up() -> None:
    with ScriptedServer(call("search", query="panic attacks a week")) as server:
        parts = [part for delta in stream(server) for part in delta.get("tool_calls", ())]
    assert parts[0]["function"]["name"] == "search"
    arguments = "".join(part["function"]["arguments"] for part in parts)
    assert json.loads(arguments) == {"query": "panic attacks a week"}


def test_a_refusal_has_no_content() -> None:
    with ScriptedServer(refuse("No.")) as server:
        message = ask(server).json()["choices"][0]["message"]
    assert (message["content"], message["refusal"]) == (None, "No.")


def test_malformed_json_is_malformed() -> None:
    with ScriptedServer(garbled()) as server, pytest.raises(json.JSONDecodeError):
        ask(server).json()


def test_http_errors() -> None:
    with ScriptedServer(fail(429)) as server:
        assert ask(server).status_code == 429


def test_slow_answers_time_out_and_do_not_hold_up_closing() -> None:
    begin = time.perf_counter()
    with ScriptedServer(slow(say("late"), 60)) as server, pytest.raises(httpx.ReadTimeout):
        httpx.post(f"{server.base_url}/chat/completions", json=ASK, timeout=0.2)
    assert time.perf_counter() - begin < 10


@pytest.mark.parametrize("streamed", [True, False])
def test_a_broken_connection_is_noticed_by_the_client(streamed: bool) -> None:
    with (
        ScriptedServer(break_off(say("word " * 20), after=2)) as server,
        pytest.raises(httpx.RemoteProtocolError),
    ):
        stream(server) if streamed else ask(server)


def test_a_used_up_script_says_so_with_a_status_that_is_not_retried() -> None:
    with ScriptedServer(say("only")) as server:
        ask(server)
        response = ask(server)
    assert response.status_code == 400
    assert "used up" in response.json()["error"]["message"]


def test_repeat_gives_the_last_reply_again() -> None:
    with ScriptedServer(say("a"), say("b"), repeat=True) as server:
        texts = [ask(server).json()["choices"][0]["message"]["content"] for _ in range(4)]
    assert texts == ["a", "b", "b", "b"]


def test_a_reply_may_depend_on_the_request() -> None:
    with ScriptedServer(lambda request: say(request.messages[-1]["content"].upper())) as server:
        assert ask(server).json()["choices"][0]["message"]["content"] == "HOW IS SLEEP?"


def test_requests_are_recorded_with_tools_and_unescaped_text() -> None:
    tool = {"type": "function", "function": {"name": "search", "parameters": {}}}
    question = {"role": "user", "content": [{"type": "text", "text": "Zoë"}]}
    with ScriptedServer(say("ok")) as server:
        ask(server, messages=[question], tools=[tool])
        recorded = server.requests
        assert "Zoë" in server.sent
    assert [request.tools for request in recorded] == [("search",)]


def test_replies_can_be_added_while_it_runs() -> None:
    with ScriptedServer() as server:
        server.script(say("added"))
        assert ask(server).json()["choices"][0]["message"]["content"] == "added"


def test_many_clients_at_once_each_get_one_reply() -> None:
    got: list[str] = []
    with ScriptedServer(*(say(str(n)) for n in range(8))) as server:
        clients = [
            threading.Thread(
                target=lambda: got.append(ask(server).json()["choices"][0]["message"]["content"])
            )
            for _ in range(8)
        ]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
    assert sorted(got) == [str(n) for n in range(8)]


def test_the_address_is_there_only_while_it_is_open() -> None:
    with pytest.raises(RuntimeError, match="with"):
        _ = ScriptedServer().base_url
