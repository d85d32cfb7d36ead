import pytest

from agent.prompts import prompt


def test_blanks_are_filled() -> None:
    assert "At most 150 words" in prompt("phrase", words="150")


def test_an_unfilled_blank_is_an_error() -> None:
    with pytest.raises(KeyError):
        prompt("question", question="?")
