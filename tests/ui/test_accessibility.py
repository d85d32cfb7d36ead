"""What axe-core says of the main views, in a real Chromium: laptop and phone, light and dark."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SCRIPT = Path(__file__).with_name("made_up_practice.py")
REPOSITORY = Path(__file__).parents[2]
PASSWORD = "only for this browser test"
SIZES = {"laptop": (1366, 768), "phone": (390, 844)}
THEMES = ("light", "dark")
GRAVE = ("serious", "critical")
WAIT_MS = 60_000
PAINTED = {"light": "rgb(251, 250, 248)", "dark": "rgb(22, 30, 34)"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, free_port: int) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("chat")
    found = f"http://127.0.0.1:{free_port}"
    with (folder / "server.log").open("ab") as log:
        server = subprocess.Popen(
            [sys.executable, str(SCRIPT), str(folder), str(free_port)],
            stdout=log,
            stderr=log,
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        )
    try:
        deadline = time.monotonic() + WAIT_MS / 1000
        while True:
            try:
                urllib.request.urlopen(f"{found}/health", timeout=2).close()
                break
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                if time.monotonic() > deadline or server.poll() is not None:
                    pytest.fail(f"The chat did not start: {(folder / 'server.log').read_text()[-2000:]}")
                time.sleep(0.2)
        yield found
    finally:
        server.terminate()
        server.wait(timeout=20)


class Checked:
    """A page under axe; what is grave is gathered, so that one run tells everything."""

    def __init__(self, page: Any, axe: str, where: str) -> None:
        self.page, self._axe, self._where = page, axe, where
        self.views: list[str] = []
        self.grave: list[str] = []

    def view(self, name: str) -> None:
        """Judge what is on the page once nothing moves any more."""
        self.page.wait_for_function(
            "document.getAnimations().every(one => one.playState !== 'running' "
            "|| one.effect.getComputedTiming().iterations === Infinity)"
        )
        self.page.wait_for_timeout(300)  # names are put a moment after something is drawn
        self.page.evaluate(self._axe)
        found = self.page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        assert found["passes"], "axe looked at nothing"
        self.views.append(name)
        self.grave += [
            f"{self._where}, {name}: {broken['id']} at {node['target']}"
            for broken in found["violations"]
            if broken["impact"] in GRAVE
            for node in broken["nodes"]
        ]


def walk(checked: Checked, address: str) -> None:
    page = checked.page
    page.goto(address)
    page.wait_for_selector("#email")
    checked.view("sign-in")
    page.fill("#email", "dr.reed")
    page.fill("#password", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_selector(".longview-clients")
    checked.view("clients")
    page.click("[data-client=c-0001]")
    page.wait_for_selector("#starters button:not([disabled])")
    checked.view("start")
    page.locator("#chat-input").type("Has this client's improvement been sustained?")
    page.click("#chat-submit")
    page.wait_for_selector(".longview-evidence")
    checked.view("answer")
    page.locator(".longview-timeline").click()
    page.wait_for_selector(".js-plotly-plot .scatterlayer .point")
    page.wait_for_selector(".ai-message table")
    checked.view("timeline")
    page.locator("a.element-link", has_text="[2]").click()
    page.wait_for_selector(".longview-note mark")
    checked.view("note")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
def test_no_grave_barrier_on_the_main_views(browser: Any, address: str, size: str, theme: str) -> None:
    package = pytest.importorskip("axe_playwright_python", reason="axe-core is not installed")
    axe = (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height})
    context.add_init_script(f"localStorage.setItem('vite-ui-theme', '{theme}')")  # the framework's own choice
    context.set_default_timeout(WAIT_MS)
    checked = Checked(context.new_page(), axe, f"{size}, {theme}")
    walk(checked, address)
    background = checked.page.evaluate("getComputedStyle(document.body).backgroundColor")
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        checked.page.screenshot(path=Path(folder) / f"note-{size}-{theme}.png")
    context.close()
    assert background == PAINTED[theme]
    assert len(checked.views) == 6
    assert checked.grave == []
