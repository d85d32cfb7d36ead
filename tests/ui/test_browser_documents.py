"""A discharge narrative in the chat: outline, draft, each sentence, signature, files; all of it real."""

from __future__ import annotations

import json
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
}
STARTS = {"Word": b"PK", "PDF": b"%PDF", "Markdown": b"# ", "FHIR": b"{", "Text for the EHR": b""}


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory, start_chat: Any) -> Any:
    folder = tmp_path_factory.mktemp("documents")
    places: Any = {"data_dir": folder / "data", "config_dir": folder / "config", "_env_file": None}
    (folder / "notes").mkdir()
    for name, text in NOTES.items():
        (folder / "notes" / name).write_text(text, encoding="utf-8")
    with Practice.open(Settings(**places)) as practice:
        accounts = Accounts(practice.database, practice.cipher)
        accounts.create("dr.reed", PASSWORD)
        zofia = practice.add_client("Zofia Nowak", "she/her")
        Shares(practice.database).share(zofia.id, accounts.create("looks.on", PASSWORD, Role.SUPERVISOR).id)
        practice.import_path(zofia.id, folder / "notes")
    return start_chat(folder)


@pytest.fixture(scope="module")
def page(chat: Any, sign_in: Any) -> Any:
    return opened(sign_in(chat, "dr.reed", PASSWORD))


def opened(page: Any) -> Any:
    page.click("[data-client]")
    page.wait_for_selector("#starters button:not([disabled])")
    return page


def command(page: Any, words: str) -> None:
    page.locator("#chat-input").type(words + " ")  # the blank closes the list of commands
    page.click("#chat-submit")


def choose(page: Any, label: str) -> None:
    """Press one of the buttons that are offered now."""
    # Framed once the question waits for an answer; until then a click goes nowhere.
    button = page.locator(".ai-message button.border-input").get_by_text(label, exact=True)
    own = button.get_attribute("id")  # the next question may offer a button of the same name
    button.click()
    page.locator(f"[id='{own}']").wait_for(state="detached")


def write(page: Any, words: str) -> None:
    page.locator("#chat-input").fill(words)
    page.click("#chat-submit")


def told(page: Any, words: str) -> None:
    page.locator(".ai-message", has_text=words).last.wait_for()


def picture(page: Any, name: str, folder: Path) -> None:
    page.wait_for_timeout(500)
    page.screenshot(path=Path(os.environ.get("SCREENSHOTS", folder)) / f"{name}.png")


def test_from_the_outline_to_a_signed_document_in_every_form(page: Any, tmp_path: Path) -> None:
    command(page, "/discharge")
    told(page, "Whom is it for?")
    choose(page, "My own file")
    told(page, "to ask:")
    picture(page, "document-outline", tmp_path)
    choose(page, "Draft")
    told(page, "1/")
    picture(page, "document-section", tmp_path)
    choose(page, "Change")
    told(page, "your own")
    write(page, "1 Seen four times for panic.")
    told(page, "Seen four times for panic.")
    choose(page, "Change")
    write(page, "+ She asked for a copy.")
    told(page, "She asked for a copy.")
    choose(page, "Keep and go on")
    told(page, "2/")
    told(page, "[1]")
    picture(page, "document-sources", tmp_path)
    choose(page, "Keep all")
    told(page, "That is all of it")
    choose(page, "Sign")
    told(page, "Export as")
    picture(page, "document-signed", tmp_path)
    for at, (label, start) in enumerate(STARTS.items()):
        choose(page, label)
        told(page, "With numbered sources?")
        choose(page, "With")
        link = page.locator("a[download]").nth(at)
        link.wait_for()
        with page.expect_download() as download:
            link.click()
        kept = tmp_path / download.value.suggested_filename
        download.value.save_as(kept)
        assert kept.read_bytes().startswith(start)
        assert kept.name.startswith("discharge-own-")
        if label == "FHIR":
            assert json.loads(kept.read_text())["resourceType"] == "Bundle"
        if label == "Markdown":
            assert "Seen four times for panic." in kept.read_text()
            assert "Signed by dr.reed" in kept.read_text()
    picture(page, "document-files", tmp_path)
    choose(page, "Done")


def test_nothing_of_it_is_on_disk_in_clear(page: Any, chat: Any) -> None:
    files = [p for p in chat.folder.rglob("*") if p.is_file() and "notes" not in p.parts]
    written = b"".join(path.read_bytes() for path in files if "build" not in path.parts)
    assert [w for w in (b"Zofia", b"Halina", b"asked for a copy", b"%PDF") if w in written] == []


def test_a_supervisor_drafts_and_signs_nothing(chat: Any, sign_in: Any) -> None:
    page = opened(sign_in(chat, "looks.on", PASSWORD))
    command(page, "/supervision")
    page.get_by_text("Her own therapist drafts and signs").wait_for()
    assert page.get_by_text("Whom is it for?").count() == 0
