import pytest

from retrieval.deid.contexts import acts, found


@pytest.mark.parametrize(
    ("before", "name", "after", "context"),
    [
        ("Then ", "Quill", " texted twice", "person-acts"),
        ("He has a night job at ", "Quill", ".", "works"),
        ("She is a sophomore at ", "Quill", ".", "studies"),
        ("An offer from the ", "Quill", " manager", "org-thing"),
    ],
)
def test_contexts(before: str, name: str, after: str, context: str) -> None:
    text = before + name + after
    assert context in found(text, len(before), len(before) + len(name))


def test_nothing_speaks_from_an_empty_surrounding() -> None:
    assert found("Quill", 0, 5) == []


def test_what_people_do() -> None:
    assert acts("Quill no longer drives", 5) is True
    assert acts("Quill pen", 5) is False
