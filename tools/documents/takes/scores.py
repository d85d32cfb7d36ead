"""Scores as recorded, and what a first and a last one say together; a score never decides."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby

from retrieval.records import Evidence
from tools.documents.material import Material
from tools.documents.outlines import Take
from tools.documents.records import Basis, Sentence
from tools.documents.sentences import phrases, sentence, trimmed
from tools.records import Measure, RuleFiring

STOP = re.compile(r"[.;](?=\s)|\n")
RULE = "scores"
"""The rule of the outcome engine that compares a first and a last score."""


def scores(material: Material, take: Take, register: str) -> tuple[Sentence, ...]:
    """All scores of each instrument, then what its first and last say where reliable change is known."""
    table = phrases(register)
    used = sorted(material.assessment.measures, key=lambda m: (m.instrument, m.session, m.evidence.start))
    told: list[Sentence] = []
    for name, group in groupby(used, key=lambda m: m.instrument):
        found = list(group)
        parts = [
            table["score_one"].format(score=f"{m.score:g}", session=m.session, at=at)
            for at, m in enumerate(found)
        ]
        text = table["score"].format(name=name, scores=", ".join(parts))
        told.append(sentence(text, Basis.COMPUTED, map(_alone, found)))
        firing = _comparison(material, name)
        if firing is not None and firing.threshold and table["score_change"]:  # no plain words for it
            told.append(_change(name, firing, found, table["score_change"]))
    return tuple(told)


def _change(name: str, firing: RuleFiring, found: list[Measure], template: str) -> Sentence:
    outcome = firing.outcome.removeprefix(f"{name} ")
    ends = (_alone(found[0]), _alone(found[-1]))
    return sentence(
        template.format(name=name, outcome=outcome, threshold=firing.threshold), Basis.COMPUTED, ends
    )


def _alone(measure: Measure) -> Evidence:
    """The words of a score without the sentence after it, which a reader of scores need not see."""
    evidence = trimmed(measure.evidence)
    figure = re.search(rf"(?<![\d.]){re.escape(f'{measure.score:g}')}(?![\d])", evidence.quote)
    stop = STOP.search(evidence.quote, figure.end()) if figure else None
    if stop is None:
        return evidence
    return replace(evidence, quote=evidence.quote[: stop.start()], end=evidence.start + stop.start())


def _comparison(material: Material, name: str) -> RuleFiring | None:
    firings = (f for v in material.assessment.domains.values() for f in v.trace if f.rule == RULE)
    return next((f for f in firings if f.outcome.startswith(f"{name} ")), None)
