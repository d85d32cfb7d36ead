"""How long a chat server takes to start and to give its first page; ours beside a bare Chainlit.

`python -m evals.bench_chat [--pairs 5]` starts both, fetches their pages by turns, and prints the ratios.
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
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import click

from evals.errors import EvalError

PATIENCE = 120.0
"""Seconds after which a server counts as not starting."""

BETWEEN = 0.05
"""Seconds between two looks."""

LOOKS = 15
"""Times that each first page is fetched; the median counts."""
LINKED = re.compile(r'(?:src|href)="(/[^"]+\.(?:js|css))"')

BARE_APP = """\
import chainlit as cl

@cl.on_message
async def echo(message: cl.Message) -> None:
    await cl.Message(content=message.content).send()
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """A server that answers."""

    port: int
    seconds: float
    """From its start until it answered."""


def longview_chat_seconds() -> float:
    """How long our chat takes to serve; see `longview_chat`."""
    with longview_chat() as serving:
        return serving.seconds


def bare_chainlit_seconds() -> float:
    """How long a bare Chainlit takes to serve."""
    with bare_chainlit() as serving:
        return serving.seconds


@contextmanager
def longview_chat() -> Iterator[Serving]:
    """Our chat over a practice with one account and no clients.

    Raises:
        EvalError: it could not be started.
    """
    with tempfile.TemporaryDirectory(prefix="longview-bench-") as scratch:
        folders = {"LONGVIEW_DATA_DIR": f"{scratch}/data", "LONGVIEW_CONFIG_DIR": f"{scratch}/config"}
        port = free_port()
        longview = [sys.executable, "-m", "ui.cli"]
        account = [*longview, "user", "add", "bench", "--password", secrets.token_urlsafe(24)]
        made = subprocess.run(account, env={**os.environ, **folders}, check=False, capture_output=True)
        if made.returncode:
            raise EvalError(
                "`longview user add` failed in an empty practice; the chat needs an account to start."
            )
        with served([*longview, "chat", "--no-open", "--port", str(port)], port, folders) as serving:
            yield serving


@contextmanager
def bare_chainlit() -> Iterator[Serving]:
    """Chainlit with an app that echoes."""
    with tempfile.TemporaryDirectory(prefix="longview-bench-") as scratch:
        app, port = Path(scratch) / "echo_app.py", free_port()
        app.write_text(BARE_APP, encoding="utf-8")
        command = [sys.executable, "-m", "chainlit", "run", str(app), "--headless", "--port", str(port)]
        with served(command, port, {"CHAINLIT_APP_ROOT": scratch}) as serving:
            yield serving


@contextmanager
def served(command: Sequence[str], port: int, environment: Mapping[str, str]) -> Iterator[Serving]:
    """Start a server, wait until it answers on a port of loopback, and end it afterwards.

    Raises:
        EvalError: it ended by itself, or did not answer in time.
    """
    begin = time.perf_counter()
    with subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
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
            yield Serving(port=port, seconds=time.perf_counter() - begin)
        finally:
            server.terminate()


def pages_ms(*ports: int) -> tuple[float, ...]:
    """The median time of the first page of each, fetched by turns."""
    spent = [[page_ms(port) for port in ports] for _ in range(LOOKS)]
    return tuple(median(column) for column in zip(*spent, strict=True))


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
    """Start a bare Chainlit and our chat, fetch the first page of both by turns, and print the ratios."""
    starts, pages = [], []
    for _ in range(pairs):
        with bare_chainlit() as bare, longview_chat() as ours:
            theirs_ms, ours_ms = pages_ms(bare.port, ours.port)
        starts.append(ours.seconds / bare.seconds)
        pages.append(ours_ms / theirs_ms)
        click.echo(
            f"start {ours.seconds:.2f} s ({bare.seconds:.2f} s)   "
            f"first page {ours_ms:.1f} ms ({theirs_ms:.1f} ms)"
        )
    click.echo(f"median ratio of pairs: start {median(starts):.2f}, first page {median(pages):.2f}")


if __name__ == "__main__":
    main()
