from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tools.documents import DocumentKind, Material, Purpose, draft
from tools.documents.codec import decode, encode
from tools.documents.document import Choice, Document, Mark, decide, sign, with_draft, with_section
from tools.documents.errors import DocumentError, SignedError
from tools.documents.records import Basis, Sentence

Make = Callable[..., Material]


@pytest.fixture
def document(material: Make) -> Document:
    return Document(id="d", draft=draft(DocumentKind.DISCHARGE, Purpose.OWN, material()), created_at=1.0)


def said(document: Document) -> list[Sentence]:
    return [s for section in document.sections for s in section.sentences]


def in_part(document: Document, key: str) -> list[Sentence]:
    return [s for x in document.sections for p in x.parts if p.key == key for s in p.sentences]


def mark(sentence_id: str, choice: Choice, text: str = "", **more: str) -> Mark:
    place = {"section": "", "part": ""} | more
    return Mark(sentence_id=sentence_id, choice=choice, author="a-1", at=2.0, text=text, typed=text, **place)


def test_no_two_sentences_share_an_id(document: Document) -> None:
    ids = [s.id for s in said(document)]
    assert len(set(ids)) == len(ids)


def test_accepting_changes_nothing_but_the_count_of_the_undecided(document: Document) -> None:
    after = decide(document, mark(said(document)[0].id, Choice.ACCEPTED))
    assert after.sections == document.sections
    assert after.undecided() == document.undecided() - 1


def test_rejecting_takes_a_sentence_out_and_taking_it_back_puts_it_in(document: Document) -> None:
    first = said(document)[0]
    after = decide(document, mark(first.id, Choice.REJECTED))
    assert first not in said(after)
    assert said(decide(after, mark(first.id, Choice.OPEN))) == said(document)
    assert len(decide(after, mark(first.id, Choice.OPEN)).marks) == 2


def test_an_edit_keeps_author_time_words_and_what_it_was(document: Document) -> None:
    old = next(s for s in said(document) if s.basis is Basis.QUOTE)
    after = decide(document, mark(old.id, Choice.EDITED, "Panic since spring."))
    new = next(s for s in said(after) if s.id == old.id)
    assert (new.basis, new.text, new.evidence) == (Basis.WRITTEN, "Panic since spring.", old.evidence)
    assert (after.marks[0].author, after.marks[0].at, after.marks[0].kept) == ("a-1", 2.0, old)


def test_an_edit_outlives_the_sentence_it_was_made_on(document: Document, material: Make) -> None:
    old = in_part(document, "diagnosis")[0]
    edited = decide(document, mark(old.id, Choice.EDITED, "Panic disorder, confirmed."))
    fresh = draft(DocumentKind.DISCHARGE, Purpose.OWN, material(without=("Dx:",)))
    texts = [s.text for s in in_part(with_draft(edited, fresh), "diagnosis")]
    assert texts == ["Panic disorder, confirmed."]


def test_a_section_made_anew_keeps_the_rest_and_stays_stale(document: Document, material: Make) -> None:
    fresh = draft(DocumentKind.DISCHARGE, Purpose.OWN, material(without=("Dx:",)))
    section = next(s for s in fresh.sections if s.key == "presenting")
    after = with_section(document, section)
    assert [s.text for s in in_part(after, "diagnosis")] == ["Not documented."]
    assert in_part(after, "goals") == in_part(document, "goals")
    assert after.stale(fresh.made_from)
    with pytest.raises(DocumentError, match="no section"):
        with_section(document, replace(section, key="nowhere"))


def test_what_is_added_takes_the_place_of_silence(document: Document) -> None:
    after = decide(document, mark("", Choice.ADDED, "Ended by agreement.", section="ending", part="ending"))
    assert [s.text for s in in_part(after, "ending")] == ["Ended by agreement."]
    ending = next(s for s in after.sections if s.key == "ending")
    assert "agreed?" not in " ".join(ending.asks)


def test_a_signature_freezes_everything(document: Document, material: Make) -> None:
    signed = sign(document, author="a-1", name="Dr Brandt", at=3.0)
    assert signed.sections == document.sections
    assert signed.signature is not None
    assert signed.signature.versions == document.draft.versions
    fresh = draft(DocumentKind.DISCHARGE, Purpose.OWN, material(without=("Dx:",)))
    for change in (
        lambda: decide(signed, mark(said(signed)[0].id, Choice.REJECTED)),
        lambda: with_draft(signed, fresh),
        lambda: with_section(signed, fresh.sections[0]),
        lambda: sign(signed, author="b", name="", at=4.0),
    ):
        with pytest.raises(SignedError):
            change()
    assert signed.stale(fresh.made_from)


@pytest.mark.parametrize(
    "wish",
    [
        mark("nowhere", Choice.ACCEPTED),
        mark("", Choice.ADDED, "Words.", section="ending", part="nowhere"),
        mark("", Choice.ADDED, "", section="ending", part="ending"),
        mark("", Choice.ADDED, "x" * 4001, section="ending", part="ending"),
    ],
)
def test_what_cannot_be_done_changes_nothing(document: Document, wish: Mark) -> None:
    with pytest.raises(DocumentError):
        decide(document, wish)


def test_a_document_comes_back_from_json_as_it_was(document: Document) -> None:
    marked = decide(document, mark(said(document)[3].id, Choice.EDITED, "“Ümläute” {quote:0}"))
    signed = sign(replace(marked, part2=True), author="a", name="Ž", at=3.0)
    for item in (document, marked, signed):
        assert decode(encode(item)) == item


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"id": "Zofia"}'])
def test_anything_else_is_refused_without_its_words(text: str) -> None:
    with pytest.raises(DocumentError) as refused:
        decode(text)
    assert "Zofia" not in str(refused.value)
