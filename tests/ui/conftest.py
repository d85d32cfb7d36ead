from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine

from retrieval.records import Evidence, NoteKind
from retrieval.vault import Cipher
from tools.records import (
    Assessment,
    Change,
    Chart,
    ChartSession,
    Domain,
    Durability,
    Level,
    Observation,
    Reading,
    Topic,
    Trajectory,
    TrajectoryPoint,
    Verdict,
)

START = date(2024, 1, 8)
REPOSITORY = Path(__file__).parents[2]
PATIENCE = 90.0
"""Seconds that a browser test waits for anything; the machine may be busy with other tests."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A real Chromium; without one the test is skipped.

    Not for a whole session: while Playwright runs, this thread can run no other event loop.
    """
    found = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if found is None:
        pytest.skip("no Chromium on this machine; install one to run the browser tests")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A chat server of a test, in a folder of its own; it can be stopped and started again."""

    folder: Path
    port: int
    command: list[str]
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        env = os.environ | {
            "LONGVIEW_DATA_DIR": str(self.folder / "data"),
            "LONGVIEW_CONFIG_DIR": str(self.folder / "config"),
            "PYTHONPATH": str(REPOSITORY),
            "PYTHONUNBUFFERED": "1",
        }
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self.command, str(self.port)],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env=env,
            )
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.address}/health", timeout=2).close()
                return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.2)
        pytest.fail(f"The chat did not open: {self.log.read_text()[-2000:]}")

    def demo_account(self) -> tuple[str, str]:
        """Return the name and the password that `longview demo` tells of."""
        told = re.search(r"Sign in as (\S+) with the password (\S+)", self.log.read_text())
        assert told is not None
        return told[1], told[2]

    def stop(self) -> None:
        """End it, if it runs."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=30)
            self.process = None


@pytest.fixture(scope="module")
def start_chat(browser: Any, free_port: int) -> Iterator[Callable[..., Server]]:
    """Start a chat over a folder with `data` and `config`; another command takes the port last."""
    started: list[Server] = []

    def start(folder: Path, *command: str) -> Server:
        real = ("-m", "ui.cli", "chat", "--no-open", "--port")
        started.append(Server(folder, free_port, list(command or real)))
        started[-1].start()
        return started[-1]

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, start_chat: Callable[..., Server]) -> Server:
    """The chat as `longview demo` opens it."""
    if not (REPOSITORY / "demo").is_dir():
        pytest.skip("the demo clients come with a checkout only")
    return start_chat(tmp_path_factory.mktemp("demo"), "-m", "ui.cli", "demo", "--no-open", "--port")


@pytest.fixture(scope="module")
def sign_in(browser: Any) -> Callable[..., Any]:
    """Sign somebody in, in a window of her own that waits long; gives the page with her clients."""

    def entered(server: Server, name: str, password: str, height: int = 900) -> Any:
        page = browser.new_context(viewport={"width": 1366, "height": height}).new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.goto(server.address)
        page.fill("#email", name)
        page.fill("#password", password)
        page.click("button[type=submit]")
        page.wait_for_selector(".longview-clients")
        return page

    return entered


@pytest.fixture
def cipher() -> Cipher:
    return Cipher.new()


@pytest.fixture
def database_path(tmp_path: Path) -> Path:
    return tmp_path / "practice.db"


@pytest.fixture
def database(database_path: Path) -> Iterator[Engine]:
    engine = create_engine(f"sqlite:///{database_path}")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def chainlit_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Chainlit writes into its root when it is imported; this has to come before."""
    root = tmp_path_factory.mktemp("chainlit")
    os.environ.setdefault("CHAINLIT_APP_ROOT", str(root))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own affair
        import chainlit  # noqa: F401
    return root


def _day(session: int) -> date:
    return START + timedelta(weeks=session - 1)


@pytest.fixture
def make_chart() -> Callable[[int], Chart]:
    """A chart with so many weekly sessions and nothing read from them."""

    def chart(count: int) -> Chart:
        sessions = tuple(
            ChartSession(
                session=number,
                date=_day(number),
                kind=NoteKind.PROGRESS,
                reading=Reading(note_id=f"n{number}", reader="-"),
            )
            for number in range(1, count + 1)
        )
        return Chart(client_id="c", sessions=sessions)

    return chart


@pytest.fixture
def make_assessment() -> Callable[..., Assessment]:
    """An assessment from states per domain; a documented domain is "improved, sustained" since session 4."""

    def assessment(states: dict[Domain, dict[int, Level]], **more: Any) -> Assessment:
        trajectories = {
            domain: Trajectory(
                domain=domain,
                points=tuple(
                    TrajectoryPoint(session=session, date=_day(session), state=state, certainty=1.0)
                    for session, state in states.get(domain, {}).items()
                ),
            )
            for domain in Domain
        }
        verdicts = {domain: _verdict(domain, bool(states.get(domain))) for domain in Domain}
        overall = more.pop("overall", _verdict(None, bool(states)))
        known: dict[str, Any] = {"client_id": "c", "domains": verdicts, "overall": overall}
        return Assessment(**known, trajectories=trajectories, **more)

    return assessment


def _verdict(domain: Domain | None, documented: bool) -> Verdict:
    if not documented:
        return Verdict(
            domain=domain, change=Change.NOT_DOCUMENTED, durability=Durability.INSUFFICIENT, trace=()
        )
    return Verdict(
        domain=domain,
        change=Change.IMPROVED,
        durability=Durability.SUSTAINED,
        trace=(),
        onset_session=4,
        weeks_held=9.0,
        sessions_held=7,
    )


@pytest.fixture
def make_event() -> Callable[[int, str], Observation]:
    def event(session: int, quote: str) -> Observation:
        evidence = Evidence(note_id=f"n{session}", session=session, start=0, end=len(quote), quote=quote)
        return Observation(id=f"e{session}", topic=Topic.LIFE_EVENT, evidence=evidence)

    return event
