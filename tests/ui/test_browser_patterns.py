"""Questions across cases in the chat: words, picture and files, in a real browser over a real practice."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import Any

import pytest

from agent.settings import Settings
from tools.case_codes import case_code
from ui.accounts import Accounts
from ui.practice import Practice

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PASSWORD = "only for this browser test"
START = {
    "2024-03-01 intake.txt": "Panic attacks daily. Off work since January.",
    "2024-03-08 progress.txt": "Four panic attacks this week. {done}",
    "2024-03-15 progress.txt": "Panic attacks daily again. Off work.",
}
WELL = {
    f"2024-{month:02}-12 progress.txt": "No panic attacks this week. Works full days."
    for month in range(4, 9)
}
ILL = {f"2024-{month:02}-12 progress.txt": "Panic attacks daily. Off work." for month in range(4, 9)}
GROUPS = (("Exposure repeated.", WELL, 5), ("Thought records reviewed.", ILL, 5))


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory, start_chat: Any) -> Any:
    folder = tmp_path_factory.mktemp("patterns")
    places: Any = {"data_dir": folder / "data", "config_dir": folder / "config", "_env_file": None}
    with Practice.open(Settings(**places)) as practice:
        Accounts(practice.database, practice.cipher).create("dr.reed", PASSWORD)
        for number, (done, course, count) in enumerate(GROUPS):
            notes = folder / f"notes {number}"
            notes.mkdir()
            for name, text in (START | course).items():
                (notes / name).write_text(text.format(done=done), encoding="utf-8")
            for n in range(count):
                client = practice.add_client(f"Zofia {number}{n}", "she/her")
                practice.import_path(client.id, notes)
        codes = [case_code(client.id) for client in practice.clients()]
    started = start_chat(folder)
    started.codes = codes
    return started


@pytest.fixture(scope="module")
def page(chat: Any, sign_in: Any) -> Any:
    page = sign_in(chat, "dr.reed", PASSWORD, height=1000)
    page.locator("[data-client]").first.click()
    page.wait_for_selector("#starters button:not([disabled])")
    return page


def ask(page: Any, words: str, told: str) -> Any:
    """The answer, once it is there whole."""
    page.locator("#chat-input").type(words + " ")
    page.click("#chat-submit")
    answer = page.locator(".ai-message", has_text=told).last
    answer.wait_for()
    return answer


def picture(page: Any, name: str, folder: Path) -> None:
    page.wait_for_timeout(800)
    page.screenshot(path=Path(os.environ.get("SCREENSHOTS", folder)) / f"{name}.png")


def saved(page: Any, link: Any, folder: Path) -> Path:
    with page.expect_download() as download:
        link.click()
    place = folder / str(download.value.suggested_filename)
    download.value.save_as(place)
    return place


def test_counts_with_a_picture_and_two_files(page: Any, chat: Any, tmp_path: Path) -> None:
    answer = ask(page, "/patterns", "nobody is ranked")
    assert "all cases (10)" in page.locator(".js-plotly-plot").last.inner_text()
    assert answer.locator("table tr").count() > 3
    assert "lasting gain 5, stuck 5" in answer.inner_text()
    table = saved(page, page.locator("a[download]").last, tmp_path)
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    assert (table.name, rows[0]["cases"]) == ("patterns.csv", "10")
    assert sorted(rows[0]["codes"].split("; ")) == sorted(chat.codes)
    plot = page.locator(".js-plotly-plot").last
    plot.scroll_into_view_if_needed()
    picture(page, "patterns-table", tmp_path)
    plot.hover()
    image = saved(page, plot.locator("[data-title*='png' i]"), tmp_path)
    assert image.read_bytes().startswith(b"\x89PNG")
    assert "Zofia" not in table.read_text() + answer.inner_text()


def test_a_reflection_sheet_to_take_away(page: Any, tmp_path: Path) -> None:
    ask(page, "What do my stuck cases share?", "My question for supervision")
    sheet = saved(page, page.locator("a[download]").last, tmp_path)
    text = sheet.read_text(encoding="utf-8")
    assert "Cognitive work noted: in 5 of 5 cases with outcome “stuck”, and in 0 of 5 others." in text
    assert "Another explanation" in text
    picture(page, "patterns-stuck", tmp_path)
    ask(page, "In which cases did exposure precede lasting change?", "is noted in 5 cases. In 5 of them")
    picture(page, "patterns-precede", tmp_path)


def test_clients_whose_course_looked_like_this_one(page: Any, tmp_path: Path) -> None:
    answer = ask(page, "Which clients had a course like this one?", "no forecast")
    assert answer.inner_text().count("likeness") == 5
    assert "Zofia" not in answer.inner_text()
    picture(page, "patterns-like", tmp_path)


def test_a_question_that_names_no_intervention_is_asked_back(page: Any) -> None:
    ask(page, "In which cases did it precede lasting change?", "Which intervention do you mean?")
