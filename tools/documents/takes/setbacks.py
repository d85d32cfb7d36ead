"""Returns towards baseline: which sessions, what was said in them, what was going on, whether they passed."""

from __future__ import annotations

from retrieval.records import Evidence
from tools.documents.material import Material
from tools.documents.outlines import Take
from tools.documents.records import Basis, Sentence
from tools.documents.sentences import apart, listed, phrases, quote, sentence, trimmed
from tools.records import Assertion, Direction, Level, Setback, Topic

CONTEXTS = 2


def setbacks(material: Material, take: Take, register: str) -> tuple[Sentence, ...]:
    """Each setback with its words; that none is documented is said, and not as if there had been none."""
    found = material.assessment.setbacks[-take.most :]
    table = phrases(register)
    if not found:
        return (sentence(table["no_setback"], Basis.SILENT),) if material.attended else ()
    told: list[Sentence] = []
    for item in found:
        told += _setback(item, material, register)
    return tuple(told)


def _setback(item: Setback, material: Material, register: str) -> list[Sentence]:
    table = phrases(register)
    said = _worst(item, material)
    context = apart(e for e in map(trimmed, item.context) if not any(e.overlaps(o) for o in said))[:CONTEXTS]
    evidence = (*said, *context)
    end = table["setback_end"]["recovered" if item.recovered_by else "open"].format(by=item.recovered_by)
    text = table["setback"].format(
        kind=item.kind,
        domains=", ".join(table["domains"][d.value].lower() for d in item.domains),
        sessions=listed(item.sessions),
        end=end,
    )
    marks = "".join(f"{{cite:{at}}}" for at in range(len(evidence)))
    basis = Basis.COMPUTED if evidence else Basis.SILENT
    return [
        sentence(f"{text} {marks}".strip(), basis, evidence),
        *(quote(table["setback_said"], e) for e in said),
        *(quote(table["setback_context"], e) for e in context),
    ]


def _worst(item: Setback, material: Material) -> tuple[Evidence, ...]:
    """The surest words of trouble in each domain, in the setback's first and last session."""
    found = [
        o
        for o in material.observations
        if o.topic is Topic.FINDING
        and o.of_client
        and o.assertion is Assertion.PRESENT
        and o.evidence.session in item.sessions
        and (o.level is Level.IMPAIRED or o.direction is Direction.WORSE)
    ]
    ends = dict.fromkeys((min(item.sessions), max(item.sessions)))
    chosen = [
        max(there, key=lambda o: (o.certainty, o.id))
        for session in ends
        for domain in item.domains
        if (there := [o for o in found if o.evidence.session == session and domain in o.domains])
    ]
    return apart(trimmed(o.evidence) for o in chosen)
