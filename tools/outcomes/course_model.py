"""How the state of a domain tends to move from one documented session to the next.

The numbers stand in `course_model.tsv`, which says where they come from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from tools.records import Domain

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseModel:
    """A three-state Markov chain (impaired, partly, well) for one domain."""

    start: Array
    """(3,) how often each state is the first that is documented."""
    steps: Array
    """(3, 3) row: state now; column: state in the next documented session."""
    share: Array
    """(3,) how often each state occurs among documented sessions."""


@cache
def course_models() -> Mapping[Domain, CourseModel]:
    """Read the table once."""
    rows: dict[tuple[str, str], list[float]] = {}
    text = resources.files("tools.outcomes").joinpath("course_model.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            domain, row, *numbers = line.split("\t")
            rows[domain, row] = [float(n) for n in numbers]
    return {
        domain: CourseModel(
            start=np.array(rows[domain, "start"]),
            steps=np.array([rows[domain, level] for level in ("impaired", "partly", "well")]),
            share=np.array(rows[domain, "share"]),
        )
        for domain in Domain
    }
