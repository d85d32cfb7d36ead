from __future__ import annotations

import os
import shutil
import socket
import warnings
from collections.abc import Callable, Iterator
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
