"""What is stored of a document: the document itself and, once it is signed, the pages that were signed.

Pages hold names as far as the purpose shows them, so that a signed document reads the same for ever,
whatever becomes of the notes. All of it is sealed under the client's key.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from tools.documents import codec
from tools.documents.document import Document
from tools.documents.layout import LaidPart, LaidSection, Line, Page, Source, Tone
from tools.documents.records import DocumentKind, Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A document and its signed pages."""

    document: Document
    cited: Page | None = field(default=None, repr=False)
    bare: Page | None = field(default=None, repr=False)
    """The same without citations."""


def encode(kept: Kept) -> str:
    """Return what is kept as JSON text."""
    pages = {"cited": kept.cited and asdict(kept.cited), "bare": kept.bare and asdict(kept.bare)}
    return json.dumps({"document": codec.encode(kept.document), **pages}, ensure_ascii=False)


def decode(text: str) -> Kept:
    """Read what `encode` wrote."""
    raw = json.loads(text)
    return Kept(document=codec.decode(raw["document"]), cited=_page(raw["cited"]), bare=_page(raw["bare"]))


def _page(raw: dict[str, Any] | None) -> Page | None:
    if raw is None:
        return None
    return Page(
        **{
            **raw,
            "kind": DocumentKind(raw["kind"]),
            "purpose": Purpose(raw["purpose"]),
            "sections": tuple(_section(s) for s in raw["sections"]),
            "sources": tuple(Source(**s) for s in raw["sources"]),
        }
    )


def _section(raw: dict[str, Any]) -> LaidSection:
    parts = tuple(
        LaidPart(label=p["label"], lines=tuple(Line(**{**x, "tone": Tone(x["tone"])}) for x in p["lines"]))
        for p in raw["parts"]
    )
    return LaidSection(key=raw["key"], title=raw["title"], parts=parts, asks=tuple(raw["asks"]))
