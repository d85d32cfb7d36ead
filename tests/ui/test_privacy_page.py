from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("chainlit_home")


@pytest.mark.parametrize(
    ("text", "command", "asked"),
    [
        ("What was hidden?", None, True),
        ("show me what is hidden", None, True),
        ("", "What was hidden", True),
        ("What was hidden from her mother?", None, False),
        ("How is her sleep?", None, False),
    ],
)
def test_the_page_is_asked_for_by_button_or_words(
    chainlit_home: Path, text: str, command: str | None, asked: bool
) -> None:
    from ui.privacy_page import asks_for_it

    assert asks_for_it(text, command) is asked
