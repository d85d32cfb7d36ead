"""Words out of markup: HTML and the narrative of FHIR and C-CDA, a line for each block."""

from __future__ import annotations

import re
from html.parser import HTMLParser

BLOCKS = frozenset(
    "address article blockquote br caption dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr item li list ol p "
    "paragraph pre section table tbody td th thead title tr ul".split()
)
"""Elements that stand on lines of their own; cells of a table too, for notes are often laid out in tables."""
UNREAD = frozenset(("script", "style", "head"))


class _Words(HTMLParser):
    """Collects text, with a line break where a block begins or ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._unread += tag in UNREAD
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in UNREAD and self._unread > 0
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.parts.append(re.sub(r"\s+", " ", data))

    def _break(self, tag: str) -> None:
        if tag in BLOCKS:
            self.parts.append("\n")


def words_of_markup(markup: str) -> str:
    """Return the text of HTML or of a narrative, entities read, scripts and styles left out."""
    reader = _Words()
    reader.feed(markup)
    reader.close()
    lines = (line.strip() for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line)
