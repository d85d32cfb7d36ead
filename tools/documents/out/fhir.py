"""A page as a FHIR R4 document: a Bundle with Composition, Patient, Practitioner and a DocumentReference.

The one place that knows fhir.resources. Its R4B models (4.3.0) are used: Bundle, Composition, Patient,
Practitioner and DocumentReference are the same in R4 (4.0.1), which the library no longer carries.
"""

from __future__ import annotations

import base64
import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from tools.documents.layout import LaidSection, Page
from tools.documents.out.plain import to_plain
from tools.documents.records import DocumentKind, Names
from tools.documents.revealing import NAMES

LOINC = "http://loinc.org"
TYPES: Mapping[DocumentKind, tuple[str, str]] = {
    DocumentKind.DISCHARGE: ("18842-5", "Discharge summary"),
    DocumentKind.SUPERVISION: ("34109-9", "Note"),
    DocumentKind.REVIEW: ("11488-4", "Consult note"),
    DocumentKind.TRANSFER: ("18761-7", "Transfer summary note"),
    DocumentKind.NECESSITY: ("51851-4", "Administrative note"),
    DocumentKind.PROGRESS: ("34133-9", "Summary of episode note"),
}
"""LOINC codes of document types."""
CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"
ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
PART_2 = "42CFRPart2"
XHTML = "http://www.w3.org/1999/xhtml"
SPACE = uuid.UUID("6f3a1c5e-0d0f-4a53-9a53-0d5a2c1b7f10")
"""Ids in a bundle follow from what it holds, under this name space."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """When and by whom."""

    at: float
    """Seconds since 1970, UTC."""
    author: str = ""
    """Name of the clinician; empty where it is not known."""


def to_fhir(page: Page, stamp: Stamp) -> str:
    """Return the page as the JSON of a FHIR document bundle, validated.

    Raises:
        pydantic.ValidationError: it is not valid FHIR; nothing is written.
    """
    from fhir.resources.R4B.bundle import Bundle

    urls = {
        name: f"urn:uuid:{uuid.uuid5(SPACE, f'{name}:{stamp.at}:{page.client}:{page.title}')}"
        for name in ("bundle", "composition", "patient", "practitioner", "reference")
    }
    made = {
        "composition": _composition(page, stamp, urls),
        "patient": _patient(page),
        "practitioner": _practitioner(stamp),
        "reference": _reference(page, stamp, urls),
    }
    bundle = {
        "resourceType": "Bundle",
        "type": "document",
        "identifier": {"system": "urn:ietf:rfc:3986", "value": urls["bundle"]},
        "timestamp": _time(stamp.at),
        "entry": [{"fullUrl": urls[name], "resource": resource} for name, resource in made.items()],
    }
    return str(Bundle.model_validate(bundle).model_dump_json(indent=1))


def _composition(page: Page, stamp: Stamp, urls: Mapping[str, str]) -> dict[str, Any]:
    code, display = TYPES[page.kind]
    sections = [_section(section) for section in page.sections]
    whole = {"title": "Whole document as text", "entry": [{"reference": urls["reference"]}]}
    narrative = [_narrative("Notice", page.notice)] if page.notice else []
    return {
        "resourceType": "Composition",
        "status": "preliminary" if page.mark else "final",
        "type": {"coding": [{"system": LOINC, "code": code, "display": display}], "text": page.title},
        "subject": {"reference": urls["patient"]},
        "date": _time(stamp.at),
        "author": [{"reference": urls["practitioner"]}],
        "title": f"{page.title} ({page.mark})" if page.mark else page.title,
        "confidentiality": "R",
        "meta": {"security": _security(page)},
        "section": [*sections, *narrative, whole],
    }


def _reference(page: Page, stamp: Stamp, urls: Mapping[str, str]) -> dict[str, Any]:
    text = to_plain(page).encode()
    code, display = TYPES[page.kind]
    return {
        "resourceType": "DocumentReference",
        "status": "current",
        "docStatus": "preliminary" if page.mark else "final",
        "type": {"coding": [{"system": LOINC, "code": code, "display": display}]},
        "subject": {"reference": urls["patient"]},
        "date": _time(stamp.at),
        "author": [{"reference": urls["practitioner"]}],
        "description": page.title,
        "securityLabel": [{"coding": [label]} for label in _security(page)],
        "content": [
            {
                "attachment": {
                    "contentType": "text/plain; charset=utf-8",
                    "data": base64.b64encode(text).decode(),
                    "hash": base64.b64encode(hashlib.sha1(text, usedforsecurity=False).digest()).decode(),
                    "size": len(text),
                    "title": page.title,
                }
            }
        ],
    }


def _patient(page: Page) -> dict[str, Any]:
    if NAMES[page.purpose] is Names.NONE:
        return {"resourceType": "Patient", "identifier": [{"value": page.client}]}
    return {"resourceType": "Patient", "name": [{"text": page.client}]}


def _practitioner(stamp: Stamp) -> dict[str, Any]:
    return {"resourceType": "Practitioner", "name": [{"text": stamp.author or "Not documented"}]}


def _security(page: Page) -> list[dict[str, str]]:
    labels = [{"system": CONFIDENTIALITY, "code": "R", "display": "restricted"}]
    return [*labels, {"system": ACT, "code": PART_2, "display": "42 CFR Part2"}] if page.notice else labels


def _section(section: LaidSection) -> dict[str, Any]:
    items = []
    for part in section.parts:
        if part.label:
            items.append(f"<p><b>{escape(part.label)}</b></p>")
        items.append("<ul>" + "".join(f"<li>{_text(line.text)}</li>" for line in part.lines) + "</ul>")
    return _titled(section.title, "".join(items))


def _narrative(title: str, text: str) -> dict[str, Any]:
    return _titled(title, f"<p>{_text(text)}</p>")


def _titled(title: str, inner: str) -> dict[str, Any]:
    div = f'<div xmlns="{XHTML}">{inner}</div>'
    return {"title": title, "text": {"status": "additional", "div": div}}


def _text(text: str) -> str:
    return escape("".join(c for c in text if c.isprintable()))


def _time(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")
