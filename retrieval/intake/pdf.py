"""PDF files: their text, and a clear word about those that are pictures of text."""

from __future__ import annotations

import io
from pathlib import Path

from retrieval.intake.loaders import load_pdf
from retrieval.intake.openings import PAGE_JOINT
from retrieval.intake.records import RefusedError

_SIGNATURE = b"%PDF-"
_SIGNATURE_WITHIN = 1024
"""Bytes within which readers accept the signature (Adobe PDF Reference 1.7, appendix H)."""
_RECOGNISE = "run text recognition (OCR) over it and import the result"


def read_pdf(path: Path, data: bytes) -> str:
    """The text of a PDF, with a form feed in a line of its own between pages.

    Raises:
        RefusedError: encrypted, damaged, no PDF, or a page in it is a picture without text.
    """
    from pypdf.errors import FileNotDecryptedError

    if _SIGNATURE not in data[:_SIGNATURE_WITHIN]:
        raise RefusedError("it is not a PDF", "give the file its true suffix")
    try:
        pages = load_pdf(path)
    except FileNotDecryptedError as error:
        raise RefusedError("it is protected by a password", "save it without the password") from error
    except Exception as error:  # the parser raises many kinds; all mean that the file is damaged
        raise RefusedError(
            "it is damaged and cannot be read", "export it again from the program that wrote it"
        ) from error
    if not any(page.strip() for page in pages):
        raise RefusedError("it holds no text, only pictures or empty pages", _RECOGNISE)
    scanned = _scanned(data, pages)
    if scanned:
        raise RefusedError(f"page {scanned[0]} is a picture without text", _RECOGNISE)
    return PAGE_JOINT.join(pages)


def _scanned(data: bytes, pages: list[str]) -> list[int]:
    """Numbers of the pages without text that are drawn on; a page with nothing on it is merely blank."""
    import pypdf

    empty = [number for number, text in enumerate(pages) if not text.strip()]
    if not empty:
        return []
    reader = pypdf.PdfReader(io.BytesIO(data))
    return [number + 1 for number in empty if number < len(reader.pages) and _draws(reader.pages[number])]


def _draws(page: object) -> bool:
    try:
        return bool(page["/Resources"]["/XObject"])  # type: ignore[index]
    except KeyError:
        return False
