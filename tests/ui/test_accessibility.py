"""What axe-core says of the main views of the demo, in a real Chromium: laptop and phone, light and dark.

With SCREENSHOTS=folder each view is kept as a picture there; those of docs/guide are made so (`make guide`).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SIZES = {"laptop": (1366, 768), "phone": (390, 844)}
THEMES = ("light", "dark")
GRAVE = ("serious", "critical")
WAIT_MS = 90_000
PAINTED = {"light": "rgb(251, 250, 248)", "dark": "rgb(22, 30, 34)"}
VIEWS = ["sign-in", "clients", "overview", "start", "answer", "note", "timeline", "hidden"]


class Checked:
    """A page under axe; what is grave is gathered, so that one run tells everything."""

    def __init__(self, page: Any, axe: str, where: str, pictures: Path) -> None:
        self.page, self._axe, self._where, self._pictures = page, axe, where, pictures
        self.views: list[str] = []
        self.grave: list[str] = []

    def view(self, name: str) -> None:
        """Judge what is on the page once nothing moves any more."""
        self.page.wait_for_function(
            "document.getAnimations().every(one => one.playState !== 'running' "
            "|| one.effect.getComputedTiming().iterations === Infinity)"
        )
        self.page.wait_for_timeout(400)  # names are put a moment after something is drawn
        self.page.screenshot(path=self._pictures / f"{name}-{self._where.replace(', ', '-')}.png")
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


def walk(checked: Checked, demo: Any) -> None:
    page, (name, password) = checked.page, demo.demo_account()
    page.goto(demo.address)
    page.wait_for_selector("#email")
    checked.view("sign-in")
    page.fill("#email", name)
    page.fill("#password", password)
    page.click("button[type=submit]")
    page.wait_for_selector(".longview-clients button")
    checked.view("clients")
    page.locator(".longview-to-overview").click()
    page.locator(".longview-overview[aria-busy=false] tbody tr").first.wait_for()
    checked.view("overview")
    page.locator(".longview-overview tbody button").first.click()
    page.wait_for_selector("#starters button:not([disabled])")
    checked.view("start")
    page.locator("#chat-input").type("Has this client's improvement been sustained?")
    page.click("#chat-submit")
    page.wait_for_selector(".longview-evidence")
    checked.view("answer")
    page.locator("a.element-link", has_text="[2]").first.click()
    page.wait_for_selector(".longview-note mark")
    checked.view("note")
    page.keyboard.press("Escape")
    page.locator("#chat-input").type("/timeline ")
    page.click("#chat-submit")
    page.wait_for_selector(".js-plotly-plot .scatterlayer .point")
    page.wait_for_selector(".ai-message table")
    page.locator(".js-plotly-plot").last.scroll_into_view_if_needed()
    checked.view("timeline")
    page.locator("#chat-input").type("/privacy ")
    page.click("#chat-submit")
    page.wait_for_selector(".longview-hidden")
    checked.view("hidden")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
def test_no_grave_barrier_on_the_main_views(
    browser: Any, demo: Any, tmp_path: Path, size: str, theme: str
) -> None:
    package = pytest.importorskip("axe_playwright_python", reason="axe-core is not installed")
    axe = (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height})
    context.add_init_script(f"localStorage.setItem('vite-ui-theme', '{theme}')")  # the framework's own choice
    context.set_default_timeout(WAIT_MS)
    pictures = Path(os.environ.get("SCREENSHOTS", tmp_path))
    checked = Checked(context.new_page(), axe, f"{size}, {theme}", pictures)
    walk(checked, demo)
    background = checked.page.evaluate("getComputedStyle(document.body).backgroundColor")
    context.close()
    assert background == PAINTED[theme]
    assert checked.views == VIEWS
    assert checked.grave == []
