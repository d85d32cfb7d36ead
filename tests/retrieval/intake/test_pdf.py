import io
from collections.abc import Callable
from datetime import date

import pytest

from retrieval.intake import FileResult

Read = Callable[..., FileResult]
Build = Callable[..., bytes]


def test_lines_and_pages(read: Read, pdf: Build) -> None:
    data = pdf([["Session 4 - 02/15/2024", "S: slept well", "O: calm"], ["A: better", "P: weekly"]])
    (draft,) = read("a.pdf", data).drafts
    assert (draft.date, draft.session) == (date(2024, 2, 15), 4)
    assert [draft.text[item.start : item.end] for item in draft.sections] == [
        "slept well",
        "calm",
        "better",
        "weekly",
    ]


def test_many_notes(read: Read, pdf: Build) -> None:
    data = pdf(
        [
            ["Session 4 - 02/15/2024", "one"],
            ["Session 4 - 02/15/2024", "more"],
            ["Session 5 - 02/22/2024", "two"],
        ]
    )
    assert [draft.session for draft in read("a.pdf", data).drafts] == [4, 5]


@pytest.mark.parametrize(
    ("pages", "reason"),
    [
        ([None], "only pictures"),
        ([[]], "only pictures"),
        ([["She came."], None, ["More."]], "page 2 is a picture"),
    ],
)
def test_pictures_of_text(pages: list[list[str] | None], reason: str, read: Read, pdf: Build) -> None:
    result = read("2024-02-15.pdf", pdf(pages))
    assert result.drafts == ()
    assert reason in result.problems[0].reason


def test_a_blank_page_is_no_picture(read: Read, pdf: Build) -> None:
    assert len(read("2024-02-15.pdf", pdf([["She came."], []])).drafts) == 1


@pytest.mark.parametrize(("password", "taken"), [("secret", 0), ("", 1)])
@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_passwords(password: str, taken: int, algorithm: str, read: Read, pdf: Build) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([["She came."]]))))
    writer.encrypt(password, "owner", algorithm=algorithm)
    buffer = io.BytesIO()
    writer.write(buffer)
    result = read("2024-02-15.pdf", buffer.getvalue())
    assert len(result.drafts) == taken
    assert [("password" in problem.reason) for problem in result.problems] == [True] * (1 - taken)


@pytest.mark.parametrize(("cut", "reason"), [(60, "damaged"), (0, "empty")])
def test_a_broken_file(cut: int, reason: str, read: Read, pdf: Build) -> None:
    (problem,) = read("2024-02-15.pdf", pdf([["She came."]])[:cut]).problems
    assert reason in problem.reason


def test_a_text_in_disguise(read: Read) -> None:
    assert "not a PDF" in read("2024-02-15.pdf", "She came.").problems[0].reason
