"""No sentence without its ground: what every draft and every signed document is held to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from retrieval.records import Evidence
from tools.documents.errors import UnsupportedSentenceError
from tools.documents.material import Material
from tools.documents.records import Basis, Draft, DraftSection, Sentence
from tools.documents.sentences import PLACEHOLDER

CITED = frozenset({Basis.QUOTE, Basis.COMPUTED})


def refuse_unsupported(draft: Draft, material: Material) -> None:
    """Pass a draft in which every sentence is carried.

    Raises:
        UnsupportedSentenceError: one is not.
    """
    wrong = [why for section in draft.sections for s in section.sentences for why in problems(s, material)]
    if wrong:
        raise UnsupportedSentenceError(
            f"{len(wrong)} sentence(s) of the draft are not carried by their evidence ({wrong[0]}). "
            "Nothing was drafted; import the notes again or report this."
        )


def problems(sentence: Sentence, material: Material) -> Iterator[str]:
    """Say what is wrong with a sentence, without its words."""
    if sentence.basis in CITED and not sentence.evidence:
        yield "no evidence"
    if sentence.basis not in CITED and sentence.basis is not Basis.WRITTEN and sentence.evidence:
        yield "evidence under a sentence that claims none"
    if not all(verbatim(e, material) for e in sentence.evidence):
        yield "not verbatim"
    if sentence.basis is Basis.QUOTE and not any(
        m[1] == "quote" for m in PLACEHOLDER.finditer(sentence.text)
    ):
        yield "a quote that quotes nothing"
    sessions = {s.session for s in material.sessions}
    for mark in PLACEHOLDER.finditer(sentence.text):
        number = int(mark[2])
        if mark[1] == "day" and number not in sessions:
            yield "an unknown session"
        if mark[1] != "day" and number >= len(sentence.evidence):
            yield "a citation of nothing"


def verbatim(evidence: Evidence, material: Material) -> bool:
    """Whether the words stand in their note at their place."""
    note = material.by_note.get(evidence.note_id)
    return (
        note is not None
        and bool(evidence.quote.strip())
        and note.session == evidence.session
        and note.text[evidence.start : evidence.end] == evidence.quote
    )


def with_true_evidence(section: DraftSection, material: Material) -> DraftSection:
    """An edit may outlive the note that its sentence cited; what is gone is cited no more."""
    parts = tuple(
        replace(part, sentences=tuple(_true(s, material) for s in part.sentences)) for part in section.parts
    )
    return replace(section, parts=parts)


def _true(sentence: Sentence, material: Material) -> Sentence:
    if sentence.basis is not Basis.WRITTEN:
        return sentence
    return replace(sentence, evidence=tuple(e for e in sentence.evidence if verbatim(e, material)))
