from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tools.documents import Draft, Material, draft, outline_of
from tools.documents.checking import problems
from tools.documents.errors import DocumentError, UnsupportedSentenceError
from tools.documents.records import Basis, DocumentKind, Part, Purpose
from tools.documents.takes.golden_thread import loose_ends

Make = Callable[..., Material]
BLANKS = ("diagnosis", "mental", "risk", "safety")
ALL = [(kind, purpose) for kind in DocumentKind for purpose in outline_of(kind).purposes]


def part(found: Draft, section: str, key: str) -> Part:
    return next(p for s in found.sections if s.key == section for p in s.parts if p.key == key)


def quotes(part: Part) -> list[str]:
    return [e.quote for s in part.sentences for e in s.evidence]


def discharge(material: Material) -> Draft:
    return draft(DocumentKind.DISCHARGE, Purpose.OWN, material)


@pytest.mark.parametrize(("kind", "purpose"), ALL)
def test_every_sentence_is_cited_or_marked_and_every_section_is_there(
    material: Make, kind: DocumentKind, purpose: Purpose
) -> None:
    given = material(kind, purpose)
    found = draft(kind, purpose, given)
    for sentence in (s for section in found.sections for s in section.sentences):
        assert list(problems(sentence, given)) == []
        assert sentence.evidence or sentence.basis in (Basis.SILENT, Basis.TO_WRITE, Basis.RECORD)
    wanted = [s.key for s in outline_of(kind).sections if purpose in s.purposes]
    assert [s.key for s in found.sections] == wanted
    assert all(section.sentences for section in found.sections)


@pytest.mark.parametrize(("kind", "purpose"), ALL)
def test_the_same_material_gives_the_same_draft(material: Make, kind: DocumentKind, purpose: Purpose) -> None:
    assert draft(kind, purpose, material(kind, purpose)) == draft(kind, purpose, material(kind, purpose))


@pytest.mark.parametrize(
    ("section", "key", "taken_out"),
    [
        ("presenting", "diagnosis", ("Dx:",)),
        ("status", "mental", ("affect",)),
        ("risk", "risk", ("SI",)),
        ("risk", "safety", ("SI",)),
        ("goals", "goals", ("goal",)),
        ("treatment", "interventions", ("exposure",)),
        ("life", "life", ("sold",)),
        ("outcome", "scores", ("PHQ-9",)),
        ("ending", "ending", ()),
        ("after", "warning", ()),
    ],
)
def test_what_the_notes_do_not_say_is_not_documented_and_to_be_asked(
    material: Make, section: str, key: str, taken_out: tuple[str, ...]
) -> None:
    found = part(discharge(material(without=taken_out)), section, key)
    assert [(s.basis, s.text) for s in found.sentences] == [(Basis.SILENT, "Not documented.")]
    assert found.ask.endswith("?")


@pytest.mark.parametrize(("kind", "purpose"), ALL)
def test_no_document_supplies_diagnosis_risk_or_mental_status(
    material: Make, kind: DocumentKind, purpose: Purpose
) -> None:
    given = material(kind, purpose, without=("Dx:", "SI", "affect"))
    parts = [p for s in draft(kind, purpose, given).sections for p in s.parts if p.key in BLANKS]
    assert all(s.basis is Basis.SILENT for p in parts for s in p.sentences)
    assert all(p.ask.endswith("?") for p in parts)
    told = [p for s in draft(kind, purpose, material(kind, purpose)).sections for p in s.parts]
    there = {p.key for p in told if p.key in BLANKS and any(s.basis is Basis.QUOTE for s in p.sentences)}
    assert there <= {p.key for p in parts}


def test_the_head_of_a_note_is_quoted_by_no_part(material: Make) -> None:
    given = material()
    head = "Client: [CLIENT]  MRN 12-345  Session 10 (discharge)"
    last = replace(given.passages[-1], text=head)
    found = discharge(replace(given, passages=(*given.passages[:-1], last)))
    assert head not in [e.quote for s in found.sections for x in s.sentences for e in x.evidence]


def test_what_the_notes_do_say_is_quoted(material: Make) -> None:
    found = discharge(material())
    assert quotes(part(found, "presenting", "diagnosis")) == ["panic disorder, F41.0."]
    assert "Passive SI, no plan." in quotes(part(found, "risk", "risk"))
    assert quotes(part(found, "treatment", "interventions")) == ["Interoceptive exposure begun."]


def test_a_silence_at_the_end_is_told_with_the_last_mention(material: Make) -> None:
    (told,) = part(discharge(material()), "risk", "risk").sentences
    assert told.text.startswith("Not documented in the last 3 attended sessions; last mentioned in session 1")
    assert told.basis is Basis.QUOTE


def test_setbacks_contrary_evidence_and_life_context_are_in(material: Make) -> None:
    found = discharge(material())
    setback = part(found, "course", "setbacks")
    assert "recovered from by session 7" in setback.sentences[0].text
    assert "Three attacks after the funeral." in quotes(setback)
    assert "Three attacks after the funeral." in quotes(part(found, "course", "against"))
    assert quotes(part(found, "life", "life")) == ["Flat was sold, she moves in with [SISTER]."]


def test_no_setback_is_not_worded_as_if_there_had_been_none(material: Make) -> None:
    found = part(discharge(material(without=("funeral", "Stayed"))), "course", "setbacks")
    assert "not the same as none having happened" in found.sentences[0].text


