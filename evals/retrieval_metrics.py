"""ragas' deterministic retrieval metrics over sessions: were those found that an answer rests on?

ID-based context precision and recall (`IDBasedContextPrecision` and `IDBasedContextRecall` of ragas 0.4): the
ids are session numbers. They are averaged over questions that have evidence in gold; a question for which
nothing was found has recall 0 and no precision.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from evals.ragas_package import ragas_module


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Sessions that were found for a question, and those that hold its answer."""

    sessions: tuple[int, ...]
    wanted: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextScores:
    """Means over questions, 0 to 1; None where there was nothing to average."""

    precision: float | None
    recall: float | None
    questions: int


def context_scores(found: Sequence[Found]) -> ContextScores:
    """Score what was found for a number of questions; those without wanted sessions do not count."""
    counted = [item for item in found if item.wanted]
    pairs = asyncio.run(_score(counted))
    return ContextScores(
        precision=_mean([precision for precision, _ in pairs]),
        recall=_mean([recall for _, recall in pairs]),
        questions=len(counted),
    )


async def _score(found: Sequence[Found]) -> list[tuple[float, float]]:
    sample = ragas_module("ragas").SingleTurnSample
    precision = ragas_module("ragas.metrics._context_precision").IDBasedContextPrecision()
    recall = ragas_module("ragas.metrics._context_recall").IDBasedContextRecall()
    pairs = []
    for item in found:
        row = sample(retrieved_context_ids=list(item.sessions), reference_context_ids=list(item.wanted))
        before = await precision.single_turn_ascore(row) if item.sessions else math.nan
        pairs.append((before, await recall.single_turn_ascore(row)))
    return pairs


def _mean(values: Sequence[float]) -> float | None:
    numbers = [value for value in values if not math.isnan(value)]
    return round(fmean(numbers), 4) if numbers else None
