"""The practice overview in a real browser over a real practice: laptop and phone, light and dark, axe."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agent.settings import Settings
from tools.outcomes.corrections import Dismissal
from ui.accounts import Accounts, Role
from ui.practice import Practice
from ui.sharing import Shares

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PASSWORD = "only for this browser test"
SIZES = {"laptop": (1366, 768), "phone": (390, 844)}
RISK = {
    "2024-03-01 intake.txt": "Panic attacks daily. Passive suicidal ideation, no plan. Off work.",
    "2024-03-08 progress.txt": "Four panic attacks this week. Suicidal ideation daily, with a plan. "
    "Cut twice.",
}
CALM = {
    "2024-03-01 intake.txt": "Panic attacks daily. Off work. Denies SI.",
    "2024-03-08 progress.txt": "One panic attack. Worked two days. Denies SI.",
}


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory, start_chat: Any) -> Any:
    folder = tmp_path_factory.mktemp("workplace")
    places: Any = {"data_dir": folder / "data", "config_dir": folder / "config", "_env_file": None}
    with Practice.open(Settings(**places)) as practice:
        accounts = Accounts(practice.database, practice.cipher)
        mine = accounts.create("dr.reed", PASSWORD)
        reader = accounts.create("sup.ito", PASSWORD, Role.SUPERVISOR)
        for name, notes in (("Zofia Nowak", CALM), ("Ines Moreau", RISK)):
            client = practice.add_client(name, "she/her", owner=mine.id)
            written = folder / name
            written.mkdir()
            for file, text in notes.items():
                (written / file).write_text(text, encoding="utf-8")
            practice.import_path(client.id, written)
        Shares(practice.database).share(client.id, reader.id)
        read = practice.chart(client.id).sessions[0].reading.observations[0]
        practice.findings.correct(client.id, Dismissal(observation_id=read.id), reason="x", author=mine.id)
    return start_chat(folder)


@pytest.fixture(scope="module")
def page(chat: Any, sign_in: Any) -> Any:
    return sign_in(chat, "dr.reed", PASSWORD, height=768)


def grave(page: Any) -> list[str]:
    package = pytest.importorskip("axe_playwright_python", reason="axe-core is not installed")
    page.evaluate((Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    assert found["passes"], "axe looked at nothing"
    return [
        f"{broken['id']} at {node['target']}"
        for broken in found["violations"]
        if broken["impact"] in ("serious", "critical")
        for node in broken["nodes"]
    ]


def looked_at(page: Any, name: str, opened: Callable[[], None], folder: Path) -> list[str]:
    """What axe finds on both sizes in both themes; a picture of each where they are wanted."""
    found = []
    for theme in ("dark", "light"):
        page.evaluate("theme => localStorage.setItem('vite-ui-theme', theme)", theme)  # the framework's own
        page.goto(page.url)
        opened()
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(400)
            found += [f"{size}, {theme}: {one}" for one in grave(page)]
            page.screenshot(path=Path(os.environ.get("SCREENSHOTS", folder)) / f"{name}-{size}-{theme}.png")
    page.set_viewport_size({"width": 1366, "height": 768})
    return found


def rows(page: Any) -> list[list[str]]:
    page.locator(".longview-overview[aria-busy=false] tbody tr").first.wait_for()
    return [row.locator("th, td").all_inner_texts() for row in page.locator("tbody tr").all()]


def test_the_overview_from_the_first_page(page: Any, tmp_path: Path) -> None:
    def opened() -> None:
        page.locator(".longview-to-overview").click()
        rows(page)

    assert page.locator("#chat-input").get_attribute("placeholder").startswith("Choose a client first")
    opened()
    found = rows(page)
    assert [row[0].strip() for row in found] == ["Zofia Nowak", "Ines Moreau"]  # never reviewed comes first
    assert found[0][2] == "Never"
    assert "2 notes unread" in found[0][4]
    assert found[1][3].startswith("Present, 8 Mar 2024")
    page.locator(".longview-overview select").select_option("risk")
    assert rows(page)[0][0].strip() == "Ines Moreau"
    assert looked_at(page, "overview", opened, tmp_path) == []
    page.locator(".longview-overview button", has_text="Ines Moreau").click()
    page.wait_for_selector("#starters button:not([disabled])")
    assert page.locator("#chat-profiles").inner_text() == "Ines Moreau"
    assert not page.locator("#chat-input").get_attribute("placeholder").startswith("Choose")


def test_the_overview_from_a_conversation_opens_another_client(page: Any) -> None:
    page.locator("#chat-input").type("/overview ")
    page.click("#chat-submit")
    assert len(rows(page)) == 2
    page.wait_for_url("**/thread/*")
    page.locator(".longview-overview button", has_text="Zofia Nowak").click()
    page.wait_for_selector("#starters button:not([disabled])")
    page.wait_for_function("document.querySelector('#chat-profiles').innerText === 'Zofia Nowak'")


def test_a_supervisor_sees_what_is_shared_with_her(chat: Any, sign_in: Any) -> None:
    page = sign_in(chat, "sup.ito", PASSWORD)
    page.locator("#chat-input").type("show the overview")
    page.click("#chat-submit")
    found = rows(page)
    assert [row[0].strip() for row in found] == ["Ines Moreau"]
    assert found[0][2] == "Never"  # what her therapist did is no review of hers
    page.context.close()