def test_associations_are_in_order_of_time_only(material: Make) -> None:
    told = part(discharge(material()), "course", "order").sentences
    assert any("exposure" in e.quote for s in told for e in s.evidence)
    assert all("in order of time and not as cause" in s.text for s in told)


def test_scores_are_those_recorded(material: Make) -> None:
    series, change = part(discharge(material()), "outcome", "scores").sentences
    assert series.text.startswith("PHQ-9: 18 in session 1")
    assert "reliable change 6 points" in change.text
    assert [e.quote for e in series.evidence][:2] == ["PHQ-9 = 18", "PHQ-9 = 9"]


def test_a_score_is_quoted_without_the_sentence_after_it(material: Make) -> None:
    given = material()
    measure = given.assessment.measures[0]
    whole = given.text("n1")
    start = measure.evidence.start
    wide = replace(measure, evidence=replace(measure.evidence, quote=whole[start:], end=len(whole)))
    found = discharge(replace(given, assessment=replace(given.assessment, measures=(wide,))))
    assert set(quotes(part(found, "outcome", "scores"))) == {"PHQ-9 = 18"}


def test_the_therapists_reactions_are_left_to_write(material: Make) -> None:
    given = material(DocumentKind.SUPERVISION, Purpose.OWN, psychotherapy=True)
    found = draft(DocumentKind.SUPERVISION, Purpose.OWN, given)
    assert [s.basis for s in part(found, "alliance", "reactions").sentences] == [Basis.TO_WRITE]
    assert [s.basis for s in part(found, "question", "question").sentences] == [Basis.TO_WRITE]


@pytest.mark.parametrize(("kind", "purpose"), ALL)
def test_a_psychotherapy_note_changes_no_outward_document(
    material: Make, kind: DocumentKind, purpose: Purpose
) -> None:
    with_it = draft(kind, purpose, material(kind, purpose, psychotherapy=True))
    without = draft(kind, purpose, material(kind, purpose))
    if (kind, purpose) == (DocumentKind.SUPERVISION, Purpose.OWN):
        assert with_it.sections != without.sections
    else:
        assert with_it.sections == without.sections
        assert "1 psychotherapy note" in with_it.notices[0]


@pytest.mark.parametrize(
    ("kind", "purpose"),
    [(DocumentKind.DISCHARGE, Purpose.CLIENT), (DocumentKind.SUPERVISION, Purpose.INSURER)],
)
def test_a_document_is_not_made_for_a_purpose_that_it_is_not_for(
    material: Make, kind: DocumentKind, purpose: Purpose
) -> None:
    with pytest.raises(DocumentError, match="Choose: own"):
        draft(kind, purpose, material(kind, purpose))


def test_an_insurer_gets_the_minimum(material: Make) -> None:
    found = draft(DocumentKind.DISCHARGE, Purpose.INSURER, material(DocumentKind.DISCHARGE, Purpose.INSURER))
    assert "Life context" in found.left_out
    keys = {p.key for s in found.sections for p in s.parts}
    assert keys & {"life", "history", "order"} == set()


def test_the_golden_thread_is_quoted_where_it_holds_and_named_where_it_breaks(material: Make) -> None:
    kind, purpose = DocumentKind.NECESSITY, Purpose.INSURER
    assert loose_ends(material(kind, purpose)) == (
        "Golden thread: goal and intervention share no word in the notes quoted; check that the letter says "
        "how they belong together.",
    )
    broken = material(kind, purpose, without=("goal", "Dx:"))
    assert [end for end in loose_ends(broken) if "no " in end[:18]] == [
        "Golden thread: no diagnosis is documented.",
        "Golden thread: no goal is documented.",
    ]
    texts = [s.text for s in part(draft(kind, purpose, broken), "thread", "thread").sentences]
    assert "Diagnosis: not documented." in texts


def test_the_clients_own_summary_is_in_plain_words_and_what_she_reported(material: Make) -> None:
    kind, purpose = DocumentKind.PROGRESS, Purpose.CLIENT
    found = draft(kind, purpose, material(kind, purpose))
    text = " ".join(s.text for section in found.sections for s in section.sentences)
    assert "baseline" not in text
    assert "Flat affect, slow speech." not in [
        e.quote for section in found.sections for s in section.sentences for e in s.evidence
    ]


def test_a_chart_without_sessions_is_silent_throughout() -> None:
    from tools.documents import material_of
    from tools.records import Chart

    empty = material_of(
        DocumentKind.DISCHARGE, Purpose.OWN, notes=(), passages=(), chart=Chart(client_id="c", sessions=())
    )
    found = discharge(empty)
    assert {s.basis for x in found.sections for s in x.sentences} == {Basis.SILENT, Basis.TO_WRITE}


def test_another_word_in_a_note_changes_the_fingerprint(material: Make) -> None:
    assert material().fingerprint == material().fingerprint
    assert material().fingerprint != material(without=("Stayed",)).fingerprint


def test_a_sentence_that_its_note_does_not_carry_stops_the_draft(material: Make) -> None:
    given = material()
    broken = tuple(
        replace(n, body=replace(n.body, text=n.text.replace("panic", "anger"))) for n in given.notes
    )
    with pytest.raises(UnsupportedSentenceError, match="not verbatim"):
        discharge(replace(given, notes=broken))
