import pytest

from retrieval.deid.contexts import acts, found


@pytest.mark.parametrize(
    ("before", "name", "after", "context"),
    [
        ("Then ", "Quill", " texted twice", "person-acts"),
        ("She told ", "Quill", " to leave", "person-object"),
        ("time w/", "Quill", " was short", "with"),
        ("Thought of ", "Quill", "'s funeral", "owner"),
        ("He has a night job at ", "Quill", ".", "works"),
        ("She is a sophomore at ", "Quill", ".", "studies"),
        ("Was admitted to ", "Quill", " in spring", "treated"),
        ("An offer from the ", "Quill", " manager", "org-thing"),
        ("They moved back to ", "Quill", ".", "goes"),
        ("He grew up in ", "Quill", ".", "lives"),
        ("Asked Bram and ", "Quill", ".", "listed-before"),
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
