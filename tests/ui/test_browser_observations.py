"""A therapist says "not so": the verdict changes, and the earlier answer offers to be computed again."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from agent.settings import Settings
from ui.accounts import Accounts
from ui.practice import Practice

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PASSWORD = "only for this browser test"
NOTES = {
    "2024-01-08 intake.txt": "Ines has panic attacks every day. Cannot take the bus. Sleeps three hours. "
    "Denies SI.",
    "2024-01-15 progress.txt": "Panic attacks daily again. Still avoids the bus and stayed off work.",
    "2024-01-22 progress.txt": "Four panic attacks this week. Missed work on two days.",
    "2024-01-29 progress.txt": "Panic attacks nearly every day. Off work.",
    "2024-02-26 progress.txt": "No panic attacks for three weeks.",
}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("observations")
    settings: Any = {"data_dir": folder / "data", "config_dir": folder / "config", "_env_file": None}
    with Practice.open(Settings(**settings)) as practice:
        Accounts(practice.database, practice.cipher).create("dr.reed", PASSWORD)
        client = practice.add_client("Ines Moreau")
        (folder / "notes").mkdir()
        for file, text in NOTES.items():
            (folder / "notes" / file).write_text(text, encoding="utf-8")
        practice.import_path(client.id, folder / "notes")
        return folder, client.id


@pytest.fixture(scope="module")
def chat(prepared: tuple[Path, str], start_chat: Any) -> Any:
    return start_chat(prepared[0])


@pytest.fixture(scope="module")
def page(prepared: tuple[Path, str], chat: Any, sign_in: Any) -> Any:
    made = sign_in(chat, "dr.reed", PASSWORD)
    made.click(f"[data-client='{prepared[1]}']")
    made.wait_for_selector("#starters button:not([disabled])")
    return made


def picture(page: Any, name: str, folder: Path) -> None:
    page.wait_for_timeout(300)
    page.screenshot(path=Path(os.environ.get("SCREENSHOTS", folder)) / f"{name}.png")


def ask(page: Any, question: str) -> None:
    page.locator("#chat-input").fill(question)
    page.click("#chat-submit")


def test_not_so_changes_a_verdict_and_the_answer_is_computed_again(page: Any, tmp_path: Path) -> None:
    ask(page, "What changed since intake?")
    page.locator(".longview-evidence").first.wait_for()
    ask(page, "show the observations")
    last = page.get_by_role("region", name="Session 5").locator(".longview-observation").first
    last.wait_for()
    assert "No panic attacks for three weeks." in last.inner_text()
    last.get_by_role("button", name="Not so").click()
    form = page.get_by_role("form", name="Not so")
    assert form.get_by_role("button", name="Dismiss it").is_disabled()  # a reason is required
    form.get_by_label("What is wrong").select_option("correct")
    form.get_by_label("Level").select_option("impaired")
    form.get_by_label("Reason").fill("the sentence was about her sister")
    picture(page, "observations-form", tmp_path)
    form.get_by_role("button", name="Correct it").click()
    told = page.locator(".longview-done")
    told.wait_for()
    assert re.search(r"was “improved.*is “unchanged", told.inner_text())
    assert "the sentence was about her sister" in last.inner_text()
    line, button = last.bounding_box(), last.get_by_role("button", name="Take back").bounding_box()
    assert button["width"] < line["width"] / 3  # the words have the room, not the button
    picture(page, "observations-corrected", tmp_path)
    stale = page.locator(".longview-stale")
    stale.wait_for()
    stale.scroll_into_view_if_needed()
    picture(page, "observations-stale", tmp_path)
    stale.get_by_role("button", name="Compute it again").click()
    page.get_by_text("1 observation corrected by you.").wait_for()
    picture(page, "observations-again", tmp_path)


def test_it_is_in_the_log_and_can_be_taken_back_on_a_telephone(page: Any, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("tab", name="Corrections").click()
    line = page.locator(".longview-privacy .longview-hidden").first
    line.scroll_into_view_if_needed()
    assert "impaired" in line.inner_text()
    picture(page, "observations-phone", tmp_path)
    line.get_by_role("button", name="Take back").click()
    page.locator(".longview-done", has_text="was “unchanged”").wait_for()
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
