"""What is taken as a command, and what stays a question."""

from __future__ import annotations

import pytest

from ui.commands import COMMANDS, Wish, comparing_question, unknown_command, wanted


@pytest.mark.parametrize(
    ("text", "command", "wish", "rest"),
    [
        ("/outcomes", None, Wish.OUTCOMES, ""),
        ("  /Supervision ", None, Wish.SUPERVISION, ""),
        ("/compare spring with autumn", None, Wish.COMPARE, "spring with autumn"),
        ("sleep only", "Compare", Wish.COMPARE, "sleep only"),
        ("", "What was hidden", Wish.PRIVACY, ""),
        ("/privacy", None, Wish.PRIVACY, ""),
        ("What was hidden?", None, Wish.PRIVACY, ""),
        ("show me what is hidden", None, Wish.PRIVACY, ""),
        ("Show the timeline", None, Wish.TIMELINE, ""),
        ("show me the time line!", None, Wish.TIMELINE, ""),
        ("Timeline?", None, Wish.TIMELINE, ""),
        ("observations", None, Wish.OBSERVATIONS, ""),
        ("add notes", None, Wish.NOTES, ""),
    ],
)
def test_what_is_asked_for_by_name(text: str, command: str | None, wish: Wish, rest: str) -> None:
    found = wanted(text, command)
    assert found is not None
    assert (found.wish, found.rest) == (wish, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Has the improvement been sustained?",
        "What does the timeline say about sleep?",
        "What was hidden from her mother?",
        "Do the notes mention her sister?",
        "What were the outcomes?",
        "meds and/or sleep?",
        "/sleep",
        "",
    ],
)
def test_questions_are_no_commands(text: str) -> None:
    assert wanted(text, None) is None


@pytest.mark.parametrize(
    ("text", "known"), [("/sleep", False), ("/outcome", False), ("/", True), ("sleep?", True), ("/ 2", True)]
)
def test_a_slash_and_an_unknown_word_lists_what_there_is(text: str, known: bool) -> None:
    told = unknown_command(text)
    assert (told == "") is known
    assert known or all(f"/{command.wish}" in told for command in COMMANDS)


@pytest.mark.parametrize(
    ("rest", "sessions", "question"),
    [
        ("", (1, 2, 3, 5, 6, 7, 9), "Compare the first three sessions with the last three sessions"),
        ("", (1, 2, 4, 5), "Compare the first two sessions with the last two sessions"),
        ("", (1, 4), "Compare the first session with the last session"),
        ("", (1,), ""),
        ("March with May", (), "Compare March with May"),
        ("how did March differ versus May", (), "how did March differ versus May"),
    ],
)
def test_what_compare_stands_for(rest: str, sessions: tuple[int, ...], question: str) -> None:
    assert comparing_question(rest, sessions) == question


def test_every_wish_has_one_command() -> None:
    assert sorted(command.wish for command in COMMANDS) == sorted(Wish)
    assert len({command.label for command in COMMANDS}) == len(COMMANDS)
