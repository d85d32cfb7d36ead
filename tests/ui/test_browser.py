"""The chat as a therapist meets it: a real server on loopback, a real Chromium."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SCRIPT = Path(__file__).with_name("made_up_practice.py")
PASSWORD = "only for this browser test"
HEADLINE = "Has this client's improvement been sustained?"
LAPTOP = {"width": 1366, "height": 768}
OTHER = "someone.else"
"""A clinician to whom no client of the first is shown."""


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory, start_chat: Any) -> Any:
    folder = tmp_path_factory.mktemp("chat")
    return start_chat(folder, str(SCRIPT), str(folder))


@pytest.fixture(scope="module")
def signed_in(chat: Any, sign_in: Any) -> Any:
    return lambda name="dr.reed": sign_in(chat, name, PASSWORD, height=768)


def ask(page: Any, question: str = HEADLINE) -> None:
    page.locator("#chat-input").type(question)
    page.click("#chat-submit")  # waits until the page is connected


def choose(page: Any, client_id: str) -> None:
    page.click(f"[data-client={client_id}]")
    page.wait_for_selector("#starters button:not([disabled])")


@pytest.fixture(scope="module")
def answered(signed_in: Any) -> Any:
    """A conversation in which the headline question was asked and answered; the tests below read it."""
    page = signed_in()
    choose(page, "c-0001")
    ask(page)
    page.wait_for_selector(".longview-evidence")
    page.wait_for_url("**/thread/*")
    return page


def picture(page: Any, name: str, folder: Path) -> None:
    page.wait_for_timeout(500)  # the panel slides in
    page.screenshot(path=Path(os.environ.get("SCREENSHOTS", folder)) / f"{name}.png")


def in_view(page: Any, mark: Any) -> bool:
    box = mark.bounding_box()
    return bool(box["y"] > 0 and box["y"] + box["height"] < page.viewport_size["height"])


def test_from_sign_in_to_the_words_in_the_note(answered: Any, tmp_path: Path) -> None:
    page = answered
    assert page.locator("#chat-profiles").inner_text() == "Maren Holloway"
    page.get_by_text("Looked at 7 attended sessions in five domains").wait_for()
    page.get_by_text("Signs *like these* and <i>these</i> stay").wait_for()

    page.locator("a.element-link", has_text="[2]").click()
    mark = page.locator(".longview-note mark")
    mark.wait_for()
    picture(page, "answer-with-note", tmp_path)
    assert mark.inner_text() == "No panic attacks since April, takes the tram daily"
    assert in_view(page, mark)
    head = page.locator(".longview-note-head")
    assert "Session 8 · 14 May 2024" in head.inner_text()
    assert "Carries the answer" in head.inner_text()
    assert "Progress note · SOAP" in head.inner_text()
    assert page.locator(".longview-note-text").inner_text().count("Client arrived on time.") == 15

    page.get_by_label("Previous evidence").click()
    page.wait_for_function("document.querySelector('.longview-note mark')?.textContent.startsWith('Panic')")
    assert "Session 1 · 9 Jan 2024" in head.inner_text()
    assert "<b>Not markup</b> & *not* emphasis." in page.locator(".longview-note-text").inner_text()


def test_a_citation_opens_with_the_keyboard(answered: Any) -> None:
    answered.locator("a.element-link", has_text="[3]").focus()
    answered.keyboard.press("Enter")
    answered.locator(".longview-note mark", has_text="Father died on the 17th").wait_for()
    answered.locator(".longview-note-head", has_text="Speaks against it").wait_for()
    answered.locator("#side-view-title button").click()
    answered.locator(".longview-note").wait_for(state="detached")


def test_the_timeline_and_its_table(answered: Any, tmp_path: Path) -> None:
    page = answered
    page.locator(".longview-timeline").click()
    page.wait_for_selector(".js-plotly-plot .scatterlayer .point")
    page.wait_for_selector(".ai-message table")
    page.locator(".js-plotly-plot").scroll_into_view_if_needed()
    picture(page, "timeline", tmp_path)
    states, event, missed = 7 + 6 + 4 + 2 + 3, 1, 1
    assert page.locator(".js-plotly-plot .scatterlayer .point").count() == states + event + missed
    domains = [cell.inner_text() for cell in page.locator("tbody tr td:first-child").all()]
    assert domains == ["Symptoms", "Functioning", "Stability", "Risk", "Presentation"]
    page.locator("li", has_text="recovered by session 7").wait_for()


def test_no_word_and_no_name_is_on_disk_in_clear(answered: Any, chat: Any) -> None:
    answered.wait_for_timeout(300)
    files = [path for path in chat.folder.rglob("*") if path.is_file() and "build" not in path.parts]
    written = b"".join(path.read_bytes() for path in files)
    assert b"conversation_steps" in written
    for words in (
        b"Holloway",
        b"Maren",
        b"panic",
        b"tram daily",
        b"Father",
        b"sustained, for 10",
        b"dr.reed",
    ):
        assert words not in written


def test_another_account_gets_at_nothing_of_it(chat: Any, signed_in: Any, answered: Any) -> None:
    thread = answered.url.rstrip("#").rsplit("/", 1)[1]
    other = signed_in(OTHER)
    assert other.locator("[data-client]").count() == 0  # nor is any client of the first hers
    assert other.request.get(f"{chat.address}/project/thread/{thread}").status == 401
    deleted = other.request.delete(f"{chat.address}/project/thread", data={"threadId": thread})
    assert deleted.status == 401
    other.goto(f"{chat.address}/thread/{thread}")
    other.get_by_text("This conversation cannot be opened").wait_for()
    assert other.url.rstrip("/") == chat.address
    assert HEADLINE not in other.locator("body").inner_text()
    assert answered.request.get(f"{chat.address}/project/thread/{thread}").status == 200


def test_another_accounts_client_opens_neither_by_id_nor_by_address(
    chat: Any, signed_in: Any, answered: Any
) -> None:
    hers = signed_in(OTHER)
    profiles = hers.request.get(f"{chat.address}/project/settings?chat_profile=c-0001")
    assert "Holloway" not in profiles.text()
    hers.goto(f"{chat.address}/?chat_profile=c-0001")
    hers.wait_for_load_state("networkidle")
    ask(hers)
    hers.get_by_text("Choose one of your clients").wait_for()
    assert hers.locator(".longview-evidence").count() == 0
    shown = hers.locator("body").inner_text()
    assert [word for word in ("Holloway", "panic", "tram") if word in shown] == []


def test_it_goes_on_after_a_restart(chat: Any, answered: Any) -> None:
    chat.stop()
    chat.start()
    answered.reload()
    answered.wait_for_selector(".longview-evidence")
    assert answered.locator("#chat-profiles").inner_text() == "Maren Holloway"
    answered.wait_for_selector(".js-plotly-plot")  # drawn some time after the text
    assert answered.locator(".js-plotly-plot").count() == 1
    answered.locator("a.element-link", has_text="[2]").click()
    answered.locator(".longview-note mark", has_text="No panic attacks since April").wait_for()
    ask(answered)
    answered.locator(".longview-evidence").nth(1).wait_for()


def test_nothing_is_answered_before_a_client_is_chosen_nor_where_notes_are_silent(signed_in: Any) -> None:
    page = signed_in()
    ask(page)
    page.get_by_text("Choose one of your clients").wait_for()
    choose(page, "c-0002")
    ask(page)
    page.get_by_text("The notes do not document this.").wait_for()
    assert page.locator("#chat-profiles").inner_text() == "Tobias Adeyemi-Clarke"
    assert page.locator(".longview-evidence").count() == 0


def test_an_answer_can_be_stopped_and_its_question_changed(signed_in: Any, tmp_path: Path) -> None:
    page = signed_in()
    choose(page, "c-0001")
    ask(page, "What happened, told slowly?")
    page.get_by_text("It was daily:").wait_for()
    picture(page, "streaming", tmp_path)
    page.click("#stop-button")
    page.get_by_text("Stopped. Ask again").wait_for()
    page.get_by_text("It was daily:").wait_for()  # what was shown stays
    assert page.get_by_text("Task manually stopped").count() == 0

    page.locator(".message-content", has_text="told slowly").hover()
    page.locator(".edit-message").click()
    page.locator("#edit-chat-input").fill(HEADLINE)
    page.locator(".confirm-edit").click()
    page.locator(".longview-evidence").wait_for()
    page.get_by_text("Stopped. Ask again").wait_for(state="detached")
    assert page.get_by_text("told slowly").count() <= 1  # in the list, as the conversation's first name
    picture(page, "asked-again", tmp_path)


def test_a_conversation_is_found_by_its_words_and_deleted(chat: Any, signed_in: Any, tmp_path: Path) -> None:
    page = signed_in()
    choose(page, "c-0002")
    ask(page, "Where is the heron?")
    page.get_by_text("The notes do not document this.").wait_for()
    page.wait_for_url("**/thread/*")
    address = page.url
    page.click("#search-chats-button")
    page.get_by_role("dialog").get_by_role("combobox").fill("heron")
    found = page.get_by_role("dialog").get_by_text("Where is the heron?")
    found.wait_for()
    picture(page, "search", tmp_path)
    found.click()
    page.get_by_role("dialog").wait_for(state="detached")
    line = page.locator("#thread-history li", has_text="heron")
    line.hover()
    line.locator("#thread-options").click()
    page.click("#delete-thread")
    page.get_by_role("alertdialog").get_by_role("button").last.click()
    line.wait_for(state="detached")
    assert page.request.get(f"{chat.address}/project/thread/{address.rsplit('/', 1)[1]}").status in (401, 404)


def test_signing_out_ends_the_session_and_its_cookie(chat: Any, signed_in: Any) -> None:
    page = signed_in()
    cookies = page.context.cookies()
    page.click("#user-nav-button")
    page.get_by_text("Sign out").click()
    page.wait_for_selector("#email")
    page.context.add_cookies(cookies)
    assert page.request.get(f"{chat.address}/user").status == 401


def test_the_first_page(browser: Any, chat: Any) -> None:
    page = browser.new_context(viewport=LAPTOP).new_page()
    page.set_default_timeout(90_000)
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(request.url.partition("://")[2].partition("/")[0] or "data"))
    page.goto(chat.address)
    page.fill("#email", "nobody")
    page.fill("#password", "not the password")
    page.click("button[type=submit]")
    page.get_by_text("do not belong together").wait_for()
    assert hosts <= {f"127.0.0.1:{chat.port}", "data"}
    assert "chainlit" not in page.content().lower()
