from __future__ import annotations

import base64
import io
import json
import warnings
from dataclasses import replace
from typing import Any

import pytest

from tools.documents.errors import DocumentError
from tools.documents.layout import DRAFT_MARK, LaidPart, LaidSection, Line, Page, Source, Tone, part_2_notice
from tools.documents.out.docx import to_docx
from tools.documents.out.fhir import PART_2, Stamp, to_fhir
from tools.documents.out.markdown import to_markdown
from tools.documents.out.pdf import to_pdf
from tools.documents.out.plain import to_plain
from tools.documents.records import DocumentKind, Purpose

NASTY = "“Woke at 3 – <b>scared</b> & *alone*…” [1] $5 #1 | \\x \x07"
PAGE = Page(
    kind=DocumentKind.DISCHARGE,
    purpose=Purpose.OWN,
    title="Discharge narrative",
    client="Zoë Nguyễn-Żak",
    mark=DRAFT_MARK,
    sections=(
        LaidSection(
            key="a",
            title="Course & progress",
            parts=(
                LaidPart(
                    label="Symptoms", lines=(Line(text=NASTY), Line(text="Not documented.", tone=Tone.SILENT))
                ),
                LaidPart(label="", lines=(Line(text="[To be written: signature]", tone=Tone.TO_WRITE),)),
            ),
            asks=("How is it now?",),
        ),
    ),
    sources=(Source(number=1, text="Session 1, 8 Jan 2024: “Woke at 3”"),),
    footer="Made from notes.",
)
SIGNED = replace(PAGE, mark="", signature="Signed by Ž, 2024-06-01.", notice=part_2_notice())
STAMP = Stamp(at=1_700_000_000.0, author="Dr Ilse Brandt")


def docx_text(data: bytes) -> str:
    from docx import Document

    document = Document(io.BytesIO(data))
    header = [p.text for s in document.sections for p in s.header.paragraphs]
    return "\n".join([*header, *(p.text for p in document.paragraphs)])


def pdf_text(data: bytes) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def test_plain_text_pastes_clean() -> None:
    text = to_plain(PAGE)
    assert [c for c in text if not (c.isprintable() or c == "\n")] == []
    assert [c for c in text if c in "“”‘’–—…•*_`"] == ["*", "*"]  # those of the note itself
    assert '"Woke at 3 - <b>scared</b> & *alone*..." [1]' in text
    assert f"[{DRAFT_MARK.replace('–', '-')}]" in text


def test_markdown_shows_what_was_written_and_nothing_takes_effect() -> None:
    text = to_markdown(PAGE)
    assert "\\<b\\>scared\\</b\\>" in text
    assert "\\*alone\\*" in text
    assert "[1]" in text
    assert "1. Session 1, 8 Jan 2024" in text


@pytest.mark.parametrize(("write", "read"), [(to_docx, docx_text), (to_pdf, pdf_text)])
def test_word_and_pdf_open_and_say_all_of_it(write: Any, read: Any) -> None:
    data = write(PAGE)
    text = " ".join(read(data).split())
    for part in (
        "Discharge narrative",
        DRAFT_MARK,
        "Symptoms",
        "<b>scared</b> &",
        "Not documented.",
        "[1] Session 1",
    ):
        assert part in text
    signed = " ".join(read(write(SIGNED)).split())
    assert DRAFT_MARK not in signed
    assert "Signed by Ž" in signed
    assert "42 CFR part 2" in signed


@pytest.mark.parametrize("write", [to_pdf])
def test_the_same_page_gives_the_same_bytes(write: Any) -> None:
    assert write(PAGE) == write(PAGE)


def test_word_names_no_author_and_no_time_of_work() -> None:
    from docx import Document

    about = Document(io.BytesIO(to_docx(PAGE))).core_properties
    assert (about.author, about.last_modified_by, about.created.year) == ("", "", 2000)


def test_letters_that_the_pdf_font_lacks_are_refused_not_printed_as_boxes() -> None:
    odd = replace(PAGE, title="王芳")
    with pytest.raises(DocumentError, match="lacks 2 of the letters"):
        to_pdf(odd)
    assert "王芳" in docx_text(to_docx(odd))


@pytest.mark.parametrize("kind", DocumentKind)
@pytest.mark.parametrize(("page", "status"), [(PAGE, "preliminary"), (SIGNED, "final")])
def test_fhir_validates_and_says_draft_or_final(kind: DocumentKind, page: Page, status: str) -> None:
    from fhir.resources.R4B.bundle import Bundle

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        text = to_fhir(replace(page, kind=kind), STAMP)
    bundle = Bundle.model_validate_json(text)
    composition, patient, practitioner, reference = (entry.resource for entry in bundle.entry)
    assert (composition.status, reference.docStatus) == (status, status)
    assert patient.name[0].text == "Zoë Nguyễn-Żak"
    assert practitioner.name[0].text == "Dr Ilse Brandt"
    known = {entry.fullUrl for entry in bundle.entry}
    assert {composition.subject.reference, composition.author[0].reference} <= known
    carried = base64.b64decode(json.loads(text)["entry"][3]["resource"]["content"][0]["attachment"]["data"])
    assert carried.decode() == to_plain(replace(page, kind=kind))


def test_fhir_labels_part_2_records() -> None:
    codes = [
        label["code"]
        for label in json.loads(to_fhir(SIGNED, STAMP))["entry"][0]["resource"]["meta"]["security"]
    ]
    assert codes == ["R", PART_2]


def test_fhir_without_names_has_a_code_for_the_patient() -> None:
    page = replace(PAGE, purpose=Purpose.SUPERVISOR, client="Case BCDFGH")
    patient = json.loads(to_fhir(page, STAMP))["entry"][1]["resource"]
    assert patient == {"resourceType": "Patient", "identifier": [{"value": "Case BCDFGH"}]}
