"""Every document for every purpose it is made for, from real notes, looked through as it is written down."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.drafting.desk import DocumentDesk
from tools.documents import outline_of
from tools.documents.records import Basis, DocumentKind, Purpose
from tools.documents.revealing import NAMES, Names
from ui.documents_desk import desk_of
from ui.documents_export import export
from ui.practice import Practice

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
ALL = [(kind, purpose) for kind in DocumentKind for purpose in outline_of(kind).purposes]
BLANKS = ("diagnosis", "mental", "risk", "safety")
OTHER = "Irina Volkov"
NOTES = {
    "2024-03-01 intake.txt": "Zofia Nowak came with her sister Halina. Presenting problem: panic daily since "
    "spring. Dx: panic disorder F41.0. Flat affect. Passive SI, no plan. Works at Brightwater Bakery. "
    f"Shares a desk there with {OTHER}.",
    "2024-03-08 psychotherapy note.txt": "Dream of a burning aquarium. Panic told at length, in tears.",
    "2024-04-05 progress.txt": f"Three attacks this week. Halina drove her. {OTHER} was off sick. Denies SI. "
    "Interoceptive exposure begun.",
    "2024-06-07 progress.txt": "No attacks this month. Drives daily. Safety plan reviewed with Halina. "
    "Euthymic, full affect.",
}
SILENT = {
    "2024-03-01 intake.txt": "Zofia came with her sister. Panic attacks daily since spring. Not driving.",
    "2024-04-05 progress.txt": "Three panic attacks this week. Interoceptive exposure begun.",
    "2024-06-07 progress.txt": "No panic attacks this month. Drives daily.",
}
NORMAL = re.compile(
    r"within normal limits|unremarkable|oriented|euthymic|denie[sd]|no (?:current )?(?:SI|risk)"
)


@pytest.fixture(scope="module")
def desks(practice: Practice, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, DocumentDesk]]:
    made = {}
    theirs = {"2024-03-02 intake.txt": "Night terrors about the flooded cellar. Dx: PTSD."}
    for name, notes in {"Zofia Nowak": NOTES, OTHER: theirs, "Zofia Silent": SILENT}.items():
        folder = tmp_path_factory.mktemp("purposes")
        for file, text in notes.items():
            (folder / file).write_text(text, encoding="utf-8")
        client = practice.add_client(name, "she/her")
        practice.import_path(client.id, folder)
        made[name] = desk_of(practice, client.id)
    yield made
    for client in practice.clients():
        if client.name in (OTHER, "Zofia Silent"):
            practice.store.erase_client(client.id)


def written(desk: DocumentDesk, kind: DocumentKind, purpose: Purpose, folder: Path) -> dict[str, str]:
    """The text of every format."""
    from docx import Document
    from pypdf import PdfReader

    made = desk.create(kind, purpose)
    files = {form: export(desk, made.id, form).data for form in ("txt", "md", "fhir", "docx", "pdf")}
    for form in ("docx", "pdf"):
        (folder / form).write_bytes(files[form])
    bundle = json.loads(files["fhir"])
    carried = bundle["entry"][3]["resource"]["content"][0]["attachment"]["data"]
    return {
        "txt": files["txt"].decode(),
        "md": files["md"].decode(),
        "fhir": files["fhir"].decode() + base64.b64decode(carried).decode(),
        "docx": "\n".join(p.text for p in Document(str(folder / "docx")).paragraphs),
        "pdf": "\n".join(page.extract_text() for page in PdfReader(folder / "pdf").pages),
    }


@pytest.mark.parametrize(("kind", "purpose"), ALL)
def test_what_must_not_pass_is_in_no_format(
    desks: dict[str, DocumentDesk], kind: DocumentKind, purpose: Purpose, tmp_path: Path
) -> None:
    hidden = ["cellar", "PTSD"]  # of another client's record
    if (kind, purpose) != (DocumentKind.SUPERVISION, Purpose.OWN):
        hidden += ["aquarium", "told at length"]  # of a psychotherapy note
    if NAMES[purpose] is not Names.ALL:
        hidden += ["Halina", "Brightwater", "Irina", "Volkov"]
    if NAMES[purpose] is Names.NONE:
        hidden += ["Zofia", "Nowak", "2024"]
    for form, text in written(desks["Zofia Nowak"], kind, purpose, tmp_path).items():
        # FHIR needs the day on which a document was made; that of a note is never 2024 in it.
        assert [word for word in hidden if word in text] == [], form
        assert "attacks" in text, form


@pytest.mark.parametrize(("kind", "purpose"), ALL)
def test_notes_silent_on_diagnosis_risk_and_mental_status_leave_them_blank(
    desks: dict[str, DocumentDesk], kind: DocumentKind, purpose: Purpose
) -> None:
    found = desks["Zofia Silent"].create(kind, purpose)
    parts = [part for section in found.sections for part in section.parts if part.key in BLANKS]
    assert [s.text for p in parts for s in p.sentences if s.basis is not Basis.SILENT] == []
    assert all(p.sentences and p.ask for p in parts)
    assert not NORMAL.search(" ".join(s.text for x in found.sections for s in x.sentences))
