"""The outcome engine: from what was read in the notes to verdicts that can be checked rule by rule.

`assess(chart, thresholds)` is the engine. `reassess(chart, corrections, thresholds)` is the engine with the
therapist's word on top: she dismisses an observation, changes a threshold or overrides a verdict, each with
a reason, and gets both versions back, what changed between them, and `rests_on_changed`, which says whether
an answer given earlier is stale. All of it is pure; what is stored, and where it is shown, is decided
elsewhere. Corrections travel as records (`corrections.py`) with a JSON form (`correction_to_data`,
`correction_from_data`).
"""

from tools.outcomes.assess import assess
from tools.outcomes.corrections import (
    Correction,
    Dismissal,
    ThresholdChange,
    VerdictOverride,
    correction_from_data,
    correction_to_data,
)
from tools.outcomes.reassessing import Reassessment, reassess
from tools.outcomes.thresholds import Thresholds

__all__ = [
    "Correction",
    "Dismissal",
    "Reassessment",
    "ThresholdChange",
    "Thresholds",
    "VerdictOverride",
    "assess",
    "correction_from_data",
    "correction_to_data",
    "reassess",
]
