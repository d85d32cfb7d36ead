"""How long a chat server takes from its start until it serves a page; ours beside a bare Chainlit."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path

from evals.errors import EvalError

PATIENCE = 120.0
"""Seconds after which a server counts as not starting."""

BETWEEN = 0.05
"""Seconds between two looks."""

BARE_APP = """\
import chainlit as cl

@cl.on_message
async def echo(message: cl.Message) -> None:
    await cl.Message(content=message.content).send()
"""


def longview_chat_seconds() -> float:
    """Start our chat over a practice with one account and no clients.

    Raises:
        EvalError: the account could not be made, or the chat did not start.
    """
    with tempfile.TemporaryDirectory(prefix="longview-bench-") as scratch:
        folders = {"LONGVIEW_DATA_DIR": f"{scratch}/data", "LONGVIEW_CONFIG_DIR": f"{scratch}/config"}
        longview, port = [sys.executable, "-m", "ui.cli"], free_port()
        account = [*longview, "user", "add", "bench", "--password", secrets.token_urlsafe(16)]
        if subprocess.run(
            account, env={**os.environ, **folders}, check=False, capture_output=True
        ).returncode:
            raise EvalError(
                "`longview user add` failed in an empty practice; the chat needs an account to start."
            )
        return seconds_until_served([*longview, "chat", "--no-open", "--port", str(port)], port, folders)


def bare_chainlit_seconds() -> float:
    """Start Chainlit with an app that echoes."""
    with tempfile.TemporaryDirectory(prefix="longview-bench-") as scratch:
        app, port = Path(scratch) / "echo_app.py", free_port()
        app.write_text(BARE_APP, encoding="utf-8")
        command = [sys.executable, "-m", "chainlit", "run", str(app), "--headless", "--port", str(port)]
        return seconds_until_served(command, port, {"CHAINLIT_APP_ROOT": scratch})


def seconds_until_served(command: Sequence[str], port: int, environment: Mapping[str, str]) -> float:
    """Start a server, wait until it answers on a port of loopback, and end it.

    Raises:
        EvalError: it ended by itself, or did not answer in time.
    """
    begin = time.perf_counter()
    with subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            while not answers(port):
                if server.poll() is not None:
                    raise EvalError(
                        f"{' '.join(command[1:4])} ended with {server.returncode} before it served."
                    )
                if time.perf_counter() - begin > PATIENCE:
                    raise EvalError(f"{' '.join(command[1:4])} did not serve within {PATIENCE:.0f} s.")
                time.sleep(BETWEEN)
            return time.perf_counter() - begin
        finally:
            server.terminate()


def answers(port: int) -> bool:
    """Say whether something on loopback answers HTTP, whatever it says."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
            return True
    except urllib.error.HTTPError as error:
        error.close()
        return True
    except OSError:
        return False


def free_port() -> int:
    """Give a port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
