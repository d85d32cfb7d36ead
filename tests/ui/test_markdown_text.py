from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.markdown_text import answer_markdown, escape


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Slept *well* and _long_", r"Slept \*well\* and \_long\_"),
        ("<img src=x onerror=alert(1)>", r"\<img src=x onerror=alert(1)\>"),
        ("cost $5 | $6", r"cost \$5 \| \$6"),
        ("[link](http://x)", r"\[link\](http://x)"),
        ("note:sleep", r"note\:sleep"),
        ("at 7:30, 4/10", "at 7:30, 4/10"),
        ("&lt;b&gt;", r"\&lt;b\&gt;"),
        ("Marks & Spencer", "Marks & Spencer"),
    ],
)
def test_words_of_a_note_are_no_markup(text: str, markdown: str) -> None:
    assert escape(text) == markdown


@pytest.mark.parametrize(
    ("line", "markdown"),
    [
        ("Held since session 4 [1][12].", "Held since session 4 [1][12]."),
        ("- Symptoms: better [3]", "- Symptoms: better [3]"),
        ("# not a heading", r"\# not a heading"),
        ("2. not a list", r"2\. not a list"),
        ("--- not a rule", "--- not a rule"),
        ("---", r"\---"),
        ("+ not a list", r"\+ not a list"),
        ("[CLIENT] slept", r"\[CLIENT\] slept"),
    ],
)
def test_an_answer_keeps_its_lists_and_citations(line: str, markdown: str) -> None:
    assert answer_markdown(line) == markdown


def test_paragraphs_stay() -> None:
    assert answer_markdown("One.\n\nTwo.") == "One.\n\nTwo."


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=60))
def test_taking_the_backslashes_out_gives_the_text_back(text: str) -> None:
    assert re.sub(r"\\([\\`*_~<>|$\[\]{}:&])", r"\1", escape(text)) == text
