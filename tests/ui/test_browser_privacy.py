"""The page "What was hidden" as a therapist meets it: a real practice, a real server, a real Chromium."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from agent.settings import Settings
from ui.accounts import Accounts
from ui.practice import Practice

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PASSWORD = "only for this browser test"
ZOFIA = {
    "2024-03-01 intake.txt": "Zofia Nowak, 34, came with her sister Halina. Panic attacks daily. "
    "Will not drive. Works at Brightwater Bakery. Cell 555-0148. PHQ-9 = 19. "
    "She spoke of gravel on the way.",
    "2024-03-08 progress.txt": "Halina drove her. Slept five hours. Walked on gravel on March 5. Denies SI.",
    "2024-03-15 progress.txt": "One attack. Works at the bakery again. Learned box breathing. Denies SI.",
}
LI = {"2024-03-02 intake.txt": "Li Wei sleeps two hours. Dreams of gravel. Denies SI."}


@dataclass(frozen=True)
class Chat:
    address: str
    folder: Path
    zofia: str
    li: str

    def clean(self) -> dict[str, str]:
        """The clean notes of both clients, read after the server let go."""
        with opened(self.folder) as practice:
            return {
                client.name: "\n".join(note.text for note in practice.history(client.id).notes())
                for client in practice.clients()
            }


def opened(folder: Path) -> Practice:
    settings: Any = {"data_dir": folder / "data", "config_dir": folder / "config", "_env_file": None}
    return Practice.open(Settings(**settings))


def taken_on(practice: Practice, folder: Path, name: str, notes: dict[str, str]) -> str:
    client = practice.add_client(name)
    (folder / client.id).mkdir()
    for file, text in notes.items():
        (folder / client.id / file).write_text(text, encoding="utf-8")
    practice.import_path(client.id, folder / client.id)
    return client.id


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    folder = tmp_path_factory.mktemp("privacy")
    with opened(folder) as practice:
        Accounts(practice.database, practice.cipher).create("dr.reed", PASSWORD)
        zofia = taken_on(practice, folder, "Zofia Nowak", ZOFIA)
        return folder, zofia, taken_on(practice, folder, "Li Wei", LI)


@pytest.fixture(scope="module")
def chat(prepared: tuple[Path, str, str], start_chat: Any) -> Chat:
    folder, zofia, li = prepared
    return Chat(start_chat(folder).address, folder, zofia, li)


@pytest.fixture(scope="module")
def page(chat: Chat, sign_in: Any) -> Any:
    """The page of the first client, as the button beside the message box opens it."""
    made = sign_in(chat, "dr.reed", PASSWORD)
    made.click(f"[data-client='{chat.zofia}']")
    made.wait_for_selector("#starters button:not([disabled])")
    made.locator("[id='command-What was hidden']").click()
    made.click("#chat-submit")
    made.wait_for_selector(".longview-hidden")
    return made


def picture(page: Any, name: str, folder: Path) -> None:
    page.wait_for_timeout(300)
    page.screenshot(path=Path(os.environ.get("SCREENSHOTS", folder)) / f"{name}.png")


def rows(page: Any) -> list[str]:
    return [row.inner_text() for row in page.locator(".longview-hidden strong").all()]


def row(page: Any, words: str) -> Any:
    return page.locator(".longview-hidden").filter(has=page.locator("strong", has_text=words))


def tab(page: Any, label: str) -> None:
    page.get_by_role("tab", name=label).click()


def told(page: Any, words: str) -> None:
    page.locator(".longview-done", has_text=words).wait_for()


def test_what_was_hidden_is_listed_by_type(page: Any, tmp_path: Path) -> None:
    assert {"Halina", "Zofia Nowak"} <= set(rows(page))
    assert "[SISTER]" in row(page, "Halina").inner_text()
    picture(page, "privacy-people", tmp_path)
    tab(page, "Dates")
    assert "March 5" in rows(page)
    tab(page, "Contact details")
    assert rows(page) == ["555-0148"]


def test_other_words_are_hidden_everywhere_and_it_can_be_taken_back(page: Any, tmp_path: Path) -> None:
    page.get_by_role("button", name="Hide other words").click()
    page.get_by_label("Words").fill("gravel")
    page.get_by_label("Who or what").select_option("FRIEND")
    page.get_by_label("Reason").fill("nickname of a friend")
    picture(page, "privacy-form", tmp_path)
    page.get_by_role("button", name="Hide it").click()
    told(page, "2 notes masked and indexed again: 2 places hidden now.")
    tab(page, "People")
    assert "[FRIEND]" in row(page, "gravel").inner_text()
    picture(page, "privacy-hidden", tmp_path)
    page.get_by_role("button", name="Take it back").click()
    told(page, "2 places uncovered")
    assert "gravel" not in rows(page)


def test_what_is_not_a_name_is_kept_and_a_number_only_on_insisting(page: Any, tmp_path: Path) -> None:
    tab(page, "People")
    row(page, "Halina").get_by_role("button", name="Not a name").click()
    page.get_by_role("button", name="Keep it").click()
    told(page, "Correction 3. 2 notes")
    assert "Halina" not in rows(page)
    tab(page, "Contact details")
    row(page, "555-0148").get_by_role("button", name="Not one").click()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("It stays hidden unless you insist.").wait_for()
    page.get_by_label("I insist").wait_for()
    picture(page, "privacy-refused", tmp_path)
    page.get_by_role("button", name="Cancel").click()


def test_always_reaches_the_other_client(page: Any, tmp_path: Path) -> None:
    page.get_by_role("button", name="Hide other words").click()
    page.get_by_label("Words").fill("gravel")
    page.get_by_label("For", exact=True).select_option("always")
    page.get_by_role("button", name="Hide it").click()
    told(page, "3 notes of 2 clients")
    tab(page, "Corrections")
    assert rows(page)[0] == "“gravel” is a name (NAME)"
    assert "every client" in row(page, "gravel").first.inner_text()
    picture(page, "privacy-log", tmp_path)


def test_it_fits_a_telephone(page: Any, tmp_path: Path) -> None:
    tab(page, "People")
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator(".longview-privacy").scroll_into_view_if_needed()
    picture(page, "privacy-phone", tmp_path)
    row(page, "gravel").get_by_role("button", name="Not a name").click()
    picture(page, "privacy-phone-form", tmp_path)
    width = page.evaluate("document.documentElement.scrollWidth")
    page.get_by_role("button", name="Cancel").click()
    page.set_viewport_size({"width": 1366, "height": 900})
    assert width <= 390


def test_no_name_and_no_correction_is_on_disk_in_clear(page: Any, chat: Chat) -> None:
    page.wait_for_timeout(300)
    notes = {path for key in (chat.zofia, chat.li) for path in (chat.folder / key).iterdir()}
    files = [
        path
        for path in chat.folder.rglob("*")
        if path.is_file() and path not in notes and "build" not in path.parts
    ]
    written = b"".join(path.read_bytes() for path in files)
    for words in (b"Halina", b"Nowak", b"nickname of a friend", b"walks her home", b"555-0148"):
        assert words not in written
    assert b"gravel" not in (chat.folder / "server.log").read_bytes()


def test_nothing_of_the_list_is_kept_in_the_conversation(page: Any, chat: Chat) -> None:
    thread = page.url.rstrip("#").rsplit("/", 1)[1]
    kept = page.request.get(f"{chat.address}/project/thread/{thread}")
    assert kept.status == 200
    assert "Halina" not in kept.text()
    assert "gravel" not in kept.text()
    page.reload()
    page.locator(".longview-hidden strong", has_text="Zofia Nowak").first.wait_for()
    assert "Zofia Nowak" in rows(page)
