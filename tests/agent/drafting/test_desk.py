from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from agent.drafting.desk import Author, Decision, DocumentDesk
from retrieval.documents import DocumentStore
from retrieval.errors import StoreError
from tools.documents.document import Choice, Document
from tools.documents.errors import DocumentError, SignedError
from tools.documents.out.plain import to_plain
from tools.documents.records import Basis, DocumentKind, Purpose
from ui.practice import Practice

Desks = Callable[[str], DocumentDesk]
ME = Author(account="a-1", name="Dr Ilse Brandt")
EVERY = [(kind, purpose) for kind in DocumentKind for purpose in Purpose]


def first_quote(document: Document) -> str:
    return next(s.id for x in document.sections for s in x.sentences if s.basis is Basis.QUOTE)


def text(desk: DocumentDesk, document_id: str, *, citations: bool = True) -> str:
    return to_plain(desk.page(document_id, citations=citations))


@pytest.mark.parametrize(("kind", "purpose"), EVERY)
def test_psychotherapy_notes_feed_nothing_but_their_authors_own_supervision_sheet(
    desk_of: Desks, zofia: str, kind: DocumentKind, purpose: Purpose
) -> None:
    desk = desk_of(zofia)
    try:
        document = desk.create(kind, purpose)
    except DocumentError:
        return  # not made for this purpose
    psychotherapy = [
        s for x in document.sections for s in x.sentences if any(e.session == 2 for e in s.evidence)
    ]
    shown = text(desk, document.id)
    if (kind, purpose) == (DocumentKind.SUPERVISION, Purpose.OWN):
        assert psychotherapy
    else:
        assert not psychotherapy
        assert "aquarium" not in shown
        assert "told at length" not in shown


@pytest.mark.parametrize(
    ("kind", "purpose", "named", "hidden"),
    [
        (DocumentKind.DISCHARGE, Purpose.OWN, ("Zofia Nowak", "Halina", "1 Mar 2024"), ("[CLIENT]",)),
        (DocumentKind.TRANSFER, Purpose.CLINICIAN, ("Zofia Nowak", "Halina"), ()),
        (DocumentKind.NECESSITY, Purpose.INSURER, ("Zofia Nowak", "1 Mar 2024"), ("Halina", "Brightwater")),
        (DocumentKind.PROGRESS, Purpose.CLIENT, ("Zofia Nowak",), ("Halina", "Brightwater")),
        (
            DocumentKind.SUPERVISION,
            Purpose.SUPERVISOR,
            ("Case ", "week 0"),
            ("Zofia", "Nowak", "Halina", "Brightwater", "2024"),
        ),
    ],
)
def test_names_are_those_of_the_purpose(
    desk_of: Desks,
    zofia: str,
    kind: DocumentKind,
    purpose: Purpose,
    named: tuple[str, ...],
    hidden: tuple[str, ...],
) -> None:
    desk = desk_of(zofia)
    shown = text(desk, desk.create(kind, purpose).id)
    assert [word for word in named if word not in shown] == []
    assert [word for word in hidden if word in shown] == []


def test_what_the_clinician_types_is_masked_for_a_purpose_without_names(desk_of: Desks, zofia: str) -> None:
    desk = desk_of(zofia)
    document = desk.create(DocumentKind.SUPERVISION, Purpose.SUPERVISOR)
    wish = Decision(
        choice=Choice.ADDED,
        section="question",
        part="question",
        text="Why does Halina Nowak drive Zofia again?",
    )
    document = desk.decide(document.id, ME, wish)
    shown = text(desk, document.id)
    assert "drive" in shown
    assert "Halina" not in shown
    assert "Zofia" not in shown


def test_what_the_clinician_types_stands_as_typed_in_the_own_file(desk_of: Desks, zofia: str) -> None:
    desk = desk_of(zofia)
    document = desk.create(DocumentKind.DISCHARGE, Purpose.OWN)
    words = "Halina {quote:0} drove her; costs 5 $ [sic]."
    wish = Decision(choice=Choice.EDITED, sentence_id=first_quote(document), text=words)
    document = desk.decide(document.id, ME, wish)
    assert words in text(desk, document.id)
    mark = document.marks[-1]
    assert (mark.author, mark.choice) == ("a-1", Choice.EDITED)
    assert mark.at > 0


