"""Words that are names too, where a sentence begins with them."""

import pytest

from retrieval.deid import standing
from retrieval.deid.tokens import words_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Will waved from the porch.", True),
        ("Hope has been drinking again.", True),
        ("Mark missed group on Monday.", True),
        ("Grace moved out.", True),
        ("Will call the doctor.", False),
        ("Hope is fragile.", False),
        ("Mark the days on a calendar.", False),
        ("Faith helps her cope.", False),
        ("WILL WAVED AND CAME BACK.", False),
        ("Clinic said so.", False),
    ],
)
def test_only_people_do_some_things(text: str, expected: bool) -> None:
    assert standing.named(text, words_of(text), 0) is expected
