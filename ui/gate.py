"""What stands before the chat server: closed doors, idle sessions, safe headers.

An ASGI layer rather than settings, because Chainlit has none for these: its cookie lives for a fixed time
whether or not anybody is there, its socket takes any origin, and its routes for uploads, sharing and tool
servers answer even when they are switched off.
"""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from ui.idle import IdleClock

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

CLOSED = (
    "/mcp",
    "/copilot",
    "/slack",
    "/teams",
    "/auth/jwt",
    "/auth/header",
    "/auth/oauth",
    "/project/element",
    "/project/share",
    "/project/thread/share",
    "/project/file",
    "/docs",
    "/redoc",
    "/openapi.json",
)
OPEN_TO_ALL = ("/public", "/assets", "/favicon", "/logo", "/avatars", "/health")
"""Static files: neither a use of the session nor in need of one."""
CITATION = "/public/elements/["
"""A citation is called by what stands in the text, "[3]", and Chainlit asks for an element of that name."""
NOTE_VIEW = "/public/elements/NoteView.jsx"
ASK_WHETHER_ALIVE = "/health/session"
"""Answered here: 204 while the session lasts, 401 after; asking does not prolong it."""
EVENT = "42"
"""First characters of a Socket.IO frame in which a person did something; pings start otherwise."""

CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",  # custom elements are compiled in the browser
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' data: ws: wss:",
        "worker-src 'self' blob:",
        "frame-ancestors 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    )
)
HEADERS = (
    (b"content-security-policy", CONTENT_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
NO_STORE = (b"cache-control", b"no-store")


@dataclass(frozen=True, slots=True)
class Session:
    """What a cookie says."""

    key: str
    account_id: str
    issued_at: float


class Gate:
    """Wraps the chat server.

    A cookie that is idle for too long, signed out, or of a disabled account is taken out of the request
    before the server sees it, so that the server treats the request as nobody's.
    """

    def __init__(
        self,
        app: App,
        *,
        clock: IdleClock,
        read: Callable[[str], Session | None],
        may_enter: Callable[[str], Awaitable[bool]],
        enter: Callable[[str | None, str], None],
    ) -> None:
        """Put the gate before `app`.

        Args:
            app: the chat server.
            clock: when each session was last used.
            read: cookie header -> session, None if there is no valid one.
            may_enter: account id -> whether that account may sign in at this moment.
            enter: told the account and the query string of the request before the server gets it.
        """
        self._app, self._clock = app, clock
        self._read, self._may_enter, self._enter = read, may_enter, enter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        if _starts(path, CLOSED) or not _same_origin(scope):
            await _refuse(scope, send)
            return
        if path.startswith(CITATION):
            scope = {**scope, "path": NOTE_VIEW, "raw_path": NOTE_VIEW.encode()}
        if path == ASK_WHETHER_ALIVE:
            await _answer(send, 204 if await self._session(scope, use=False) else 401)
            return
        static = _starts(path, OPEN_TO_ALL)
        session = None if static else await self._session(scope)
        if session is None:
            scope = _without_cookie(scope)
        self._enter(session.account_id if session else None, scope.get("query_string", b"").decode("latin-1"))
        if scope["type"] == "websocket":
            await self._app(scope, self._watched(receive, session), send)
            return
        await self._app(scope, receive, _with_headers(send, private=not static))
        if session is not None and path == "/logout":
            self._clock.end(session.key)

    async def _session(self, scope: Scope, *, use: bool = True) -> Session | None:
        session = self._read(_header(scope, b"cookie"))
        if session is None or not self._clock.alive(session.key, session.issued_at):
            return None
        if not await self._may_enter(session.account_id):
            return None
        if use and scope["type"] == "http":
            self._clock.touch(session.key)
        return session

    def _watched(self, receive: Receive, session: Session | None) -> Receive:
        async def watched() -> Message:
            message = await receive()
            if session is None or not str(message.get("text") or "").startswith(EVENT):
                return message
            if not self._clock.alive(session.key, session.issued_at):
                return {"type": "websocket.disconnect", "code": 1008, "reason": "session ended"}
            self._clock.touch(session.key)
            return message

        return watched


def session_key(token: str) -> str:
    """What a cookie is remembered by."""
    return hashlib.sha256(token.encode()).hexdigest()


def _starts(path: str, doors: Iterable[str]) -> bool:
    return any(path == door or path.startswith(f"{door}/") for door in doors)


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def _same_origin(scope: Scope) -> bool:
    """Whether the page that asks was served from here; requests that no page makes name no origin.

    Chainlit's socket takes any origin, and browsers count another port of this machine as the same site.
    """
    origin = _header(scope, b"origin")
    return not origin or urlsplit(origin).netloc == _header(scope, b"host")


def _without_cookie(scope: Scope) -> Scope:
    kept = [(key, value) for key, value in scope["headers"] if key not in (b"cookie", b"authorization")]
    return {**scope, "headers": kept}


def _with_headers(send: Send, *, private: bool) -> Send:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            extra = [*HEADERS, NO_STORE] if private else list(HEADERS)
            message["headers"] = [*message.get("headers", []), *extra]
        await send(message)

    return with_headers


async def _refuse(scope: Scope, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    await _answer(send, 404)


async def _answer(send: Send, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [*HEADERS, NO_STORE]})
    await send({"type": "http.response.body", "body": b""})
