"""A page as plain text to paste into a health record: no markup, no typographic marks, names kept."""

from __future__ import annotations

from tools.documents.layout import LaidPart, LaidSection, Page

PLAIN_MARKS = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'",
        "–": "-", "—": "-", "‑": "-",
        "…": "...", "•": "-", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u200b": "", "\ufeff": "",
    }
)  # fmt: skip
"""What older record systems turn into question marks."""


def to_plain(page: Page) -> str:
    """Return the page as plain text."""
    lines = [page.title.upper()]
    if page.mark:
        lines.append(f"[{page.mark}]")
    for section in page.sections:
        lines += ["", *_section(section)]
    if page.signature:
        lines += ["", page.signature]
    if page.sources:
        lines += ["", "SOURCES", *(f"[{source.number}] {source.text}" for source in page.sources)]
    lines += [line for text in (page.notice, page.footer) if text for line in ("", text)]
    return plainly("\n".join(lines)) + "\n"


def plainly(text: str) -> str:
    """The text with plain marks only; no control characters but the line break."""
    shown = text.translate(PLAIN_MARKS)
    return "".join(c for c in shown if c == "\n" or c.isprintable())


def _section(section: LaidSection) -> list[str]:
    lines = [section.title.upper()]
    for part in section.parts:
        lines += _part(part)
    if section.asks:
        lines += ["To ask:", *(f"  - {ask}" for ask in section.asks)]
    return lines


def _part(part: LaidPart) -> list[str]:
    if part.label and len(part.lines) == 1:
        return [f"{part.label}: {part.lines[0].text}"]
    head = [f"{part.label}:"] if part.label else []
    return [*head, *(f"  - {line.text}" if part.label else line.text for line in part.lines)]
