"""Plain text made safe for a page that renders Markdown: words of a note must not turn into markup."""

from __future__ import annotations

import re

SPECIAL = re.compile(r"[\\`*_~<>|$\[\]{}]|(?<=\w):(?=[A-Za-z])|(?<!\w):(?=[A-Za-z])|&(?=\w+;)")
"""Signs that start emphasis, code, links, HTML, tables, formulas, directives and entities."""
CITATION = re.compile(r"\\\[(\d{1,3})\\\]")
LINE_START = re.compile(r"^(\s*)(#{1,6}\s|[+=-]{3,}\s*$|\d+[.)]\s|\+\s)")


def escape(text: str) -> str:
    """All of it shown as it stands."""
    return SPECIAL.sub(lambda found: f"\\{found[0]}", text)


def answer_markdown(text: str) -> str:
    """An answer as Markdown: paragraphs and "- " lists kept, "[3]" left for links, all else as it stands."""
    return "\n".join(_line(line) for line in text.splitlines())


def _line(line: str) -> str:
    escaped = CITATION.sub(r"[\1]", escape(line))
    start = LINE_START.match(escaped)
    if start is None:
        return escaped
    indent = start[1]
    rest = escaped[len(indent) :]
    # A backslash before a digit is shown as a backslash; before the stop that follows it, it is not.
    return indent + (re.sub(r"^(\d+)([.)])", r"\1\\\2", rest) if rest[0].isdigit() else f"\\{rest}")
