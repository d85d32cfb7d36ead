"""Somebody at the chat without a browser: signs in, chooses a client, asks, and hears what the page would."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

from evals.errors import EvalError

PATIENCE = 180.0
"""Seconds after which an answer counts as not coming."""
SOCKET = "/ws/socket.io"
SAID = ("new_message", "update_message", "stream_start", "stream_token")
"""Events that carry something to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How long a question took, in milliseconds."""

    step_ms: float
    """Until the first step was told."""
    whole_ms: float
    """Until the answer was whole."""


class Visitor:
    """One person; her socket stays open between questions."""

    def __init__(self, address: str, name: str, password: str, client_id: str) -> None:
        self._address, self._name, self._password, self._client = address, name, password, client_id
        self._web: Any = None
        self._socket: Any = None
        self._answers: list[str] = []
        self._step = 0.0
        self._over = asyncio.Event()
        self._ready = asyncio.Event()
        self.heard = ""
        """Everything that her socket brought."""

    @property
    def asked(self) -> int:
        """How many questions she has asked."""
        return len(self._answers)

    def said(self, number: int) -> str:
        """All that was said to a question of hers, from 0."""
        return self._answers[number]

    async def come(self) -> None:
        """Sign in and open the socket.

        Raises:
            EvalError: she was not let in.
        """
        import aiohttp

        socketio: Any = import_module("socketio")  # has no types; comes with Chainlit
        # Cookies of a numeric host are refused by default.
        self._web = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
        form = {"username": self._name, "password": self._password}
        async with self._web.post(f"{self._address}/login", data=form) as answer:
            if answer.status != 200:
                raise EvalError(f"Signing in answered {answer.status}.")
        self._socket = socketio.AsyncClient(http_session=self._web, reconnection=False)
        self._socket.on("*", self._hear)
        auth = {
            "sessionId": str(uuid.uuid4()),
            "clientType": "webapp",
            "chatProfile": self._client,
            "threadId": "",
            "userEnv": "{}",
        }
        await self._socket.connect(
            self._address, auth=auth, socketio_path=SOCKET, transports=["websocket"], wait_timeout=PATIENCE
        )
        await self._socket.emit("connection_successful")
        await asyncio.wait_for(self._ready.wait(), PATIENCE)

    async def ask(self, question: str) -> Asked:
        """Ask and wait for the whole answer.

        Raises:
            EvalError: none came.
        """
        self._answers.append("")
        self._step = 0.0
        self._over.clear()
        message = {
            "id": str(uuid.uuid4()),
            "name": "user",
            "type": "user_message",
            "output": question,
            "createdAt": datetime.now(UTC).isoformat(),
        }
        begin = time.perf_counter()
        await self._socket.emit("client_message", {"message": message, "fileReferences": []})
        try:
            await asyncio.wait_for(self._over.wait(), PATIENCE)
        except TimeoutError:
            raise EvalError("A question was not answered in time.") from None
        whole = time.perf_counter() - begin
        return Asked(step_ms=1000 * (self._step - begin), whole_ms=1000 * whole)

    async def leave(self) -> None:
        """Close what is open."""
        if self._socket is not None:
            await self._socket.disconnect()
        if self._web is not None:
            await self._web.close()

    async def _hear(self, event: str, data: Any = None) -> None:
        told = json.dumps(data, ensure_ascii=False, default=str)
        self.heard += told
        self._ready.set()  # the first event follows the greeting
        if not self._answers:
            return
        if event in SAID:
            self._answers[-1] += str(data.get("token") or data.get("output") or "")
            if not self._step and data.get("type") == "tool":
                self._step = time.perf_counter()
        elif event == "task_end":
            self._over.set()
