"""How long a chat server takes to start and to give its first page; ours beside a bare Chainlit.

`python -m evals.bench_chat [--pairs 5]` starts both by turns and prints the ratios of each pair.
"""

from __future__ import annotations

import os
import re
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import click

from evals.errors import EvalError

PATIENCE = 120.0
"""Seconds after which a server counts as not starting."""

BETWEEN = 0.05
"""Seconds between two looks."""

LOOKS = 5
"""Times that the first page is fetched; the median counts."""
LINKED = re.compile(r'(?:src|href)="(/[^"]+\.(?:js|css))"')

BARE_APP = """\
import chainlit as cl

@cl.on_message
async def echo(message: cl.Message) -> None:
    await cl.Message(content=message.content).send()
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """How a server began."""

    seconds: float
    """From its start until it answered."""
    page_ms: float
    """For the first page with the scripts and styles that it names."""


def longview_chat_seconds() -> float:
    """How long our chat takes to serve; see `longview_chat`."""
    return longview_chat().seconds


def bare_chainlit_seconds() -> float:
    """How long a bare Chainlit takes to serve."""
    return bare_chainlit().seconds


def longview_chat() -> Served:
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
        return begun([*longview, "chat", "--no-open", "--port", str(port)], port, folders)


def bare_chainlit() -> Served:
    """Start Chainlit with an app that echoes."""
    with tempfile.TemporaryDirectory(prefix="longview-bench-") as scratch:
        app, port = Path(scratch) / "echo_app.py", free_port()
        app.write_text(BARE_APP, encoding="utf-8")
        command = [sys.executable, "-m", "chainlit", "run", str(app), "--headless", "--port", str(port)]
        return begun(command, port, {"CHAINLIT_APP_ROOT": scratch})


def begun(command: Sequence[str], port: int, environment: Mapping[str, str]) -> Served:
    """Start a server, wait until it answers on a port of loopback, fetch its first page, and end it.

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
            seconds = time.perf_counter() - begin
            return Served(seconds=seconds, page_ms=median(page_ms(port) for _ in range(LOOKS)))
        finally:
            server.terminate()


def page_ms(port: int) -> float:
    """Fetch the first page with its scripts and styles, one after the other."""
    begin = time.perf_counter()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=PATIENCE) as answer:
        page = answer.read().decode()
    for linked in LINKED.findall(page):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{linked}", timeout=PATIENCE) as answer:
            answer.read()
    return 1000 * (time.perf_counter() - begin)


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


@click.command()
@click.option("--pairs", type=click.IntRange(1, 20), default=5, show_default=True)
def main(pairs: int) -> None:
    """Start our chat and a bare Chainlit by turns."""
    ours, theirs = [], []
    for _ in range(pairs):
        theirs.append(bare_chainlit())
        ours.append(longview_chat())
        click.echo(
            f"start {ours[-1].seconds:.2f} s ({theirs[-1].seconds:.2f} s)   "
            f"first page {ours[-1].page_ms:.1f} ms ({theirs[-1].page_ms:.1f} ms)"
        )
    starts = [own.seconds / bare.seconds for own, bare in zip(ours, theirs, strict=True)]
    pages = [own.page_ms / bare.page_ms for own, bare in zip(ours, theirs, strict=True)]
    click.echo(f"median ratio of pairs: start {median(starts):.2f}, first page {median(pages):.2f}")


if __name__ == "__main__":
    main()
