"""Builders of files, so that no binary samples need to be kept."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from retrieval.intake import FileResult, read_path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture
def today() -> date:
    return date(2026, 6, 1)


@pytest.fixture
def read(tmp_path: Path, today: date) -> Callable[..., FileResult]:
    """Write one file and read it."""

    def write_and_read(name: str, content: str | bytes, **options: int) -> FileResult:
        path = tmp_path / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        (result,) = read_path(path, today=today, **options)
        return result

    return write_and_read


@pytest.fixture
def docx() -> Callable[..., bytes]:
    def build(*paragraphs: str, padding: int = 0) -> bytes:
        body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(
                "word/document.xml",
                f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>' + " " * padding,
            )
        return buffer.getvalue()

    return build


@pytest.fixture
def pdf() -> Callable[..., bytes]:
    def build(pages: Sequence[Sequence[str] | None]) -> bytes:
        """A PDF with these lines on its pages; None makes a page that is a picture."""
        objects: list[bytes] = []
        kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
        objects.append(b"<</Type/Catalog/Pages 2 0 R>>")
        objects.append(f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode())
        objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
        picture = 4 + 2 * len(pages)
        for number, lines in enumerate(pages):
            drawn = f"/XObject<</Im {picture} 0 R>>" if lines is None else ""
            objects.append(
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents {5 + 2 * number} 0 R"
                f"/Resources<</Font<</F 3 0 R>>{drawn}>>>>".encode()
            )
            shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines or ())
            stream = (f"BT /F 11 Tf 50 740 Td {shown}ET" if lines is not None else "/Im Do").encode("cp1252")
            objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray"
            b"/BitsPerComponent 8/Length 1>>"
            b"stream\n0\nendstream"
        )
        out, offsets = b"%PDF-1.4\n", []
        for number, content in enumerate(objects, 1):
            offsets.append(len(out))
            out += b"%d 0 obj" % number + content + b"\nendobj\n"
        table = b"".join(b"%010d 00000 n \n" % place for place in offsets)
        size = len(objects) + 1
        return (
            out
            + b"xref\n0 %d\n0000000000 65535 f \n" % size
            + table
            + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(out))
        )

    return build
