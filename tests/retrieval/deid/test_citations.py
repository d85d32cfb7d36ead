import pytest

from retrieval.deid import citations


def cited(text: str) -> list[str]:
    return [text[start:end].strip("()") for start, end in citations.find(text)]


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("avoidance (Clark, 1986)", "Clark, 1986"),
        ("life review (Butler), six visits", "Butler"),
        ("EFT (Johnson)", "Johnson"),
        ("CBCT (Monson, Fredman) indicated", "Monson, Fredman"),
        ("perfectionism (Shafran, Egan & Wade)", "Shafran, Egan & Wade"),
        ("regular eating per Fairburn", "Fairburn"),
        ("exposure plan per Foa & Rothbaum", "Foa & Rothbaum"),
        ("homework from Hayes", "Hayes"),
        ("a chapter on values by Hayes", "Hayes"),
        ("Read Rogers 1957 again", "Rogers 1957"),
        ("Jacobson & Truax reliable change", "Jacobson & Truax"),
    ],
)
def test_authors_are_found_where_they_are_cited(text: str, authors: str) -> None:
    assert cited(text)[0] == authors


@pytest.mark.parametrize(
    "text",
    [
        "her boss (Butler) called",
        "a friend (Hayes) rang",
        "told Johnson and Wade",
        "per Brown, he may shower",
        "a letter from Hayes",
        "moved after Boston, 2019",
        "Manager (Butler)",
        "read to Clark",
        "rehab (Asheville, 2019)",
    ],
)
def test_the_same_names_elsewhere_are_nobody_we_know(text: str) -> None:
    assert cited(text) == []
