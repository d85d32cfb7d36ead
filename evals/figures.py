"""From the marks of all cases to the figures that are printed, in the order and names of the case format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from evals.scorer import CaseScore, Mark

Figure = float | int | str | None | dict[str, float | None] | dict[str, str]

PLAIN = "plain"
ORDER: tuple[tuple[str, str], ...] = (
    ("domain_change_accuracy", PLAIN),
    ("domain_durability_accuracy", PLAIN),
    ("domain_verdict_accuracy", PLAIN),
    ("overall_verdict_accuracy", PLAIN),
    ("sustained_recall", PLAIN),
    ("false_sustained_count", "hits"),
    ("onset_within_2_sessions", PLAIN),
    ("evidence_session", "overlap with f1"),
    ("quotes_verbatim", PLAIN),
    ("quotes_count", "count of quotes_verbatim"),
    ("measures", "overlap"),
    ("phi_count", "count of phi_recall_full"),
    ("phi_recall_any", PLAIN),
    ("phi_recall_full", PLAIN),
    ("phi_precision", PLAIN),
    ("phi_full_by_type", "group of fractions"),
    ("answers_correct", PLAIN),
    ("false_abstention", PLAIN),
    ("false_correction", PLAIN),
    ("abstention_recall", PLAIN),
    ("false_premise_handled", PLAIN),
    ("citation_session", "overlap with f1"),
    ("answers_by_kind", "group of counts"),
)
"""Name of the figure, and how it is made from marks."""


def figures(scores: Iterable[CaseScore]) -> dict[str, Figure]:
    """Add up the marks of all cases and give every figure; None where there was nothing to count."""
    scores = tuple(scores)
    total: dict[str, Mark] = {}
    for score in scores:
        for name, mark in score.marks.items():
            total[name] = total.get(name, Mark()) + mark
    result: dict[str, Figure] = {
        "cases": len(scores),
        "missing_predictions": sum(score.missing for score in scores),
    }
    for name, how in ORDER:
        result |= _figure(name, how, total)
    return result


def misses_by_topic(scores: Iterable[CaseScore]) -> Counter[str]:
    """Count what was not right, by topic."""
    return Counter(miss.topic for score in scores for miss in score.misses)


def _figure(name: str, how: str, total: Mapping[str, Mark]) -> dict[str, Figure]:
    if how.startswith("overlap"):
        precision = fraction(total.get(f"{name}_precision"))
        recall = fraction(total.get(f"{name}_recall"))
        pair: dict[str, Figure] = {f"{name}_precision": precision, f"{name}_recall": recall}
        return pair | {f"{name}_f1": _f1(precision, recall)} if how.endswith("f1") else pair
    if how.startswith("group"):
        members = {
            key.split("/")[1]: mark for key, mark in sorted(total.items()) if key.startswith(f"{name}/")
        }
        if how.endswith("counts"):
            return {name: {key: f"{mark.hit}/{mark.of}" for key, mark in members.items()}}
        return {name: {key: fraction(mark) for key, mark in members.items()}}
    if how == "hits":
        return {name: total.get(name, Mark()).hit}
    if how.startswith("count of"):
        return {name: total.get(how.rsplit(" ", 1)[1], Mark()).of}
    return {name: fraction(total.get(name))}


def fraction(mark: Mark | None) -> float | None:
    """Give hits over total to four places; None where there was nothing to count."""
    return round(mark.hit / mark.of, 4) if mark and mark.of else None


def _f1(precision: float | None, recall: float | None) -> float:
    return round(2 * precision * recall / (precision + recall), 4) if precision and recall else 0.0
