"""The demo as a newcomer meets it: `longview demo`, with nothing made up but the clients."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).parents[2]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(
        not (REPOSITORY / "demo").is_dir(), reason="the demo clients come with a checkout only"
    ),
]
SIGN_IN = re.compile(r"Sign in as (\S+) with the password (\S+)")
HEADLINE = "Has this client's improvement been sustained?"


@dataclass(frozen=True)
class Demo:
    address: str
    name: str
    password: str


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, browser: Any, free_port: int) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("demo")
    env = os.environ | {
        "LONGVIEW_DATA_DIR": str(folder / "data"),
        "LONGVIEW_CONFIG_DIR": str(folder / "config"),
        "PYTHONPATH": str(REPOSITORY),
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-m", "ui.cli", "demo", "--no-open", "--port", str(free_port)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, env=env)
    try:
        said = _until_open(process, f"http://127.0.0.1:{free_port}", folder / "log")
        yield Demo(f"http://127.0.0.1:{free_port}", *said)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _until_open(process: subprocess.Popen[bytes], address: str, log: Path) -> tuple[str, str]:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/health", timeout=2).close()
            found = SIGN_IN.search(log.read_text())
            assert found is not None
            return found[1], found[2]
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.3)
    pytest.fail(f"The demo did not open: {log.read_text()[-2000:]}")


def test_a_cited_answer_and_the_timeline(browser: Any, demo: Demo, tmp_path: Path) -> None:
    page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
    page.goto(demo.address)
    page.fill("#email", demo.name)
    page.fill("#password", demo.password)
    page.click("button[type=submit]")
    first = page.locator(".longview-clients button").first
    name = first.locator("strong").inner_text()
    first.click()
    page.wait_for_selector("#starters button:not([disabled])")
    page.locator("#chat-input").type(HEADLINE)
    page.click("#chat-submit")
    page.wait_for_selector(".longview-evidence", timeout=60_000)
    assert page.locator("#chat-profiles").inner_text() == name

    answer = page.locator(".ai-message").last.inner_text()
    page.locator("a.element-link").first.click()
    mark = page.locator(".longview-note mark")
    mark.wait_for()
    page.wait_for_timeout(500)  # the panel slides in
    page.set_viewport_size({"width": 1366, "height": 940})
    page.screenshot(path=Path(os.environ.get("SCREENSHOTS", tmp_path)) / "demo-answer-with-note.png")
    box = mark.bounding_box()
    assert 60 < box["y"] < 700
    quoted = [" ".join(words.split()) for words in re.findall(r"“([^”]+)”", answer)]
    assert any(words in " ".join(mark.inner_text().split()) for words in quoted)

    page.locator(".longview-timeline").click()
    page.wait_for_selector(".js-plotly-plot .scatterlayer .point")
    page.wait_for_selector(".ai-message table")
    page.locator(".js-plotly-plot").scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    page.screenshot(path=Path(os.environ.get("SCREENSHOTS", tmp_path)) / "demo-timeline.png")
