"""How probable each verdict is, in the light of what courses are like and of the other domains.

A Markov chain makes too few courses that rise and fall again and again, and too many that fall back once.
And domains go together: a lasting gain in function beside symptoms that never moved is rare, and needs
clearer words than one beside symptoms that gained. Both are weighed in by published frequencies
(`verdict_frequency.tsv`, `verdict_pairs.tsv`), never beyond what the drawn courses allow: a verdict that no
possible course gives stays impossible, and one that all give stays certain.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from math import exp, log

from tools.records import Change, Domain, Durability

Label = tuple[Change, Durability]
Tally = Mapping[Label, float]

COUPLING = 0.3
"""How much the other domains count; four domains that agree are less than four witnesses. Chosen with
writers held out, from .15, .3 and .5."""
ROUNDS = 2


def weigh(tallies: Mapping[Domain, Tally]) -> Mapping[Domain, Tally]:
    """Adjust the verdict probabilities of all domains; each stays a distribution over its own verdicts."""
    prior = {
        domain: _normal(
            {label: share * _frequency().get((domain, label), 1.0) for label, share in tally.items()}
        )
        for domain, tally in tallies.items()
    }
    beliefs = prior
    for _ in range(ROUNDS):
        beliefs = {domain: _coupled(domain, prior[domain], beliefs) for domain in prior}
    return beliefs


def _coupled(domain: Domain, own: Tally, beliefs: Mapping[Domain, Tally]) -> Tally:
    if len(own) == 1:
        return own
    others = [tally for other, tally in beliefs.items() if other is not domain]
    return _normal({label: share * exp(COUPLING * _support(label, others)) for label, share in own.items()})


def _support(label: Label, others: list[Tally]) -> float:
    """How much more often than chance this verdict stands beside what the other domains show, in logs."""
    pairs = _pairs()
    return sum(log(sum(share * pairs.get((label, o), 1.0) for o, share in tally.items())) for tally in others)


def _normal(tally: Tally) -> Tally:
    total = sum(tally.values())
    return {label: share / total for label, share in tally.items()}


@cache
def _frequency() -> Mapping[tuple[Domain, Label], float]:
    return {(Domain(row[0]), _label(row[1])): float(row[2]) for row in _rows("verdict_frequency.tsv")}


@cache
def _pairs() -> Mapping[tuple[Label, Label], float]:
    return {(_label(row[0]), _label(row[1])): float(row[2]) for row in _rows("verdict_pairs.tsv")}


def _rows(name: str) -> list[list[str]]:
    text = resources.files("tools.outcomes").joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def _label(text: str) -> Label:
    change, durability = text.split("/")
    return Change(change), Durability(durability)
