"""A document in a format: what command line and chat write down."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.documents.layout import Page

if TYPE_CHECKING:
    from agent.drafting.desk import DocumentDesk

FORMATS = {
    "txt": "text/plain",
    "md": "text/markdown",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "fhir": "application/fhir+json",
}
"""Formats and their media types."""
SUFFIXES = {"fhir": "json"}
AS_TEXT = ("txt", "md", "fhir")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A document as bytes, under a name that names nobody."""

    file_name: str
    media_type: str
    data: bytes


def export(desk: DocumentDesk, document_id: str, form: str, *, citations: bool = True) -> Written:
    """Write a document for its purpose.

    Args:
        desk: of the client.
        document_id: which.
        form: one of FORMATS.
        citations: with numbered sources, or without.

    Raises:
        DocumentError: it cannot be written in this form.
        retrieval.errors.RetrievalError: a quote is gone from the notes, or a name would get out.
    """
    document = desk.load(document_id)
    page = desk.page(document_id, citations=citations)
    signature = document.signature
    at = signature.at if signature else document.created_at
    state = "" if signature else "-draft"
    name = f"{page.kind.value}-{page.purpose.value}-{time.strftime('%Y%m%d', time.gmtime(at))}{state}"
    return Written(
        file_name=f"{name}.{SUFFIXES.get(form, form)}",
        media_type=FORMATS[form],
        data=_bytes(page, form, at, signature.name if signature else ""),
    )


def _bytes(page: Page, form: str, at: float, author: str) -> bytes:
    if form == "docx":
        from tools.documents.out.docx import to_docx

        return to_docx(page)
    if form == "pdf":
        from tools.documents.out.pdf import to_pdf

        return to_pdf(page)
    if form == "fhir":
        from tools.documents.out.fhir import Stamp, to_fhir

        return to_fhir(page, Stamp(at=at, author=author)).encode()
    if form == "md":
        from tools.documents.out.markdown import to_markdown

        return to_markdown(page).encode()
    from tools.documents.out.plain import to_plain

    return to_plain(page).encode()
