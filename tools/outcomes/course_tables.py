"""What courses are like, counted in annotated charts: four tables beside this file that say their source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from tools.records import Change, Domain, Durability, Level

Array = npt.NDArray[np.float64]
Label = tuple[Change, Durability]
MODEL, FREQUENCY, PAIRS = "course_model.tsv", "verdict_frequency.tsv", "verdict_pairs.tsv"
ONSETS = "onset_gaps.tsv"
WIDEST = 8
"""Sessions between two onsets, beyond which all distances count alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseModel:
    """A three-state Markov chain (impaired, partly, well) for one domain."""

    start: Array
    """(3,) how often each state is the first that is documented."""
    steps: Array
    """(3, 3) row: state now; column: state in the next documented session."""
    share: Array
    """(3,) how often each state occurs among documented sessions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseTables:
    """All that was counted."""

    models: Mapping[Domain, CourseModel]
    frequency: Mapping[tuple[Domain, Label], float]
    """How much more often a verdict occurs than the chain makes it."""
    pairs: Mapping[tuple[Label, Label], float]
    """How much more often than chance two verdicts stand side by side in two domains."""
    gaps: Mapping[tuple[Domain, Domain], Array]
    """(2 * WIDEST + 1,) how much more often than chance the gain of the second domain begins so many sessions
    after that of the first, from -WIDEST to WIDEST."""


@cache
def course_tables() -> CourseTables:
    """Read the tables once."""
    folder = resources.files("tools.outcomes")
    return parse_tables(
        {n: folder.joinpath(n).read_text("utf-8").splitlines() for n in (MODEL, FREQUENCY, PAIRS, ONSETS)}
    )


def parse_tables(lines: Mapping[str, Iterable[str]]) -> CourseTables:
    """Make tables of their lines, by file name; comments are left out."""
    rows = {
        name: [r.split("\t") for r in text if r and not r.startswith("#")] for name, text in lines.items()
    }
    return CourseTables(
        models=_models(rows[MODEL]),
        frequency={(Domain(d), _label(label)): float(ratio) for d, label, ratio in rows[FREQUENCY]},
        pairs={(_label(one), _label(other)): float(ratio) for one, other, ratio in rows[PAIRS]},
        gaps={(Domain(row[0]), Domain(row[1])): np.array(row[2:], dtype=float) for row in rows[ONSETS]},
    )


def _models(rows: Iterable[list[str]]) -> Mapping[Domain, CourseModel]:
    numbers = {(row[0], row[1]): [float(n) for n in row[2:]] for row in rows}
    return {
        domain: CourseModel(
            start=np.array(numbers[domain, "start"]),
            steps=np.array([numbers[domain, level] for level in Level]),
            share=np.array(numbers[domain, "share"]),
        )
        for domain in Domain
    }


def _label(text: str) -> Label:
    change, durability = text.split("/")
    return Change(change), Durability(durability)
