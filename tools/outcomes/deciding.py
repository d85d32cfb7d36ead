"""From the possible courses to one verdict: the most probable, but "sustained" only when it is clear."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tools.outcomes.course_tables import Label
from tools.outcomes.courses import Course
from tools.outcomes.judging import Finding
from tools.outcomes.possible import Possible
from tools.outcomes.thresholds import Thresholds
from tools.outcomes.weighing import Tally
from tools.records import Change, Durability

LASTING: Label = (Change.IMPROVED, Durability.SUSTAINED)
EMERGING: Label = (Change.IMPROVED, Durability.EMERGING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The verdict of one domain, the course that stands for it, and how probable it is."""

    finding: Finding
    course: Course
    probability: float
    sustained_probability: float
    withheld: bool = False
    """True when "sustained" was the most probable but not clear enough to be said."""


def decide(possible: Possible, tally: Tally, limits: Thresholds) -> Decision:
    """Choose a verdict and a course that shows it.

    A transient gain reported as lasting is the costliest error there is. Where "sustained" is the most
    probable verdict but not clear, the next most probable is given instead; one on an improvement, where
    improvement as such is clear. Where that is "emerging", or where the notes allow none of these, the gain
    stands with its most probable onset and only its lasting is left open: the course shown is then that of
    all courses that end in a gain.

    Args:
        possible: The judged courses.
        tally: Their verdicts' probabilities after weighing.
        limits: Thresholds.
    """
    ranked = sorted(tally, key=lambda label: (-round(tally[label], 9), label))
    withheld = ranked[0] == LASTING and tally[LASTING] < limits.sustained_confidence
    gained = sum(share for (change, _), share in tally.items() if change is Change.IMPROVED)
    any_change = gained < limits.improved_confidence
    weaker = [n for n in ranked if n != LASTING and (any_change or n[0] is Change.IMPROVED)]
    label = ranked[0] if not withheld else weaker[0] if weaker else EMERGING
    if withheld and label == EMERGING:
        course, judged = possible.typical(LASTING, EMERGING)
        finding = replace(judged, durability=Durability.EMERGING, rule="improved, lasting not clear")
    else:
        course, finding = possible.typical(label)
    return Decision(
        finding=finding,
        course=course,
        probability=tally.get(label, 0.0),
        sustained_probability=tally.get(LASTING, 0.0),
        withheld=withheld,
    )
