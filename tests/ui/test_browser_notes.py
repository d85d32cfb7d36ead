"""A newcomer's way: sign in, take on a client, drop her notes, ask, ask on; a real practice and Chromium."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from agent.settings import Settings
from ui.accounts import Accounts, Role
from ui.practice import Practice
from ui.sharing import Shares

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PASSWORD = "only for this browser test"
NOTES = {
    "2024-03-01 intake.txt": "Zofia Nowak, 34, came with her sister Halina. Panic attacks daily for a month. "
    "Will not drive. Off work since January. Denies SI. PHQ-9 = 19.",
    "2024-04-05 progress.txt": "Three panic attacks this week. Halina drove her. Began exposure. Denies SI.",
    "2024-05-03 progress.txt": "One panic attack. Drove to the bakery alone twice. Back at work part time.",
    "2024-06-07 progress.txt": "No panic attacks this month. Drives daily. Works full days. PHQ-9 = 6.",
    "2024-07-05 progress.txt": "No panic attacks. Works full time, drives to her parents. Denies SI.",
    "2024-08-09 progress.txt": "Still no panic attacks since May. Works full time. Relaxed. PHQ-9 = 4.",
}
BAD = {"scan of a letter.heic": "not a note"}


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory, start_chat: Any) -> Any:
    folder = tmp_path_factory.mktemp("notes")
    places: Any = {"data_dir": folder / "data", "config_dir": folder / "config", "_env_file": None}
    with Practice.open(Settings(**places)) as practice:
        accounts = Accounts(practice.database, practice.cipher)
        accounts.create("dr.reed", PASSWORD)
        looks = accounts.create("looks.on", PASSWORD, Role.SUPERVISOR)
        Shares(practice.database).share(practice.add_client("Li Wei").id, looks.id)
    return start_chat(folder)


@pytest.fixture(scope="module")
def page(chat: Any, sign_in: Any) -> Any:
    """The chat of a clinician who has just taken on a client."""
    made = sign_in(chat, "dr.reed", PASSWORD)
    made.fill("[name=client-name]", "Zofia Nowak")
    made.fill("[name=client-pronouns]", "she/her")
    made.click(".longview-new button")
    made.get_by_text("First notes of Zofia Nowak").wait_for()
    return made


def picture(page: Any, name: str, folder: Path) -> None:
    page.wait_for_timeout(300)
    page.screenshot(path=Path(os.environ.get("SCREENSHOTS", folder)) / f"{name}.png")


def drop(page: Any, files: dict[str, str]) -> None:
    """Let files fall on the page as a hand would."""
    data = page.evaluate_handle(
        """files => { const data = new DataTransfer();
        for (const [name, text] of Object.entries(files)) data.items.add(new File([text], name));
        return data; }""",
        files,
    )
    page.locator(".longview-drop").last.dispatch_event("drop", {"dataTransfer": data})


def test_notes_are_dropped_a_bad_one_is_named_and_all_can_be_taken_back(page: Any, tmp_path: Path) -> None:
    drop(page, NOTES | BAD)
    page.get_by_text("6 imported, 1 rejected").wait_for()
    bad = page.locator(".longview-import li[data-tone=bad]")
    assert "scan of a letter.heic" in bad.inner_text()
    assert "save it as one of" in bad.inner_text()
    assert page.locator("#chat-profiles").inner_text() == "Zofia Nowak"
    picture(page, "import", tmp_path)

    page.get_by_text("Undo this import").click()
    page.get_by_text("Taken back").wait_for()
    page.get_by_text("No notes yet", exact=True).wait_for()
    drop(page, NOTES)
    page.get_by_text("6 imported").wait_for()


def test_a_note_opens_and_an_edited_one_keeps_both_versions(page: Any, tmp_path: Path) -> None:
    first = "2024-03-01 intake.txt"
    drop(page, {first: NOTES[first] + " Her brother called later."})
    page.get_by_text("1 new version").wait_for()
    row = page.locator(".longview-chart li").last
    row.locator("summary").click()
    row.get_by_text("Her brother called later.").wait_for()
    row.locator("select").select_option("1")
    page.wait_for_function("!document.querySelector('.longview-chart').innerText.includes('brother called')")
    assert "Zofia Nowak, 34" in row.locator(".longview-note-text").inner_text()
    picture(page, "notes", tmp_path)


def test_a_question_its_follow_ups_and_the_commands(page: Any, tmp_path: Path) -> None:
    page.locator(".longview-import .longview-next button").click()  # the headline question
    page.locator("nav.longview-next").wait_for()
    picture(page, "follow-ups", tmp_path)
    offered = page.locator("nav.longview-next button").all()
    assert 1 <= len(offered) <= 3
    asked = offered[0].get_attribute("title")
    offered[0].click()
    page.locator("nav.longview-next").nth(1).wait_for()
    page.locator("nav.longview-next").first.wait_for(state="hidden")
    page.get_by_text(asked, exact=True).first.wait_for()

    page.locator("#chat-input").type("/nonsense")
    page.click("#chat-submit")
    page.get_by_text("There is no such command").wait_for()
    page.locator("#chat-input").type("/compare")
    page.keyboard.press("Enter")  # taken from the list that opens
    page.click("#chat-submit")
    page.locator("nav.longview-next").nth(2).wait_for()
    picture(page, "compare", tmp_path)


def test_whoever_only_looks_on_adds_nothing(chat: Any, sign_in: Any) -> None:
    page = sign_in(chat, "looks.on", PASSWORD)
    assert page.locator(".longview-new").count() == 0
    assert page.locator("[data-client] strong").all_inner_texts() == ["Li Wei"]
    page.click("[data-client]")
    page.locator(".longview-notes").wait_for()
    assert page.locator(".longview-drop").count() == 0


def test_nothing_of_it_is_on_disk_in_clear(page: Any, chat: Any) -> None:
    files = [path for path in chat.folder.rglob("*") if path.is_file() and "build" not in path.parts]
    written = b"".join(path.read_bytes() for path in files)
    for words in (b"Zofia", b"Halina", b"panic attack", b"brother called", b"improvement been"):
        assert words not in written
