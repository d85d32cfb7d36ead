"""Word files: what must be true of one before it is unpacked, and its text."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from retrieval.intake.loaders import load_docx
from retrieval.intake.records import RefusedError

_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""Stream of an encrypted Office file (MS-OFFCRYPTO)."""
_BODY = "word/document.xml"
_UNPACKED_TEXT = 2
_UNPACKED_ALL = 20
"""How often the size limit the XML parts, and all parts together, may measure once unpacked."""
_MOST_PARTS = 10_000
_SAVE = "open it in Word and save it as .docx"


def read_docx(path: Path, data: bytes, *, max_bytes: int) -> str:
    """The text of a Word file.

    Args:
        path: the file.
        data: its bytes.
        max_bytes: the size limit for files; the unpacked parts are held to multiples of it.

    Raises:
        RefusedError: encrypted, an old or other format, damaged, or far larger than it looks.
    """
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise RefusedError("it is protected by a password", "save it without the password")
        raise RefusedError("it is an old Word file under a new suffix", _SAVE)
    _refuse_bomb(_parts(data), max_bytes)
    try:
        return load_docx(path)
    except Exception as error:  # zip, XML and loader raise many kinds; all mean that the file is damaged
        raise RefusedError("it is damaged and cannot be read", f"{_SAVE} again") from error


def _parts(data: bytes) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise RefusedError("it is not a Word file", f"{_SAVE}, or give it its true suffix") from error
    if any(part.flag_bits & 1 for part in parts):
        raise RefusedError("it is protected by a password", "save it without the password")
    if _BODY not in {part.filename for part in parts}:
        raise RefusedError(
            "it is an archive without a Word document in it", f"{_SAVE}, or give it its true suffix"
        )
    return parts


def _refuse_bomb(parts: list[zipfile.ZipInfo], max_bytes: int) -> None:
    text = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    everything = sum(part.file_size for part in parts)
    if (
        text > _UNPACKED_TEXT * max_bytes
        or everything > _UNPACKED_ALL * max_bytes
        or len(parts) > _MOST_PARTS
    ):
        raise RefusedError(
            "it unpacks to far more than a note could hold",
            f"if it is a real document, {_SAVE} again, in parts",
        )
