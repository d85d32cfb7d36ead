"""Notes from a C-CDA document: the narrative of its sections, under their titles. One note a file.

Read with defusedxml: a document with a DTD or entities of its own is refused, for they can swell without end
or fetch other files.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from retrieval.intake.fields import NoteFields, note_of
from retrieval.intake.narrative import words_of_markup
from retrieval.intake.records import RawNote, RefusedError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

HL7 = "{urn:hl7-org:v3}"
ROOT = f"{HL7}ClinicalDocument"
PREFIX = re.compile(r"(</?)\w+:")
"""What ElementTree writes before the name of an element."""
DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
TIMES = (
    f"{HL7}componentOf/{HL7}encompassingEncounter/{HL7}effectiveTime",
    f"{HL7}documentationOf/{HL7}serviceEvent/{HL7}effectiveTime",
    f"{HL7}effectiveTime",
)
"""Where a document says when the contact was, the most telling first."""


def ccda_notes(data: bytes, *, today: date) -> Iterator[RawNote | tuple[str, RefusedError]]:
    """The note of a C-CDA document.

    Args:
        data: the file.
        today: settles the century of two-digit years.

    Raises:
        RefusedError: it is not XML, not a C-CDA document, or holds no text.
    """
    root = root_of(data)
    title = _line(root.find(f"{HL7}title"))
    yield note_of(
        NoteFields(text=ccda_text(root), date=_date(root), kinds=(title,) if title else ()), "", today=today
    )


def root_of(data: bytes) -> Element:
    """The root of a C-CDA document.

    Raises:
        RefusedError: it is not XML that can be read safely, or another document.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
    from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise RefusedError(
            "it is not XML that can be read safely", "export it again as C-CDA, without a DTD or entities"
        ) from error
    if root.tag != ROOT:
        raise RefusedError(
            "it is XML, but not a C-CDA document", "export the notes as C-CDA, FHIR, CSV or text"
        )
    return root


def ccda_text(root: Element) -> str:
    """The words of a document: its sections in order, or the text that it carries whole."""
    whole = root.find(f"{HL7}component/{HL7}nonXMLBody/{HL7}text")
    if whole is not None:
        return _carried(whole)
    parts = []
    for section in root.iter(f"{HL7}section"):
        title, text = _line(section.find(f"{HL7}title")), section.find(f"{HL7}text")
        words = _words(text) if text is not None else ""
        if words:
            parts.append(f"{title}:\n{words}" if title else words)
    return "\n\n".join(parts)


def _carried(text: Element) -> str:
    words = "".join(text.itertext()).strip()
    kind = text.get("mediaType", "text/plain")
    if text.get("representation") == "B64":
        try:
            words = base64.b64decode(words, validate=False).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise RefusedError(
                "it carries a file that is not text", "import that file itself (PDF or DOCX)"
            ) from error
    return words_of_markup(words) if "html" in kind else words


def _words(text: Element) -> str:
    from xml.etree.ElementTree import tostring

    return words_of_markup(PREFIX.sub(r"\1", tostring(text, encoding="unicode")))


def _date(root: Element) -> str:
    for path in TIMES:
        found = root.find(path)
        if found is None:
            continue
        low = found.find(f"{HL7}low")
        value = found.get("value") or (low.get("value") if low is not None else None) or ""
        if day := DAY.match(value):
            return f"{day[1]}-{day[2]}-{day[3]}"
    return ""


def _line(element: Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())
