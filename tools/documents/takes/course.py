"""What changed and whether it lasted, as the outcome engine found it, with the words on either side."""

from __future__ import annotations

from retrieval.records import Evidence
from tools.documents.material import Material
from tools.documents.outlines import Take
from tools.documents.records import Basis, Sentence
from tools.documents.sentences import apart, phrases, quote, sentence, trimmed
from tools.records import Assertion, Change, Domain, Durability, Topic, Trajectory, Verdict

BEFORE_A_TURN = 3
"""Sessions before a turn in which what was noted is listed beside it."""
SURE_ENOUGH = 0.5
AGAINST = 2
"""Words against a verdict beside it; the part on contrary evidence has more."""
ORDERED = (Topic.INTERVENTION, Topic.MEDICATION, Topic.LIFE_EVENT)


def course(material: Material, take: Take, register: str) -> tuple[Sentence, ...]:
    """One domain: the verdict, the words that carry it, the words against it."""
    domain = Domain(take.of)
    verdict = material.assessment.domains[domain]
    told = verdict_sentence(verdict, material, register)
    if told.basis is Basis.SILENT:
        return (told,) if verdict.documented_sessions else ()
    roles = phrases(register)["roles"]
    trajectory = material.assessment.trajectories[domain]
    carried = _telling(apart(map(trimmed, verdict.evidence)), verdict, trajectory, take.most)
    against = [e for e in apart(map(trimmed, verdict.against)) if not any(e.overlaps(c) for c in carried)]
    said = phrases(register)["said"]
    return (
        told,
        *(quote(f"{roles[_role(e, verdict, trajectory)]}, {_lowered(said)}", e) for e in carried),
        *(quote(phrases(register)["against"], e) for e in against[:AGAINST]),
    )


def _telling(
    evidence: tuple[Evidence, ...], verdict: Verdict, trajectory: Trajectory, most: int
) -> list[Evidence]:
    """Start, turn and end before what lies between; in order of time."""
    first = sorted(evidence, key=lambda e: _role(e, verdict, trajectory) == "between")[:most]
    return [e for e in evidence if e in first]


def overall(material: Material, take: Take, register: str) -> tuple[Sentence, ...]:
    """The overall verdict alone."""
    told = verdict_sentence(material.assessment.overall, material, register)
    return () if told.basis is Basis.SILENT else (told,)


def against(material: Material, take: Take, register: str) -> tuple[Sentence, ...]:
    """What speaks against the verdicts, over all domains."""
    found = apart(map(trimmed, material.assessment.overall.against))
    template = phrases(register)["against"]
    return tuple(quote(template, e) for e in sorted(found, key=lambda e: (e.session, e.start))[: take.most])


def order(material: Material, take: Take, register: str) -> tuple[Sentence, ...]:
    """Interventions, medication and life events noted shortly before a turn, in order of time."""
    table = phrases(register)
    numbers = [s.session for s in material.sessions]
    told: list[Sentence] = []
    for domain, verdict in material.assessment.domains.items():
        onset = verdict.onset_session
        if onset not in numbers:
            continue
        near = set(numbers[max(0, numbers.index(onset) - BEFORE_A_TURN) : numbers.index(onset)])
        found = [
            o
            for o in material.observations
            if o.topic in ORDERED
            and o.evidence.session in near
            and o.assertion is Assertion.PRESENT
            and o.certainty >= SURE_ENOUGH
        ]
        surest = sorted(found, key=lambda o: (-o.certainty, o.id))[: take.most]
        told += (
            quote(
                table["order"],
                trimmed(o.evidence),
                domain=table["domains"][domain.value].lower(),
                onset=onset,
                topic=table["topics"][o.topic.value],
            )
            for o in sorted(surest, key=lambda o: (o.evidence.session, o.evidence.start))
        )
    return tuple(told)


def verdict_sentence(verdict: Verdict, material: Material, register: str) -> Sentence:
    """Word a verdict; no label, figure or date is added to it. Silent where there is nothing to cite."""
    table = phrases(register)
    what = table["domains"][verdict.domain.value if verdict.domain else "overall"]
    evidence = apart(map(trimmed, verdict.evidence))
    if verdict.change is Change.NOT_DOCUMENTED or not evidence:
        text = table["verdict"]["insufficient"].format(
            what=what, documented=verdict.documented_sessions, sessions=len(material.attended)
        )
        return sentence(text, Basis.SILENT)
    text = table["verdict"][_key(verdict)].format(
        what=what, onset=verdict.onset_session, held=_held(verdict, table["held"])
    )
    if verdict.situational:
        text += f" {table['situational']}"
    marks = "".join(f"{{cite:{at}}}" for at in range(len(evidence)))
    return sentence(f"{text} {marks}", Basis.COMPUTED, evidence)


def _key(verdict: Verdict) -> str:
    if verdict.durability is Durability.INSUFFICIENT:
        return f"none_{verdict.change.value}"
    if verdict.durability is Durability.NONE:
        return f"none_{verdict.change.value}"
    if verdict.onset_session is None:  # a summary of domains that disagree has no one onset
        return "plain_onset" if verdict.change is Change.IMPROVED else f"none_{verdict.change.value}"
    return verdict.durability.value


def _held(verdict: Verdict, template: str) -> str:
    if verdict.weeks_held is None or verdict.sessions_held is None:
        return ""
    return template.format(weeks=round(verdict.weeks_held), count=verdict.sessions_held)


def _role(evidence: Evidence, verdict: Verdict, trajectory: Trajectory) -> str:
    points = trajectory.points
    if points and evidence.session == points[0].session:
        return "baseline"
    if evidence.session == verdict.onset_session:
        return "turn"
    return "latest" if points and evidence.session == points[-1].session else "between"


def _lowered(template: str) -> str:
    return template[0].lower() + template[1:]
