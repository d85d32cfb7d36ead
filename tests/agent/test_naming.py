import pytest

from agent.naming import clean_question


@pytest.mark.parametrize(
    ("question", "clean"),
    [
        ("does dorin drive her", "does [PARTNER] drive her"),
        ("mirelas car?", "[CLIENT]s car?"),  # masked before it comes here
        ("DORIN?", "[PARTNER]?"),
        ("who drives?", "who drives?"),
    ],
)
def test_names_in_lower_case_are_masked(question, clean, history) -> None:
    assert clean_question(question, history, set()) == clean


class Unmasking:
    """A history whose masking does not know lower case."""

    def __init__(self, history) -> None:
        self.identity = history.identity

    def mask(self, text: str) -> str:
        return text


def test_a_possessive_keeps_its_ending(history) -> None:
    assert clean_question("dorins car?", Unmasking(history), set()) == "[PARTNER]'s car?"


def test_a_word_of_the_masked_notes_is_no_name(history) -> None:
    assert clean_question("dorin or not", Unmasking(history), {"dorin"}) == "dorin or not"


def test_surrogates_are_left_alone(history) -> None:
    assert clean_question("[DORIN] here", Unmasking(history), set()) == "[DORIN] here"
