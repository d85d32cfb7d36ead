"""A page as PDF. The one place that knows ReportLab; letters are those of Roboto, which is embedded."""

from __future__ import annotations

import io
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from tools.documents.errors import DocumentError
from tools.documents.layout import LaidPart, LaidSection, Page, Tone

REGULAR, BOLD, ITALIC = "Longview", "Longview-Bold", "Longview-Italic"
MARGIN = 60
"""Points, 72 to the inch."""
GREY, RED, INK = "#595959", "#a61c1c", "#1a1a1a"


def to_pdf(page: Page) -> bytes:
    """Return the page as the bytes of a PDF; the same page gives the same bytes.

    Raises:
        DocumentError: it holds letters that the font has not; they would be printed as boxes.
    """
    from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
    from reportlab.platypus import SimpleDocTemplate  # type: ignore[import-untyped]

    _refuse_strange_letters(page, _fonts())
    data = io.BytesIO()
    template = SimpleDocTemplate(
        data,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=page.title,
        author="",
        creator="Longview",
        invariant=1,
    )
    around = _around(page)
    template.build(list(_flow(page)), onFirstPage=around, onLaterPages=around)
    return data.getvalue()


@cache
def _fonts() -> frozenset[int]:
    """Register the font once; returns the code points that it can write."""
    import font_roboto  # type: ignore[import-untyped]
    from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
    from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]

    files = {REGULAR: "Roboto", BOLD: "RobotoBold", ITALIC: "RobotoItalic"}
    for name, key in files.items():
        pdfmetrics.registerFont(TTFont(name, font_roboto.font_files[key]))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD)
    return frozenset(pdfmetrics.getFont(REGULAR).face.charToGlyph)


def _refuse_strange_letters(page: Page, known: frozenset[int]) -> None:
    text = "".join(_texts(page))
    strange = {c for c in text if c.isprintable() and ord(c) not in known}
    if strange:
        raise DocumentError(
            f"The PDF font lacks {len(strange)} of the letters used (scripts other than Latin, Greek and "
            "Cyrillic). Export as DOCX or text instead."
        )


def _texts(page: Page) -> list[str]:
    lines = [x.text for s in page.sections for p in s.parts for x in p.lines]
    heads = [page.title, page.client, page.mark, page.signature, page.notice, page.footer]
    labels = [t for s in page.sections for t in (s.title, *(p.label for p in s.parts), *s.asks)]
    return [*heads, *labels, *lines, *(source.text for source in page.sources)]


@cache
def _styles() -> dict[str, Any]:
    from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]

    body = ParagraphStyle("body", fontName=REGULAR, fontSize=9.5, leading=13, spaceAfter=3, textColor=INK)
    return {
        "body": body,
        "bullet": ParagraphStyle("bullet", parent=body, leftIndent=12, bulletIndent=2),
        "title": ParagraphStyle("title", parent=body, fontName=BOLD, fontSize=17, leading=22, spaceAfter=8),
        "section": ParagraphStyle(
            "section", parent=body, fontName=BOLD, fontSize=12, leading=16, spaceBefore=9, keepWithNext=1
        ),
        "label": ParagraphStyle("label", parent=body, fontName=BOLD, spaceBefore=3, keepWithNext=1),
        "notice": ParagraphStyle("notice", parent=body, fontSize=7.5, leading=10, spaceBefore=8),
        "small": ParagraphStyle("small", parent=body, fontSize=7.5, leading=10, spaceAfter=1),
    }


def _flow(page: Page) -> list[Any]:
    from reportlab.platypus import Paragraph

    styles = _styles()
    flow = [Paragraph(_markup(page.title), styles["title"])]
    if page.mark:
        flow.append(Paragraph(f'<font color="{RED}"><b>{_markup(page.mark)}</b></font>', styles["body"]))
    for section in page.sections:
        flow += _section(section)
    if page.signature:
        flow.append(Paragraph(f"<b>{_markup(page.signature)}</b>", styles["section"]))
    if page.sources:
        flow.append(Paragraph("Sources", styles["section"]))
        flow += (Paragraph(_markup(f"[{s.number}] {s.text}"), styles["small"]) for s in page.sources)
    flow += (Paragraph(_markup(t), styles["notice"]) for t in (page.notice, page.footer) if t)
    return flow


def _section(section: LaidSection) -> list[Any]:
    from reportlab.platypus import Paragraph

    flow = [Paragraph(_markup(section.title), _styles()["section"])]
    for part in section.parts:
        flow += _part(part)
    if section.asks:
        text = _markup("To ask: " + " ".join(section.asks))
        flow.append(Paragraph(f'<i><font color="{GREY}">{text}</font></i>', _styles()["body"]))
    return flow


def _part(part: LaidPart) -> list[Any]:
    from reportlab.platypus import Paragraph

    flow = [Paragraph(_markup(part.label), _styles()["label"])] if part.label else []
    several = len(part.lines) > 1
    for line in part.lines:
        text = _markup(line.text)
        if line.tone is not Tone.PLAIN:
            text = f'<i><font color="{GREY}">{text}</font></i>'
        style = _styles()["bullet" if several else "body"]
        flow.append(Paragraph(text, style, bulletText="•" if several else None))
    return flow


def _around(page: Page) -> Any:
    """What stands on every page: the draft mark and the page number."""

    def draw(canvas: Any, template: Any) -> None:
        canvas.saveState()
        canvas.setFont(REGULAR, 8)
        canvas.setFillColor(RED if page.mark else GREY)
        canvas.drawString(MARGIN, MARGIN / 2, page.mark or page.title)
        canvas.drawRightString(template.pagesize[0] - MARGIN, MARGIN / 2, f"Page {template.page}")
        canvas.restoreState()

    return draw


def _markup(text: str) -> str:
    return escape("".join(c for c in text if c.isprintable()))
