"""Recall, precision and damage of what a system hides, as the labelled-case format defines them.

An identifier is found in part (`any`) if one of its letters or digits is hidden, and whole (`full`) if all
are. What is hidden is right if it holds a letter or digit of any identifier; types play no part. A term to
keep is damaged if one of its letters or digits is hidden.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from evals.deid.records import AnnotatedChart, AnnotatedNote, Hidden, Range, Span

ALL = "ALL"
CONTEXT = 40
"""Characters shown on either side of an error."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One error: `missed`, `part` (hidden in part), `hidden` (identifies nobody) or `damaged`."""

    kind: str
    type: str
    where: str
    text: str
    before: str
    after: str


@dataclass(slots=True)
class Tally:
    """Counts over many notes. Keys are pairs of what is counted and a type, or `ALL`."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)

    def add(self, what: str, kind: str, amount: int = 1) -> None:
        """Count under the type and under `ALL`."""
        self.counts[what, kind] += amount
        self.counts[what, ALL] += amount

    def types(self) -> list[str]:
        """Types of identifiers that occurred, the commonest first."""
        seen = [(count, kind) for (what, kind), count in self.counts.items() if what == "n" and kind != ALL]
        return [kind for _, kind in sorted(seen, reverse=True)]

    def share(self, what: str, of: str, kind: str = ALL) -> float | None:
        """A fraction to four places; None where there was nothing to count."""
        total = self.counts[of, kind]
        return round(self.counts[what, kind] / total, 4) if total else None


def score_chart(tally: Tally, chart: AnnotatedChart, hidden: Sequence[Sequence[Hidden]]) -> None:
    """Add the notes of a chart; `hidden` has one sequence a note."""
    for number, (note, spans) in enumerate(zip(chart.notes, hidden, strict=True), 1):
        score_note(tally, note, spans, f"{chart.id}.{number}")


def score_note(tally: Tally, note: AnnotatedNote, hidden: Sequence[Hidden], where: str) -> None:
    """Add one note: its identifiers, what was hidden, and its terms to keep."""
    covered = {at for span in hidden for at in range(span.start, span.end)}
    tally.add("notes", "")
    for span in note.spans:
        letters = _letters(note.text, span)
        whole = letters <= covered
        tally.add("n", span.type)
        tally.add("any", span.type, bool(letters & covered))
        tally.add("full", span.type, whole)
        if not whole:
            tally.faults.append(
                _fault("part" if letters & covered else "missed", span.type, note, span, where)
            )
    _precision(tally, note, hidden, where)
    for kept in note.keep:
        damaged = bool(_letters(note.text, kept) & covered)
        tally.add("keep", "")
        tally.add("damaged", "", damaged)
        if damaged:
            tally.faults.append(_fault("damaged", "", note, kept, where))


def _precision(tally: Tally, note: AnnotatedNote, hidden: Sequence[Hidden], where: str) -> None:
    identifying, aside = _all_letters(note.text, note.spans), _all_letters(note.text, note.aside)
    for span in hidden:
        letters = _letters(note.text, span)
        right = bool(letters & identifying)
        if not right and letters & aside:
            continue
        tally.add("hidden", span.type)
        tally.add("right", span.type, right)
        if not right:
            tally.faults.append(_fault("hidden", span.type, note, span, where))


def _letters(text: str, span: Span | Range | Hidden) -> set[int]:
    return {at for at in range(span.start, min(span.end, len(text))) if text[at].isalnum()}


def _all_letters(text: str, spans: Iterable[Span]) -> set[int]:
    return {at for span in spans for at in _letters(text, span)}


def _fault(kind: str, label: str, note: AnnotatedNote, span: Span | Range | Hidden, where: str) -> Fault:
    return Fault(
        kind=kind,
        type=label,
        where=where,
        text=note.text[span.start : span.end],
        before=note.text[max(0, span.start - CONTEXT) : span.start],
        after=note.text[span.end : span.end + CONTEXT],
    )
