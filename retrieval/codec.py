"""Records to JSON and back, for the encrypted payloads of the database."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date

from retrieval.records import (
    DraftNote,
    Identifier,
    IdentifierType,
    MaskedText,
    NoteFormat,
    NoteKind,
    Section,
)


def encode_draft(draft: DraftNote) -> bytes:
    """Return a draft note as UTF-8 JSON."""
    return json.dumps(asdict(draft) | {"date": draft.date.isoformat()}, ensure_ascii=False).encode()


def decode_draft(data: bytes) -> DraftNote:
    """Return the draft note that `encode_draft` wrote."""
    raw = json.loads(data)
    return DraftNote(
        date=date.fromisoformat(raw["date"]),
        session=raw["session"],
        kind=NoteKind(raw["kind"]),
        format=NoteFormat(raw["format"]),
        text=raw["text"],
        sections=tuple(Section(**s) for s in raw["sections"]),
        source=raw["source"],
    )


def encode_masked(body: MaskedText) -> bytes:
    """Return a masked text as UTF-8 JSON."""
    return json.dumps(asdict(body), ensure_ascii=False).encode()


def decode_masked(data: bytes) -> MaskedText:
    """Return the masked text that `encode_masked` wrote."""
    raw = json.loads(data)
    found = tuple(Identifier(**i | {"type": IdentifierType(i["type"])}) for i in raw["identifiers"])
    return MaskedText(text=raw["text"], identifiers=found)
