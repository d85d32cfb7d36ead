"""A document as JSON and back, exactly."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from retrieval.records import Evidence
from tools.documents.document import Choice, Document, Mark, Signature
from tools.documents.errors import DocumentError
from tools.documents.records import Basis, DocumentKind, Draft, DraftSection, Part, Purpose, Sentence


def encode(document: Document) -> str:
    """Return a document as JSON text, for encryption: it holds the clinician's words as typed."""
    return json.dumps(asdict(document), ensure_ascii=False)


def decode(text: str) -> Document:
    """Read what `encode` wrote.

    Raises:
        DocumentError: the text is something else; nothing of it is quoted.
    """
    try:
        return _document(json.loads(text))
    except (ValueError, KeyError, TypeError) as wrong:
        kind = type(wrong).__name__
    raise DocumentError(
        f"A stored document is not as it was written ({kind}). Restore it from a backup, or draft it again."
    )


def _document(raw: dict[str, Any]) -> Document:
    signature = raw["signature"]
    return Document(
        **{
            **raw,
            "draft": _draft(raw["draft"]),
            "marks": tuple(_mark(m) for m in raw["marks"]),
            "frozen": _sections(raw["frozen"]),
            "signature": Signature(**{**signature, "versions": tuple(signature["versions"])})
            if signature
            else None,
        }
    )


def _draft(raw: dict[str, Any]) -> Draft:
    return Draft(
        **{
            **raw,
            "kind": DocumentKind(raw["kind"]),
            "purpose": Purpose(raw["purpose"]),
            "sections": _sections(raw["sections"]),
            **{key: tuple(raw[key]) for key in ("left_out", "notices", "versions")},
        }
    )


def _sections(raw: Iterable[dict[str, Any]]) -> tuple[DraftSection, ...]:
    return tuple(
        DraftSection(key=s["key"], title=s["title"], parts=tuple(_part(p) for p in s["parts"])) for s in raw
    )


def _part(raw: dict[str, Any]) -> Part:
    return Part(**{**raw, "sentences": tuple(_sentence(s) for s in raw["sentences"])})


def _sentence(raw: dict[str, Any]) -> Sentence:
    evidence = tuple(Evidence(**e) for e in raw["evidence"])
    return Sentence(**{**raw, "basis": Basis(raw["basis"]), "evidence": evidence})


def _mark(raw: dict[str, Any]) -> Mark:
    kept = raw["kept"]
    return Mark(**{**raw, "choice": Choice(raw["choice"]), "kept": _sentence(kept) if kept else None})
