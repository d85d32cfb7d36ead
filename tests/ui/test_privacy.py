from __future__ import annotations

import pytest

from ui.privacy import BUILT_IN, privacy_line


@pytest.mark.parametrize(
    ("model", "api_base", "says"),
    [
        ("", "", BUILT_IN),
        ("", "https://api.example", BUILT_IN),
        ("ollama/llama3.1", "http://localhost:11434", "nothing leaves it"),
        ("ollama/llama3.1", "http://[::1]:11434", "nothing leaves it"),
        ("openai/gpt-x", "https://llm.clinic.example/v1", "excerpts are sent to llm.clinic.example"),
        ("openai/gpt-x", "", "excerpts are sent to its provider"),
        ("openai/gpt-x", "https://localhost.evil.example", "excerpts are sent to localhost.evil.example"),
    ],
)
def test_what_leaves_the_machine_is_said(model: str, api_base: str, says: str) -> None:
    assert says in privacy_line(model, api_base)
