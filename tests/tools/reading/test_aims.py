import pytest

from tools.reading.aims import aimed_at


@pytest.mark.parametrize(
    ("text", "sentence", "expected"),
    [
        (
            "**Goal:** A week without it.\n\n**Response:** Cut twice.",
            "A week without it.",
            True,
        ),
        ("**Goal:** A week without it.\n\n**Response:** Cut twice.", "Cut twice.", False),
        ("G: back to work half time. I: role play. R: tearful.", "back to work half time.", True),
        ("G: back to work half time. I: role play. R: tearful.", "R: tearful.", False),
        ("Treatment goals: sleep through.\nS: up at three.", "sleep through.", True),
        ("Treatment goals: sleep through.\nS: up at three.", "up at three.", False),
        ("S: her goal is sleep. Up at three.", "Up at three.", False),
        ("No headings here at all.", "No headings here at all.", False),
    ],
)
def test_what_stands_under_goals(text: str, sentence: str, expected: bool) -> None:
    assert aimed_at(text, [text.index(sentence) + len(sentence)]) == [expected]
