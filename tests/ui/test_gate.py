from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

import pytest

from ui.gate import CLOSED, NOTE_VIEW, Gate, Session
from ui.idle import IdleClock

COOKIE = (b"cookie", b"access_token=t")
HOST = (b"host", b"127.0.0.1:8000")


class Clock:
    time = 0.0

    def __call__(self) -> float:
        return self.time


class Server:
    """Records what reaches it; answers 200, or reads one message of a socket."""

    def __init__(self) -> None:
        self.scopes: list[MutableMapping[str, Any]] = []
        self.messages: list[MutableMapping[str, Any]] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.scopes.append(scope)
        if scope["type"] == "websocket":
            self.messages.append(await receive())
            return
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})


class Stage:
    """A gate with everything around it."""

    def __init__(self) -> None:
        self.now, self.server = Clock(), Server()
        self.clock = IdleClock(900, self.now)
        self.disabled = False
        self.entered: list[tuple[str | None, str]] = []
        self.gate = Gate(
            self.server,
            clock=self.clock,
            read=lambda header: Session("key", "a1", 0.0) if "access_token=t" in header else None,
            may_enter=self._may_enter,
            enter=lambda account, query: self.entered.append((account, query)),
        )

    async def _may_enter(self, account_id: str) -> bool:
        return not self.disabled

    async def ask(
        self, path: str, *headers: tuple[bytes, bytes], kind: str = "http", text: str = "", query: bytes = b""
    ) -> list[MutableMapping[str, Any]]:
        sent: list[MutableMapping[str, Any]] = []

        async def receive() -> MutableMapping[str, Any]:
            return {"type": "websocket.receive", "text": text}

        async def send(message: MutableMapping[str, Any]) -> None:
            sent.append(message)

        scope = {"type": kind, "path": path, "query_string": query, "headers": [HOST, *headers]}
        await self.gate(scope, receive, send)
        return sent

    def signed_in(self) -> bool:
        return any(name == b"cookie" for name, _ in self.server.scopes[-1]["headers"])


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.mark.parametrize("door", CLOSED)
@pytest.mark.parametrize("below", ["", "/anything"])
async def test_closed_doors_do_not_reach_the_server(stage: Stage, door: str, below: str) -> None:
    sent = await stage.ask(f"{door}{below}", COOKIE)
    assert sent[0]["status"] == 404
    assert stage.server.scopes == []


@pytest.mark.parametrize("path", ["/", "/login", "/user", "/project/threads", "/project/action", "/thread/x"])
async def test_other_doors_are_open(stage: Stage, path: str) -> None:
    assert (await stage.ask(path, COOKIE))[0]["status"] == 200
    assert stage.signed_in()


async def test_a_session_is_over_when_idle(stage: Stage) -> None:
    stage.now.time = 899
    await stage.ask("/user", COOKIE)
    assert stage.signed_in()
    stage.now.time = 899 + 901
    await stage.ask("/user", COOKIE)
    assert not stage.signed_in()


@pytest.mark.parametrize("path", ["/public/longview.css", "/assets/index.js", "/favicon", "/health/session"])
async def test_pictures_and_asking_do_not_count_as_use(stage: Stage, path: str) -> None:
    stage.now.time = 800
    await stage.ask(path, COOKIE)
    stage.now.time = 901
    await stage.ask("/user", COOKIE)
    assert not stage.signed_in()


async def test_asking_whether_the_session_lasts(stage: Stage) -> None:
    assert (await stage.ask("/health/session", COOKIE))[0]["status"] == 204
    assert (await stage.ask("/health/session"))[0]["status"] == 401
    stage.now.time = 901
    assert (await stage.ask("/health/session", COOKIE))[0]["status"] == 401


async def test_a_cookie_opens_nothing_after_signing_out(stage: Stage) -> None:
    await stage.ask("/logout", COOKIE)
    await stage.ask("/user", COOKIE)
    assert not stage.signed_in()


async def test_a_disabled_account_is_out_with_its_next_request(stage: Stage) -> None:
    stage.disabled = True
    await stage.ask("/user", COOKIE)
    assert not stage.signed_in()


async def test_a_bearer_token_is_no_way_round_the_cookie(stage: Stage) -> None:
    await stage.ask("/user", (b"authorization", b"Bearer t"))
    assert all(name != b"authorization" for name, _ in stage.server.scopes[-1]["headers"])


@pytest.mark.parametrize(
    ("text", "seconds", "kind"),
    [
        ('42["client_message",{}]', 800, "websocket.receive"),
        ('42["client_message",{}]', 901, "websocket.disconnect"),
        ("2", 901, "websocket.receive"),
    ],
    ids=["in time", "too late", "a ping is let through, but is no use of the session"],
)
async def test_the_socket_of_an_idle_session_is_closed(
    stage: Stage, text: str, seconds: float, kind: str
) -> None:
    class Later(Server):
        async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
            stage.now.time = seconds
            await super().__call__(scope, receive, send)

    stage.server.__class__ = Later
    await stage.ask("/ws/socket.io/", COOKIE, kind="websocket", text=text)
    assert stage.server.messages[-1]["type"] == kind


@pytest.mark.parametrize(
    ("origin", "reaches"),
    [(b"http://127.0.0.1:8000", True), (b"http://127.0.0.1:9999", False), (b"https://evil.example", False)],
)
@pytest.mark.parametrize("kind", ["http", "websocket"])
async def test_only_our_own_page_may_ask(stage: Stage, origin: bytes, reaches: bool, kind: str) -> None:
    await stage.ask("/ws/socket.io/", COOKIE, (b"origin", origin), kind=kind)
    assert bool(stage.server.scopes) is reaches


async def test_pages_carry_safe_headers_and_are_not_stored(stage: Stage) -> None:
    headers = dict((await stage.ask("/", COOKIE))[0]["headers"])
    assert headers[b"cache-control"] == b"no-store"
    assert headers[b"x-frame-options"] == b"DENY"
    assert b"frame-ancestors 'none'" in headers[b"content-security-policy"]


async def test_static_files_may_be_stored(stage: Stage) -> None:
    assert b"cache-control" not in dict((await stage.ask("/assets/index.js"))[0]["headers"])


async def test_a_citation_is_shown_by_the_note_view(stage: Stage) -> None:
    await stage.ask("/public/elements/[12].jsx")
    assert stage.server.scopes[-1]["path"] == NOTE_VIEW


async def test_the_server_is_told_who_asks_and_about_whom(stage: Stage) -> None:
    await stage.ask("/project/settings", COOKIE, query=b"chat_profile=c1")
    await stage.ask("/project/settings", query=b"chat_profile=c1")
    assert stage.entered == [("a1", "chat_profile=c1"), (None, "chat_profile=c1")]
