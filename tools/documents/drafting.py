"""From an outline and material to a draft. Pure: the same material always gives the same draft."""

from __future__ import annotations

from dataclasses import astuple, replace
from hashlib import sha256

from tools.documents.checking import refuse_unsupported
from tools.documents.errors import DocumentError
from tools.documents.material import Material
from tools.documents.outlines import Outline, PartPlan, SectionPlan, outline_of
from tools.documents.records import Basis, DocumentKind, Draft, DraftSection, Part, Purpose, Sentence
from tools.documents.sentences import phrases, sentence
from tools.documents.takes import TAKERS, words
from tools.documents.takes.golden_thread import loose_ends
from tools.records import Topic

WRITE = "write"
"""The take that leaves a part to the clinician."""
SUBSTANCES = frozenset({"alcohol use", "substance use"})


def draft(kind: DocumentKind, purpose: Purpose, material: Material) -> Draft:
    """Draft a document.

    Args:
        kind: which document.
        purpose: whom it is for; decides which sections are needed.
        material: made for this kind and purpose.

    Returns:
        The draft. Where the notes are silent it says so and lists what to ask; nothing is ever supplied.

    Raises:
        DocumentError: this document is not made for this purpose.
        UnsupportedSentenceError: a sentence is not carried by its evidence.
    """
    outline = outline_of(kind)
    refuse_purpose(outline, purpose)
    wanted = [s for s in outline.sections if purpose in s.purposes]
    made = Draft(
        kind=kind,
        purpose=purpose,
        client_id=material.chart.client_id,
        title=outline.title,
        sections=tuple(section(plan, outline, purpose, material) for plan in wanted),
        left_out=tuple(s.title for s in outline.sections if purpose not in s.purposes),
        notices=_notices(kind, purpose, material),
        made_from=material.fingerprint,
        versions=_versions(outline, material),
    )
    refuse_unsupported(made, material)
    return made


def refuse_purpose(outline: Outline, purpose: Purpose) -> None:
    """Refuse a purpose that the document is not for.

    Raises:
        DocumentError: it is not one of the outline's.
    """
    if purpose not in outline.purposes:
        allowed = ", ".join(p.value for p in outline.purposes)
        raise DocumentError(
            f"The {outline.title.lower()} is not made for the purpose {purpose.value!r}. Choose: {allowed}."
        )


def section(plan: SectionPlan, outline: Outline, purpose: Purpose, material: Material) -> DraftSection:
    """Fill one section."""
    return DraftSection(
        key=plan.key,
        title=plan.title,
        parts=tuple(
            _apart(plan, _part(part, outline.register, material))
            for part in plan.parts
            if purpose in part.purposes
        ),
    )


def _apart(plan: SectionPlan, part: Part) -> Part:
    """The part with ids of its own: the same words in two places are decided on one by one."""
    place = f"{plan.key}/{part.key}/"
    return replace(
        part,
        sentences=tuple(
            replace(s, id=sha256(f"{place}{s.id}".encode()).hexdigest()[:12]) for s in part.sentences
        ),
    )


def _part(plan: PartPlan, register: str, material: Material) -> Part:
    table = phrases(register)
    if any(take.take == WRITE for take in plan.takes):
        text = table["to_write"].format(prompt=plan.ask or plan.label)
        return Part(key=plan.key, label=plan.label, sentences=(sentence(text, Basis.TO_WRITE),))
    told: list[Sentence] = []
    for take in plan.takes:
        for item in TAKERS[take.take](material, take, register):
            if not _repeats(item, told):
                told.append(item)
    if told and all(item.basis is Basis.QUOTE for item in told):
        told.sort(key=lambda item: (item.evidence[0].session, item.evidence[0].start))
    silent = all(item.basis is Basis.SILENT for item in told)
    if not told:
        told = [s for take in plan.takes for s in words.last_mention(material, take, register)][:1]
    told = told or [sentence(table["silent"], Basis.SILENT)]
    return Part(key=plan.key, label=plan.label, sentences=tuple(told), ask=plan.ask if silent else "")


def _repeats(item: Sentence, told: list[Sentence]) -> bool:
    """Whether a quote says again what the part has quoted already."""
    return item.basis is Basis.QUOTE and any(
        mine.overlaps(other)
        for before in told
        if before.basis is Basis.QUOTE
        for other in before.evidence
        for mine in item.evidence
    )


def _notices(kind: DocumentKind, purpose: Purpose, material: Material) -> tuple[str, ...]:
    notices = []
    if material.withheld:
        notices.append(f"{material.withheld} psychotherapy note(s) were left out (45 CFR 164.501).")
    if purpose is not Purpose.OWN and any(
        o.topic is Topic.FINDING and o.indicator in SUBSTANCES for o in material.observations
    ):
        notices.append(
            "The notes speak of alcohol or other substances: if yours is a 42 CFR Part 2 program, have the "
            "Part 2 notice printed."
        )
    if kind is DocumentKind.NECESSITY:
        notices += loose_ends(material)
    return tuple(notices)


def _versions(outline: Outline, material: Material) -> tuple[str, ...]:
    readers = sorted({s.reading.reader for s in material.sessions})
    limits = ", ".join(f"{value:g}" for value in astuple(material.thresholds))
    return (f"outline {outline.version}", *(f"reader {r}" for r in readers), f"thresholds {limits}")
