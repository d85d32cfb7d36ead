"""A chart of our own with its questions: frozen records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evals.cases import CaseNote
from evals.gold import GoldQuestion

HELD_OUT = frozenset(("q06", "q10", "q11", "q12"))


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnQuestion:
    """One question, and what a right answer says."""

    kind: str
    text: str
    says: tuple[str, ...] = ()
    """Every item must be said; alternatives of an item are parted by " | "."""
    sessions: frozenset[int] = frozenset()
    answerable: bool = True
    twin: str = ""
    """Name of the marked words without which the chart holds no answer; empty where it has no twin."""

    def gold(self, *, removed: bool = False) -> GoldQuestion:
        """Give the question the form that scoring reads; `removed` when its answer is not in the chart."""
        return GoldQuestion(
            question=self.text,
            kind="unanswerable" if removed else self.kind,
            answerable=self.answerable and not removed,
            must_include=() if removed else self.says,
            sessions=frozenset() if removed else self.sessions,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnChart:
    """One fictional client: notes as a clinician writes them, questions as a therapist types them."""

    id: str
    name: str = field(repr=False)
    pronouns: str
    about: str
    notes: tuple[CaseNote, ...]
    marked: Mapping[str, str] = field(repr=False)
    """Words of the notes that carry an answer, by name."""
    questions: tuple[OwnQuestion, ...] = field(repr=False)

    @property
    def held_out(self) -> bool:
        """Whether the chart is for reporting only; nothing is tuned on it."""
        return self.id.removesuffix("-twin") in HELD_OUT
