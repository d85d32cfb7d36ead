"""Notes from FHIR: DocumentReference resources, alone or in a Bundle, with their text inside."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from retrieval.intake.fields import NoteFields, note_of
from retrieval.intake.narrative import words_of_markup
from retrieval.intake.records import RawNote, RefusedError

Resource = Mapping[str, Any]
WRONG = frozenset({"entered-in-error"})
KEPT_APART = "PSYTHPN"
"""Security label of HL7 v3 ActCode: psychotherapy note information sensitivity."""
MARKUP = ("text/html", "application/xhtml+xml")
XML = ("application/xml", "text/xml", "application/hl7-cda+xml", "application/hl7-sda+xml")
_ELSEWHERE = RefusedError(
    "its text is not in the file but on a server", "export it with the contents of the attachments"
)


def is_fhir(text: str) -> bool:
    """Whether a JSON file is a FHIR resource."""
    try:
        parsed = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(parsed, dict) and isinstance(parsed.get("resourceType"), str)


def fhir_notes(text: str, *, today: date) -> Iterator[RawNote | tuple[str, RefusedError]]:
    """Every note of a FHIR file, or its place and why it cannot be taken in.

    Args:
        text: the file, decoded; `is_fhir` holds.
        today: settles the century of two-digit years.

    Raises:
        RefusedError: no DocumentReference, or several patients.
    """
    entries = _entries(json.loads(text))
    references = [e for e in entries if e.get("resourceType") == "DocumentReference"]
    if not references:
        raise RefusedError(
            "it is FHIR, but holds no DocumentReference", "export notes as DocumentReference resources"
        )
    _refuse_several_patients(references)
    binaries = {str(e.get("id")): e for e in entries if e.get("resourceType") == "Binary"}
    for number, reference in enumerate(references, start=1):
        place = f"document {number}" if len(references) > 1 else ""
        try:
            yield note_of(_fields(reference, binaries), place, today=today)
        except RefusedError as refusal:
            yield place or "document 1", refusal


def _entries(parsed: Resource) -> list[Resource]:
    if parsed.get("resourceType") != "Bundle":
        return [parsed]
    entries = parsed.get("entry")
    found = [e.get("resource") for e in entries if isinstance(e, dict)] if isinstance(entries, list) else []
    return [resource for resource in found if isinstance(resource, dict)]


def _refuse_several_patients(references: list[Resource]) -> None:
    patients = {str(_in(r, "subject", "reference") or "") for r in references} - {""}
    if len(patients) > 1:
        raise RefusedError(
            f"its notes belong to {len(patients)} different clients",
            "export the notes of one client to a file of their own",
        )


def _fields(reference: Resource, binaries: Mapping[str, Resource]) -> NoteFields:
    if reference.get("status") in WRONG or reference.get("docStatus") in WRONG:
        raise RefusedError("it is marked as entered in error", "nothing, if that is so")
    when = _in(reference, "context", "period", "start") or reference.get("date") or ""
    return NoteFields(
        text=_text(reference, binaries),
        date=str(when)[:10],
        kinds=tuple(_kinds(reference)),
        apart="yes" if _is_labelled(reference) else "",
    )


def _is_labelled(reference: Resource) -> bool:
    codings = [*_list(_in(reference, "meta", "security"))]
    for concept in _list(reference.get("securityLabel")):
        codings += _list(_in(concept, "coding"))
    return any(_in(coding, "code") == KEPT_APART for coding in codings)


def _kinds(reference: Resource) -> Iterator[str]:
    concepts = [reference.get("type"), *_list(reference.get("category"))]
    for concept in concepts:
        if isinstance(concept, dict):
            yield from (str(c["display"]) for c in _list(concept.get("coding")) if _in(c, "display"))
            if concept.get("text"):
                yield str(concept["text"])
    if reference.get("description"):
        yield str(reference["description"])


def _text(reference: Resource, binaries: Mapping[str, Resource]) -> str:
    """The first attachment that is text, in the order of the resource."""
    refusal = RefusedError("it has no attachment with text", "export it with the contents of the attachments")
    for content in _list(reference.get("content")):
        attachment = _in(content, "attachment")
        if not isinstance(attachment, dict):
            continue
        try:
            return _attached(attachment, binaries)
        except RefusedError as error:
            refusal = error
    raise refusal


def _attached(attachment: Resource, binaries: Mapping[str, Resource]) -> str:
    data = attachment.get("data")
    kind = str(attachment.get("contentType") or "text/plain").split(";")[0].strip().lower()
    if data is None:
        name = str(attachment.get("url") or "").rsplit("/", 1)[-1].removeprefix("urn:uuid:")
        if name not in binaries:
            raise _ELSEWHERE
        data = binaries[name].get("data")
    if not (kind.startswith("text/") or kind in MARKUP or kind in XML):
        raise RefusedError("its attachment is not text", "import that file itself (PDF or DOCX)")
    try:
        raw = base64.b64decode(str(data), validate=True)
        return _decoded(raw, kind)
    except (binascii.Error, UnicodeDecodeError, ValueError) as error:
        raise RefusedError("its attachment cannot be decoded", "export it again as UTF-8 text") from error


def _decoded(raw: bytes, kind: str) -> str:
    if kind in XML:
        from retrieval.intake.ccda_notes import ccda_text, root_of

        return ccda_text(root_of(raw))
    text = raw.decode("utf-8-sig")
    return words_of_markup(text) if kind in MARKUP else text


def _in(resource: object, *path: str) -> Any:
    for key in path:
        resource = resource.get(key) if isinstance(resource, dict) else None
    return resource


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