def test_a_section_drafted_anew_loses_no_edit(desk_of: Desks, fresh: Callable[[str], str]) -> None:
    desk = desk_of(fresh("Milena Duda"))
    document = desk.create(DocumentKind.DISCHARGE, Purpose.OWN)
    sentence = next(s for x in document.sections if x.key == "presenting" for s in x.sentences)
    desk.decide(
        document.id, ME, Decision(choice=Choice.EDITED, sentence_id=sentence.id, text="Panic since spring.")
    )
    again = desk.redraft(document.id, "presenting")
    written = [s.text for x in again.sections for s in x.sentences if s.basis is Basis.WRITTEN]
    assert written == ["Panic since spring."]


def test_a_changed_chart_makes_a_document_stale_and_unsignable_until_drafted_anew(
    practice: Practice, desk_of: Desks, fresh: Callable[[str], str], tmp_path: Path
) -> None:
    client_id = fresh("Teofila Rusk")
    document = desk_of(client_id).create(DocumentKind.DISCHARGE, Purpose.OWN)
    assert not desk_of(client_id).stale(document)
    later = tmp_path / "later"
    later.mkdir()
    (later / "2024-07-05 progress.txt").write_text("Two attacks again after the funeral. Denies SI.")
    practice.import_path(client_id, later)
    desk = desk_of(client_id)
    assert desk.stale(document)
    with pytest.raises(DocumentError, match="changed since"):
        desk.sign(document.id, ME)
    assert desk.sign(desk.redraft(document.id).id, ME).signature is not None


def test_a_signed_document_reads_the_same_for_ever(
    practice: Practice, desk_of: Desks, fresh: Callable[[str], str], tmp_path: Path
) -> None:
    client_id = fresh("Bogna Wilk")
    desk = desk_of(client_id)
    document = desk.create(DocumentKind.DISCHARGE, Purpose.OWN)
    assert "DRAFT" in text(desk, document.id)
    desk.sign(document.id, ME)
    before = text(desk, document.id)
    assert "DRAFT" not in before
    assert "Signed by Dr Ilse Brandt" in before
    assert "To be written" not in before
    (tmp_path / "2024-04-05 progress.txt").write_text("Another note took its place. Denies SI.")
    practice.import_path(client_id, tmp_path)
    assert text(desk_of(client_id), document.id) == before
    assert "[1]" not in text(desk_of(client_id), document.id, citations=False)
    with pytest.raises(SignedError):
        desk_of(client_id).redraft(document.id)
    with pytest.raises(SignedError):
        desk_of(client_id).decide(
            document.id, ME, Decision(choice=Choice.REJECTED, sentence_id=first_quote(document))
        )
    with pytest.raises(DocumentError, match="part of the record"):
        desk_of(client_id).remove(document.id)


def test_the_part_2_notice_is_printed_where_it_is_flagged(desk_of: Desks, zofia: str) -> None:
    desk = desk_of(zofia)
    with_notice = desk.create(DocumentKind.TRANSFER, Purpose.CLINICIAN, part2=True)
    without = desk.create(DocumentKind.TRANSFER, Purpose.CLINICIAN)
    assert "42 CFR part 2" in text(desk, with_notice.id)
    assert "42 CFR part 2" not in text(desk, without.id)


def test_a_document_is_of_one_client_and_goes_with_her(
    practice: Practice, desk_of: Desks, zofia: str, fresh: Callable[[str], str]
) -> None:
    other = fresh("Irina Volkov")
    document = desk_of(other).create(DocumentKind.DISCHARGE, Purpose.OWN)
    with pytest.raises(StoreError, match="no document"):
        desk_of(zofia).load(document.id)
    with pytest.raises(StoreError, match="not of this client"):
        DocumentStore(practice.store, zofia).write(document.id, "{}")
    practice.store.erase_client(other)
    path = practice.settings.data_dir / "longview.db"
    with closing(sqlite3.connect(path)) as database:
        left = database.execute("SELECT count(*) FROM documents WHERE client_id = ?", (other,)).fetchone()
    assert left == (0,)


def test_nothing_of_a_document_lies_in_clear(practice: Practice, desk_of: Desks, zofia: str) -> None:
    desk = desk_of(zofia)
    desk.sign(desk.create(DocumentKind.DISCHARGE, Purpose.OWN).id, ME)
    stored = b"".join(p.read_bytes() for p in practice.settings.data_dir.glob("longview.db*"))
    assert [w for w in (b"Halina", b"panic", b"discharge", b"Brandt") if w in stored] == []
