"""How probable each verdict is, in the light of what courses are like and of the other domains.

A Markov chain makes too few courses that rise and fall again and again, and too many that fall back once.
And domains go together: a lasting gain in function beside symptoms that never moved is rare, and needs
clearer words than one beside symptoms that gained. Both are weighed in by published frequencies
(`verdict_frequency.tsv`, `verdict_pairs.tsv`), never beyond what the drawn courses allow: a verdict that no
possible course gives stays impossible, and one that all give stays certain.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, log

from tools.outcomes.course_tables import CourseTables, Label, course_tables
from tools.records import Domain

Tally = Mapping[Label, float]

COUPLING = 0.3
"""How much the other domains count; four domains that agree are less than four witnesses. Chosen with
writers held out, from .15, .3 and .5."""
ROUNDS = 2


def weigh(tallies: Mapping[Domain, Tally], tables: CourseTables | None = None) -> Mapping[Domain, Tally]:
    """Adjust the verdict probabilities of all domains; each stays a distribution over its own verdicts."""
    known = tables or course_tables()
    prior = {
        domain: _normal(
            {label: share * known.frequency.get((domain, label), 1.0) for label, share in tally.items()}
        )
        for domain, tally in tallies.items()
    }
    beliefs = prior
    for _ in range(ROUNDS):
        beliefs = {domain: _coupled(domain, prior[domain], beliefs, known) for domain in prior}
    return beliefs


def _coupled(domain: Domain, own: Tally, beliefs: Mapping[Domain, Tally], tables: CourseTables) -> Tally:
    if len(own) == 1:
        return own
    others = [tally for other, tally in beliefs.items() if other is not domain]
    return _normal(
        {label: share * exp(COUPLING * _support(label, others, tables)) for label, share in own.items()}
    )


def _support(label: Label, others: list[Tally], tables: CourseTables) -> float:
    """How much more often than chance this verdict stands beside what the other domains show, in logs."""
    pairs = tables.pairs
    return sum(log(sum(share * pairs.get((label, o), 1.0) for o, share in tally.items())) for tally in others)


def _normal(tally: Tally) -> Tally:
    total = sum(tally.values())
    return {label: share / total for label, share in tally.items()}
