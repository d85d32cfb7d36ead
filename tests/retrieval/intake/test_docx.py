import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest

from retrieval.intake import FileResult

Read = Callable[..., FileResult]
Build = Callable[..., bytes]


def test_paragraphs_and_date_from_the_name(read: Read, docx: Build) -> None:
    result = read("session 04 Feb 15 2024.docx", docx("S: slept – well", "O: calm", "A: better", "P: weekly"))
    (draft,) = result.drafts
    assert (draft.date, draft.session) == (date(2024, 2, 15), 4)
    assert [draft.text[item.start : item.end] for item in draft.sections] == [
        "slept – well",
        "calm",
        "better",
        "weekly",
    ]


def test_cells_of_a_header_table(read: Read, docx: Build) -> None:
    result = read("a.docx", docx("Date of Service:", "03/25/2024", "She slept well."))
    assert result.drafts[0].date == date(2024, 3, 25)


def _without_document() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 64 + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 64, "old Word file"),
        (b"plain text", "not a Word file"),
        (b"PK\x03\x04 broken", "not a Word file"),
        (_without_document(), "without a Word document"),
    ],
)
def test_what_is_refused(data: bytes, reason: str, read: Read) -> None:
    (problem,) = read("a 2024-02-15.docx", data).problems
    assert reason in problem.reason


def test_a_bomb_is_not_unpacked(read: Read, docx: Build) -> None:
    data = docx("x", padding=3_000_000)
    assert len(data) < 100_000
    (problem,) = read("a 2024-02-15.docx", data, max_bytes=1_000_000).problems
    assert "far more" in problem.reason


def test_damaged_xml(read: Read) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w:document>")
    (problem,) = read("a 2024-02-15.docx", buffer.getvalue()).problems
    assert "damaged" in problem.reason


def test_entities_do_not_explode(read: Read) -> None:
    bomb = "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
        f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", f"<?xml version='1.0'?>{bomb}]><a>&j;</a>")
    (problem,) = read("a 2024-02-15.docx", buffer.getvalue()).problems
    assert "damaged" in problem.reason
