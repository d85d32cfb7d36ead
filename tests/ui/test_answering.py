from __future__ import annotations

from pathlib import Path

import pytest

from agent.records import QuestionKind, RenderedAnswer


@pytest.mark.parametrize("text", ["Yes, it has.\n\n- One [1]\n- Two", "one", " led by a space", ""])
def test_the_pieces_are_the_text(chainlit_home: Path, text: str) -> None:
    from ui.answer_message import pieces

    assert "".join(pieces(text)) == text


def test_notices_follow_the_answer_and_neither_is_markup(chainlit_home: Path) -> None:
    from ui.answer_message import answer_text

    found = RenderedAnswer(
        text="She said *no* [1].", citations=(), kind=QuestionKind.RISK, notices=("Call <988> if in danger.",)
    )
    assert answer_text(found) == "She said \\*no\\* [1].\n\n> Call \\<988\\> if in danger."
