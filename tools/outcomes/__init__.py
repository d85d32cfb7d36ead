"""The outcome engine: from what was read in the notes to verdicts that can be checked rule by rule."""

from tools.outcomes.assess import assess
from tools.outcomes.thresholds import Thresholds

__all__ = ["Thresholds", "assess"]
