"""The one place that uses langchain-community: its loaders for Word and PDF files.

Its loaders for text, tables and JSON are not used: they guess no encoding without a further package, know
no byte order mark, join the columns of a table and strip what they read. The package takes a second to
import, so it is imported when a document is opened. The loaders take an address for a file that is not
there and would fetch it; so the file must exist, and its path is made absolute.
"""

from __future__ import annotations

import logging
from pathlib import Path

from retrieval.errors import IntakeError

PAGE_BREAK = "\f"


def load_docx(path: Path) -> str:
    """The text of a Word file: page headers, the document, page footers; blank lines between paragraphs.

    Raises:
        IntakeError: no such file. Whatever the loader raises for a damaged file passes through.
    """
    from langchain_community.document_loaders.word_document import Docx2txtLoader

    return "\n".join(document.page_content for document in Docx2txtLoader(_existing(path)).load())


def load_pdf(path: Path) -> list[str]:
    """The texts of the pages of a PDF; empty for a page without a text layer.

    Raises:
        IntakeError: no such file. Whatever the loader raises for a damaged or encrypted file passes through.
    """
    from langchain_community.document_loaders.pdf import PyPDFLoader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings quote what they stumble over
    loader = PyPDFLoader(_existing(path), mode="single", pages_delimiter=PAGE_BREAK)
    return "".join(document.page_content for document in loader.lazy_load()).split(PAGE_BREAK)


def _existing(path: Path) -> str:
    if not path.is_file():
        raise IntakeError("expected a file that exists; it was removed while it was read; import it again")
    return str(path.absolute())
