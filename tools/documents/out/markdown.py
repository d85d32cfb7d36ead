"""A page as Markdown."""

from __future__ import annotations

import re

from tools.documents.layout import LaidSection, Page, Tone

SPECIAL = re.compile(r"([\\`*_{}<>#|~]|\[(?!\d+\])|(?<!\d)\])")
"""Marks of Markdown and HTML; the numbers of citations in their brackets stay as they are."""


def to_markdown(page: Page) -> str:
    """Return the page as Markdown text."""
    lines = [f"# {escaped(page.title)}", ""]
    if page.mark:
        lines += [f"**{page.mark}**", ""]
    for section in page.sections:
        lines += _section(section)
    if page.signature:
        lines += [escaped(page.signature), ""]
    if page.sources:
        lines += ["## Sources", ""]
        lines += [f"{source.number}. {escaped(source.text)}" for source in page.sources]
        lines.append("")
    lines += [f"*{escaped(text)}*\n" for text in (page.notice, page.footer) if text]
    return "\n".join(lines).rstrip() + "\n"


def escaped(text: str) -> str:
    """The text with nothing in it that Markdown would take for a mark."""
    return SPECIAL.sub(r"\\\1", text)


def _section(section: LaidSection) -> list[str]:
    lines = [f"## {escaped(section.title)}", ""]
    for part in section.parts:
        if part.label:
            lines += [f"**{escaped(part.label)}**", ""]
        lines += [f"- {_marked(line.text, line.tone)}" for line in part.lines]
        lines.append("")
    if section.asks:
        lines += ["*To ask:* " + " ".join(escaped(ask) for ask in section.asks), ""]
    return lines


def _marked(text: str, tone: Tone) -> str:
    return escaped(text) if tone is Tone.PLAIN else f"*{escaped(text)}*"
