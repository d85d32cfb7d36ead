"""The sets by name: where their texts come from and how their labels are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from evals.deid import chart_files, presidio_research
from evals.deid.comparing import AS_LABELLED, View
from evals.deid.generator.charts import charts, one_by_one
from evals.deid.generator.template import read_file, read_folder
from evals.deid.records import AnnotatedChart
from evals.errors import CaseError

FOLDER = Path(__file__).resolve().parent
TEMPLATES = FOLDER / "templates"
HARD_CASES = FOLDER / "adversarial.txt"

GENERATED = ("tuning", "reporting")
"""Tuning templates are learnt from. Of the reporting templates, written last and without sight of the
detector, only figures are seen."""
NAMES = (*GENERATED, "adversarial", "corpus", "presidio-research")
IN_SCOPE, ALL_LABELS = "identifiers by our definition", "all labels of the set"


@dataclass(frozen=True, slots=True)
class AnnotatedSet:
    """Charts, and the ways in which their labels are read."""

    charts: tuple[AnnotatedChart, ...]
    views: Mapping[str, View] = field(default_factory=lambda: AS_LABELLED)


def load(
    name: str, *, path: Path | None = None, notes: int = 2000, seed: int = 0, half: str = ""
) -> AnnotatedSet:
    """Read or make a set.

    Args:
        name: one of `NAMES`.
        path: the file of a set that is not part of this repository.
        notes: how many notes to generate.
        seed: of the generator.
        half: of presidio-research: `tuning`, `reporting`, or empty for both.

    Raises:
        CaseError: a path is missing, or a file is not what it should be.
    """
    if name in GENERATED:
        return AnnotatedSet(tuple(generated(name, notes, seed)))
    if name == "adversarial":
        return AnnotatedSet(tuple(one_by_one(tuple(read_file(path or HARD_CASES)), seed)))
    if path is None:
        raise CaseError(f"Expected --path with the file of the set {name}; none came. Pass it.")
    if name == "corpus":
        return AnnotatedSet(tuple(chart_files.read(path)))
    views: Mapping[str, View] = {
        IN_SCOPE: lambda chart: chart,
        ALL_LABELS: presidio_research.with_everything,
    }
    return AnnotatedSet(tuple(presidio_research.read(path, half)), views)


def generated(name: str, notes: int, seed: int = 0) -> tuple[AnnotatedChart, ...]:
    """Make charts from the templates in templates/NAME."""
    return tuple(charts(read_folder(TEMPLATES / name), notes, seed))
