from __future__ import annotations

from dataclasses import replace

import pytest

from evals.documents.measuring import count, quotes_of_blanks, without, without_findings
from retrieval.records import Evidence
from tools.documents.document import Document
from tools.documents.layout import LaidPart, LaidSection, Line, Page, Source
from tools.documents.records import Basis, DocumentKind, Draft, DraftSection, Part, Purpose, Sentence

EVIDENCE = Evidence(note_id="n1", session=1, start=0, end=10, quote="Slept four")
NOTES = {1: "Slept  four hours. Denies SI."}


def document(*sentences: Sentence, key: str = "risk") -> Document:
    section = DraftSection(
        key="risk", title="Risk", parts=(Part(key=key, label="Risk", sentences=sentences),)
    )
    draft = Draft(
        kind=DocumentKind.DISCHARGE, purpose=Purpose.OWN, client_id="c", title="D", sections=(section,)
    )
    return Document(id="d", draft=draft, created_at=0.0)


def page(*lines: str, label: str = "Mental status") -> Page:
    part = LaidPart(label=label, lines=tuple(Line(text=text) for text in lines))
    return Page(
        kind=DocumentKind.DISCHARGE,
        purpose=Purpose.OWN,
        title="D",
        client="",
        mark="",
        sections=(LaidSection(key="a", title="A", parts=(part,)),),
        sources=(Source(number=1, text="Session 1, 8 Jan 2024, progress note: “Slept four”"),),
    )


def sentence(basis: Basis, text: str = "", *evidence: Evidence) -> Sentence:
    return Sentence(id="s", text=text, basis=basis, evidence=evidence)


@pytest.mark.parametrize(
    ("made", "field"),
    [
        (sentence(Basis.QUOTE, "{quote:0}", EVIDENCE), "cited"),
        (sentence(Basis.SILENT), "marked"),
        (sentence(Basis.TO_WRITE), "marked"),
        (sentence(Basis.RECORD), "of_record"),
        (sentence(Basis.COMPUTED), "neither"),
    ],
)
def test_each_sentence_is_of_one_sort(made: Sentence, field: str) -> None:
    found = count(document(made), page(), NOTES)
    assert {n: getattr(found, n) for n in ("cited", "marked", "of_record", "neither")} == {
        n: int(n == field) for n in ("cited", "marked", "of_record", "neither")
    }


@pytest.mark.parametrize(
    ("line", "wrong"),
    [("“Slept four hours” [1]", 0), ("“Slept five hours” [1]", 1), ("“Slept four” [2]", 1), ("no quote", 0)],
)
def test_quotes_are_looked_for_in_the_note_that_they_name(line: str, wrong: int) -> None:
    assert count(document(), page(line), NOTES).not_verbatim == wrong


def test_a_normal_finding_in_our_own_words_is_seen() -> None:
    found = count(document(sentence(Basis.RECORD, "Oriented, denies SI.")), page(), NOTES)
    assert found.supplied == 1
    assert count(document(sentence(Basis.QUOTE, "{quote:0}", EVIDENCE)), page(), NOTES).supplied == 0


def test_what_should_be_blank_is_counted_where_it_is_not() -> None:
    said = document(sentence(Basis.QUOTE, "{quote:0}", EVIDENCE))
    assert count(said, page(), NOTES, blank=True).not_blank == 1
    assert count(said, page(), NOTES).not_blank == 0
    assert count(document(sentence(Basis.SILENT)), page(), NOTES, blank=True).not_blank == 0


def test_missing_sections_are_counted() -> None:
    found = count(document(sentence(Basis.SILENT)), page(), NOTES)
    assert found.missing_sections > 5


def test_counts_add_up() -> None:
    one = count(document(sentence(Basis.SILENT)), page(), NOTES)
    assert (one + one).marked == 2
    assert one + replace(one, marked=0, sentences=0) == replace(one + one, marked=1, sentences=1)


def test_findings_are_taken_out_of_notes() -> None:
    assert (
        without_findings("Slept four hours. Affect flat. Denies SI. Walked.") == "Slept four hours.\nWalked."
    )
    assert without("Slept four hours. Spoke low.", {"Spoke low"}) == "Slept four hours."
    assert list(quotes_of_blanks(page("Session 1: “Spoke low” [1]."))) == ["Spoke low"]
    assert list(quotes_of_blanks(page("“Spoke low” [1]", label="Goals"))) == []
