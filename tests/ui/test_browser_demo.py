"""The demo as a newcomer meets it: `longview demo`, with nothing made up but the clients."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]
HEADLINE = "Has this client's improvement been sustained?"


def test_a_cited_answer_and_the_timeline(demo: Any, sign_in: Any, tmp_path: Path) -> None:
    page = sign_in(demo, *demo.demo_account(), height=768)
    first = page.locator(".longview-clients button").first
    name = first.locator("strong").inner_text()
    first.click()
    page.wait_for_selector("#starters button:not([disabled])")
    page.locator("#chat-input").type(HEADLINE)
    page.click("#chat-submit")
    page.wait_for_selector(".longview-evidence")
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
