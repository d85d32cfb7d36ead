"""Where the course stands still or has turned for the worse, and since when."""

from __future__ import annotations

from tools.documents.material import Material
from tools.documents.outlines import Take
from tools.documents.records import Basis, Sentence
from tools.documents.sentences import apart, phrases, quote, sentence, trimmed
from tools.records import Assertion, Change, Direction, Domain, Level, Observation, Topic, Verdict


def stuck(material: Material, take: Take, register: str) -> tuple[Sentence, ...]:
    """Domains that have not moved, and the latest words of worsening in each."""
    told: list[Sentence] = []
    for domain, verdict in material.assessment.domains.items():
        told += _of_domain(domain, verdict, material, register)
    return tuple(told)


def _of_domain(domain: Domain, verdict: Verdict, material: Material, register: str) -> list[Sentence]:
    table = phrases(register)
    what = table["domains"][domain.value]
    points = material.assessment.trajectories[domain].points
    evidence = apart(map(trimmed, verdict.evidence))
    if verdict.change is Change.UNCHANGED and evidence and points and points[-1].state is not Level.WELL:
        text = table["stalled"].format(what=what, count=len(points), session=points[-1].session)
        marks = "".join(f"{{cite:{at}}}" for at in range(len(evidence)))
        return [sentence(f"{text} {marks}", Basis.COMPUTED, evidence)]
    worse = _latest_worsening(domain, material)
    if verdict.change in (Change.WORSENED, Change.MIXED) and worse is not None:
        return [quote(table["worse"], trimmed(worse.evidence), what=what)]
    return []


def _latest_worsening(domain: Domain, material: Material) -> Observation | None:
    found = [
        o
        for o in material.observations
        if o.topic is Topic.FINDING
        and domain in o.domains
        and o.of_client
        and o.assertion is Assertion.PRESENT
        and o.direction is Direction.WORSE
    ]
    return max(found, key=lambda o: (o.evidence.session, o.certainty, o.id), default=None)
