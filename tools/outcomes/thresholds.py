"""Every number that a verdict depends on, in one place, so that a therapist may set her own."""

from __future__ import annotations

from dataclasses import dataclass, fields

from tools.errors import ToolRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """The limits of the outcome rules; each is printed in the trace of the rule that used it.

    The label definitions (docs/method.md) give the first five. For comparison: ACNP 2006 speaks of
    remission after 3 weeks and of recovery after 4 months; de Zwart et al. 2019 found no length that
    predicts better than another, so the length held is always printed beside the verdict.

    Raises:
        ToolRefused: A number lies outside the range in which the rule means anything.
    """

    sustained_days: int = 56
    """Days from onset to the last documented session for a gain to count as lasting."""
    sustained_sessions: int = 4
    """Attended sessions from onset on, the onset session included, for a gain to count as lasting."""
    setback_sessions: int = 2
    """A return to baseline of at most so many attended sessions, once recovered from, breaks nothing."""
    documented_sessions: int = 3
    """Fewer sessions that document a domain than this are too few to judge it."""
    fluctuation_returns: int = 2
    """So many returns to about baseline make a course fluctuating."""
    setback_share: float = 0.2
    """Short returns that take up less than this share of the documented sessions since onset are setbacks
    of a lasting gain, however many; never applied to risk, where every return counts."""
    sustained_confidence: float = 0.9
    """How probable "sustained" must be, given how clearly the notes speak, before it is said. One that is
    wrongly said costs more than ten that are withheld: 10 / 11."""
    improved_confidence: float = 0.7
    """Where "sustained" is withheld, improvement must be this probable for "improved" to stand."""
    long_break_days: int = 56
    """A longer stretch without an attended session is named in the trace: the notes are blind to it."""

    def __post_init__(self) -> None:
        """Refuse numbers with which a rule would mean nothing."""
        for item in fields(self):
            value = getattr(self, item.name)
            low, high = (0.0, 1.0) if isinstance(item.default, float) else (1, 3660)
            if not low <= value <= high:
                raise ToolRefused(
                    f"Threshold {item.name} must lie between {low} and {high}, but is {value}. "
                    "Set it within that range."
                )
        if self.documented_sessions < 3:
            raise ToolRefused(
                f"Threshold documented_sessions must be at least 3, but is {self.documented_sessions}: "
                "two sessions show a difference, not a course."
            )
