"""A page as a Word document. The one place that knows python-docx."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from tools.documents.layout import LaidSection, Page, Tone

FONT = "Calibri"
GREY, RED = (0x59, 0x59, 0x59), (0xA6, 0x1C, 0x1C)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""Times of making and saving say when somebody worked; the signature says it where it belongs."""


def to_docx(page: Page) -> bytes:
    """Return the page as the bytes of a .docx file; it names no author and no program but this one."""
    from docx import Document

    document = Document()
    _about(document, page)
    _styles(document)
    document.add_heading(_safe(page.title), level=0)
    if page.mark:
        _run(document.add_paragraph(), page.mark, bold=True, colour=RED)
        _header(document, page.mark)
    _page_numbers(document)
    for section in page.sections:
        _section(document, section)
    if page.signature:
        document.add_paragraph()
        _run(document.add_paragraph(), page.signature, bold=True)
    if page.sources:
        document.add_heading("Sources", level=1)
        for source in page.sources:
            paragraph = document.add_paragraph(style="Sources")
            _run(paragraph, f"[{source.number}] {source.text}")
    for text in (page.notice, page.footer):
        if text:
            document.add_paragraph(style="Sources")
            _run(document.add_paragraph(style="Sources"), text)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def _about(document: Any, page: Page) -> None:
    about = document.core_properties
    about.title, about.author, about.last_modified_by, about.comments = page.title, "", "", ""
    about.created = about.modified = LONG_AGO
    about.content_status = "Draft" if page.mark else "Final"


def _styles(document: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt

    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(10.5)
    normal.paragraph_format.space_after = Pt(4)
    for name, size in (("Title", 20), ("Heading 1", 13)):
        document.styles[name].font.name, document.styles[name].font.size = FONT, Pt(size)
    small = document.styles.add_style("Sources", WD_STYLE_TYPE.PARAGRAPH)
    small.base_style = normal
    small.font.size = Pt(8.5)
    small.paragraph_format.space_after = Pt(2)
    for section in document.sections:
        section.left_margin = section.right_margin = Cm(2.3)
        section.top_margin = section.bottom_margin = Cm(2.0)


def _header(document: Any, mark: str) -> None:
    for section in document.sections:
        _run(section.header.paragraphs[0], mark, bold=True, colour=RED)


def _page_numbers(document: Any) -> None:
    """A field that Word fills when it lays the pages out."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for section in document.sections:
        paragraph = section.footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        run = OxmlElement("w:r")
        field.append(run)
        _run(paragraph, "Page ")
        paragraph._p.append(field)


def _section(document: Any, section: LaidSection) -> None:
    document.add_heading(_safe(section.title), level=1)
    for part in section.parts:
        if part.label:
            label = document.add_paragraph()
            label.paragraph_format.keep_with_next = True
            _run(label, part.label, bold=True)
        for line in part.lines:
            style = "List Bullet" if len(part.lines) > 1 else "Normal"
            toned = line.tone is not Tone.PLAIN
            _run(document.add_paragraph(style=style), line.text, italic=toned, colour=GREY if toned else None)
    if section.asks:
        _run(document.add_paragraph(), "To ask: " + " ".join(section.asks), italic=True, colour=GREY)


def _run(
    paragraph: Any,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    colour: tuple[int, int, int] | None = None,
) -> None:
    from docx.shared import RGBColor

    run = paragraph.add_run(_safe(text))
    run.bold, run.italic = bold, italic
    if colour:
        run.font.color.rgb = RGBColor(*colour)


def _safe(text: str) -> str:
    """XML 1.0 has no control characters."""
    return "".join(c for c in text if c.isprintable())
