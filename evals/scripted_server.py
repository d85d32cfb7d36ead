"""An OpenAI-compatible chat-completions server on loopback that says what a script tells it to.

It stands in for a language model in tests and in `make eval`: no network, no randomness, and every request is
recorded, so that a test can assert what left the program (and that no name was in it).

    from evals.scripted_server import ScriptedServer, call, garbled, say, slow

    with ScriptedServer(call("search_history", query="sleep"), say("Sleep improved [1].")) as server:
        model = ChatLiteLLM(model="openai/scripted", api_base=server.base_url, api_key="unused")
        ...
        assert "Maria" not in server.sent
        assert server.requests[0].tools == ("search_history",)

Each request takes the next reply; a reply may also be a function of the request. With `repeat=True` the last
reply is given again for ever; otherwise a request beyond the script gets HTTP 400, which no client retries.
Replies stream when the request asks for a stream.

As a pytest fixture:

    @pytest.fixture
    def scripted() -> Iterator[ScriptedServer]:
        with ScriptedServer() as server:
            yield server            # then: server.script(say("…"), …)
"""

from __future__ import annotations

import json
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from evals.scripted_replies import (
    Reply,
    ScriptedCall,
    break_off,
    call,
    chunks,
    completion,
    fail,
    garbled,
    refuse,
    say,
    say_json,
    slow,
)

__all__ = [
    "RecordedRequest",
    "Reply",
    "ScriptedCall",
    "ScriptedServer",
    "break_off",
    "call",
    "fail",
    "garbled",
    "refuse",
    "say",
    "say_json",
    "slow",
]


@dataclass(frozen=True, slots=True)
class RecordedRequest:
    """One request as it came over the wire."""

    path: str
    raw: str = field(repr=False)

    @property
    def body(self) -> dict[str, Any]:
        """The JSON body; empty where there was none."""
        return dict(json.loads(self.raw)) if self.raw else {}

    @property
    def messages(self) -> list[dict[str, Any]]:
        """The conversation that was sent."""
        return list(self.body.get("messages", []))

    @property
    def tools(self) -> tuple[str, ...]:
        """Names of the tools that were offered."""
        return tuple(tool["function"]["name"] for tool in self.body.get("tools") or ())

    @property
    def text(self) -> str:
        """All message contents, one after the other, unescaped."""
        return "\n".join(_content(message.get("content")) for message in self.messages)


Script = Reply | Callable[[RecordedRequest], Reply]


class ScriptedServer:
    """The server; a context manager that listens on a free port of 127.0.0.1 while it is open."""

    def __init__(self, *replies: Script, repeat: bool = False) -> None:
        self._replies: deque[Script] = deque(replies)
        self._repeat = repeat
        self._lock = threading.Lock()
        self._recorded: list[RecordedRequest] = []
        self._closing = threading.Event()
        self._http: ThreadingHTTPServer | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self._http = _Listener(self)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        if self._http is not None and self._thread is not None:
            self._http.shutdown()
            self._http.server_close()
            self._thread.join()

    @property
    def base_url(self) -> str:
        """What to give as `api_base`, such as http://127.0.0.1:40123/v1."""
        if self._http is None:
            raise RuntimeError("The scripted server is not open: use it in a `with` statement.")
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    @property
    def requests(self) -> tuple[RecordedRequest, ...]:
        """All requests so far, in order."""
        with self._lock:
            return tuple(self._recorded)

    @property
    def sent(self) -> str:
        """Everything that any client sent: bodies as they came, and the message contents unescaped."""
        return "\n".join(part for request in self.requests for part in (request.raw, request.text))

    def script(self, *replies: Script) -> None:
        """Put more replies at the end of the script."""
        with self._lock:
            self._replies.extend(replies)

    def answer(self, request: RecordedRequest) -> Reply:
        """Record a request and take the next reply."""
        with self._lock:
            self._recorded.append(request)
            if not self._replies:
                return fail(400, "The script is used up: give ScriptedServer more replies, or repeat=True.")
            last = self._repeat and len(self._replies) == 1
            reply = self._replies[0] if last else self._replies.popleft()
        return reply if isinstance(reply, Reply) else reply(request)

    def wait(self, seconds: float) -> None:
        """Let a client wait, but never longer than the server is open."""
        self._closing.wait(seconds)


class _Listener(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, owner: ScriptedServer) -> None:
        self.owner = owner
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay quiet when a client hangs up: several scripts are there to make it do so."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Listener

    def log_message(self, format: str, *args: object) -> None:
        """Write nothing to standard error."""

    def do_GET(self) -> None:
        """List the one model there is."""
        self._send(200, json.dumps({"object": "list", "data": [{"id": "scripted", "object": "model"}]}))

    def do_POST(self) -> None:
        """Record the request, then deliver the next reply of the script."""
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        request = RecordedRequest(path=self.path, raw=raw)
        reply = self.server.owner.answer(request)
        self.server.owner.wait(reply.delay)
        model = str(request.body.get("model", "scripted"))
        if reply.raw is not None:
            self._send(reply.status, reply.raw)
        elif request.body.get("stream"):
            self._stream(chunks(reply, model), reply.break_after)
        else:
            self._send(reply.status, json.dumps(completion(reply, model)), reply.break_after)

    def _send(self, status: int, text: str, break_after: int | None = None) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body if break_after is None else body[: len(body) * break_after // 10])
        if break_after is not None:
            self._drop()

    def _stream(self, parts: Iterator[dict[str, Any]], break_after: int | None) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for position, part in enumerate(parts):
            if position == break_after:
                self._drop()
                return
            self._event(json.dumps(part))
        self._event("[DONE]")
        self.wfile.write(b"0\r\n\r\n")

    def _event(self, text: str) -> None:
        body = f"data: {text}\n\n".encode()
        self.wfile.write(f"{len(body):x}\r\n".encode() + body + b"\r\n")
        self.wfile.flush()

    def _drop(self) -> None:
        self.wfile.flush()
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)


def _content(value: object) -> str:
    """Text of a message whose content is a string, a list of parts, or missing."""
    if isinstance(value, list):
        return "\n".join(str(part.get("text", "")) if isinstance(part, dict) else str(part) for part in value)
    return "" if value is None else str(value)
