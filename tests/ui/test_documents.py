"""The chat about a document, with a clinician who answers from a list; everything below it is real."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from agent.drafting.desk import Author
from agent.settings import Settings
from retrieval.vault import Cipher
from tools.documents.document import Choice, Document
from tools.documents.layout import LaidSection
from tools.documents.records import DocumentKind, Purpose
from ui.documents import draft_in_chat, which_document
from ui.documents_desk import desk_of
from ui.documents_export import FORMATS, Written, export
from ui.documents_words import outline_text, read_wish, section_text
from ui.practice import Practice

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
ME = Author(account="a-1", name="Dr Ilse Brandt")
NOTES = {
    "2024-03-01 intake.txt": "Zofia Nowak came with sister Halina. Panic attacks daily. Dx: panic disorder.",
    "2024-04-05 progress.txt": "Three attacks this week. Halina drove her. Denies SI. Exposure begun.",
    "2024-05-03 progress.txt": "No attacks. Drove alone. Slept seven hours. Denies SI.",
}


class Scripted:
    """Chooses and writes what it was given, in order; then leaves."""

    def __init__(self, *answers: str) -> None:
        self.answers, self.said, self.given = list(answers), list[str](), list[Written]()

    async def say(self, text: str) -> None:
        self.said.append(text)

    async def choose(self, text: str, options: Mapping[str, str]) -> str:
        self.said.append(text)
        answer = self.answers.pop(0) if self.answers else ""
        assert answer in ("", *options), (text, answer)
        return answer

    async def ask(self, text: str) -> str:
        return self.answers.pop(0)

    async def give(self, written: Written) -> None:
        self.given.append(written)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    root = tmp_path_factory.mktemp("documents")
    settings = Settings(_env_file=None, data_dir=root / "data", config_dir=root / "config")  # type: ignore[call-arg]
    with Practice.open(settings, master=Cipher.new()) as made:
        yield made


@pytest.fixture
def zofia(practice: Practice, tmp_path: Path) -> Iterator[str]:
    for name, text in NOTES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    client = practice.add_client("Zofia Nowak", "she/her")
    practice.import_path(client.id, tmp_path)
    yield client.id
    practice.store.erase_client(client.id)


def latest(practice: Practice, client_id: str) -> Document:
    return desk_of(practice, client_id).documents()[0]


async def run(practice: Practice, client_id: str, *answers: str) -> Scripted:
    talk = Scripted(*answers)
    await draft_in_chat(practice, client_id, DocumentKind.DISCHARGE, author=ME, talk=talk)
    return talk


async def test_from_outline_to_a_signed_text_for_the_record(practice: Practice, zofia: str) -> None:
    talk = await run(
        practice,
        zofia,
        *("own", "draft", "next", "change", "1 Panic since spring, says Halina.", "change", "2 delete"),
        *(
            "change",
            "+ Seen with her sister.",
            "change",
            "99 nothing",
            "again",
            "all",
            "sign",
            "txt",
            "yes",
            "done",
        ),
    )
    document = latest(practice, zofia)
    assert document.signature is not None
    assert {mark.choice for mark in document.marks} == {
        Choice.ACCEPTED,
        Choice.EDITED,
        Choice.REJECTED,
        Choice.ADDED,
    }
    text = talk.given[0].data.decode()
    assert "Panic since spring, says Halina." in text
    assert "Seen with her sister." in text
    assert "Signed by Dr Ilse Brandt" in text
    assert any(said.startswith("```text") for said in talk.said)
    assert any("No sentence has that number" in said for said in talk.said)
    assert "Zofia" not in talk.given[0].file_name


async def test_what_was_left_is_taken_up_again(practice: Practice, zofia: str) -> None:
    await run(practice, zofia, "own", "draft", "next", "stop")
    before = latest(practice, zofia)
    talk = await run(practice, zofia, "on", "all", "export", "md", "no", "done")
    assert latest(practice, zofia).id == before.id
    assert "DRAFT" in talk.given[0].data.decode()


async def test_a_draft_of_the_command_line_is_taken_up_too(practice: Practice, zofia: str) -> None:
    made = desk_of(practice, zofia).create(DocumentKind.DISCHARGE, Purpose.OWN)
    await run(practice, zofia, "on", "all", "sign")
    assert desk_of(practice, zofia).load(made.id).signature is not None


async def test_an_outline_that_is_not_wanted_leaves_nothing(practice: Practice, zofia: str) -> None:
    await run(practice, zofia, "own", "leave")
    assert desk_of(practice, zofia).documents() == ()


def test_the_outline_lists_what_to_ask(practice: Practice, zofia: str) -> None:
    told = outline_text(desk_of(practice, zofia).preview(DocumentKind.DISCHARGE, Purpose.INSURER))
    assert "to ask: Which goals were agreed" in told
    assert "Left out for this purpose: Life context" in told


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("citations", [True, False])
def test_every_format_is_written(practice: Practice, zofia: str, form: str, citations: bool) -> None:
    desk = desk_of(practice, zofia)
    document = desk.create(DocumentKind.SUPERVISION, Purpose.SUPERVISOR)
    written = export(desk, document.id, form, citations=citations)
    starts = {"docx": b"PK", "pdf": b"%PDF"}
    assert written.data.startswith(starts.get(form, b""))
    assert [w for w in (b"Halina", b"Zofia", b"Nowak") if w in written.data] == []
    if form == "fhir":
        assert json.loads(written.data)["type"] == "document"


@pytest.mark.parametrize("wish", ["", "delete", "0 delete", "99 delete", "+", "+  ", "3"])
def test_a_wish_that_names_no_sentence_is_not_guessed(practice: Practice, zofia: str, wish: str) -> None:
    desk = desk_of(practice, zofia)
    document = desk.create(DocumentKind.DISCHARGE, Purpose.OWN)
    section = desk.page(document.id).sections[0]
    assert read_wish(wish, section, document) is None


def test_a_section_lists_the_sources_that_it_cites_and_no_others(practice: Practice, zofia: str) -> None:
    desk = desk_of(practice, zofia)
    page = desk.page(desk.create(DocumentKind.DISCHARGE, Purpose.OWN).id)
    shown = [section_text(section, 1, 1, page.sources) for section in page.sections]
    assert any(page.sources[0].number == 1 and "\\[1\\] " in text for text in shown)
    assert all(
        "- \\[" not in text for text, section in zip(shown, page.sections, strict=True) if not cites(section)
    )


def cites(section: LaidSection) -> bool:
    return any("[" in line.text for part in section.parts for line in part.lines)


async def test_which_document_can_be_chosen_or_left(practice: Practice) -> None:
    assert await which_document(Scripted("transfer")) is DocumentKind.TRANSFER
    assert await which_document(Scripted("")) is None
