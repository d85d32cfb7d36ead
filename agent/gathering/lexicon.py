"""The words of one client's notes, counted once: which passage holds which stem, and how rare it is."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from agent.understanding.wording import ring, stems, tokens, weak
from retrieval.records import Passage

if TYPE_CHECKING:
    from retrieval.history import History

WEAK = 0.25
"""Share of its weight that a word keeps which says little about the fact ("start", "happen", "week")."""

EVENTS = frozenset("stop quit switch finish complet graduat".split())
"""Stems of verbs that are weak in most questions and are the whole point of "why did she stop …", "when
did he start …"."""


@dataclass(frozen=True)
class Lexicon:
    """Stems of all passages of one client, aligned with `passages`."""

    passages: tuple[Passage, ...]
    stems: tuple[frozenset[str], ...]
    weeks: Mapping[str, int]
    """Week of care of each note, by id."""

    @classmethod
    def of(cls, history: History) -> Lexicon:
        """Count the words of a client's notes."""
        passages = history.passages()
        return cls(
            passages=passages,
            stems=tuple(_with_roles(stems(p.text)) for p in passages),
            weeks={note.id: note.week for note in history.notes()},
        )

    @cached_property
    def counts(self) -> Counter[str]:
        """In how many passages each stem stands."""
        return Counter(stem for group in self.stems for stem in group)

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the notes in lower case, for mending spelling."""
        return frozenset(word for p in self.passages for word in tokens(p.text) if word.isalpha())

    @cached_property
    def place(self) -> dict[str, int]:
        """Row of each passage by id."""
        return {p.id: row for row, p in enumerate(self.passages)}

    def weight(self, stem: str, *, event: bool = False) -> float:
        """How much a word of a question counts: the rarer in this record, the more; weak words little.

        Where the question takes an event for granted (`event`), verbs of beginning and ending are not weak.
        """
        total = max(len(self.passages), 1)
        rarity = math.log((total + 1) / (self.counts[stem] + 0.5)) / math.log(total + 2)
        slight = stem in weak() and not (event and stem in EVENTS)
        return rarity * (WEAK if slight else 1.0)

    def known(self, stem: str) -> bool:
        """Whether the notes hold the word, one that answers for it, or a longer form of it."""
        return (
            stem in self.counts
            or any(other in self.counts for other in ring(stem))
            or self.near(stem) is not None
        )

    def near(self, stem: str) -> str | None:
        """The stem of the notes that `stem` is spelt almost like, or that begins like it, if any."""
        return self._near.setdefault(stem, self._find_near(stem))

    @cached_property
    def _near(self) -> dict[str, str | None]:
        return {}

    def _find_near(self, stem: str) -> str | None:
        from rapidfuzz import fuzz, process

        if len(stem) < 4 or not stem.isalpha():
            return None
        # the same root with another ending: "medication" and "medicate", "presentation" and "present"
        for other in self.counts:
            short, long = sorted((stem, other), key=len)
            if len(short) >= 6 and long.startswith(short) and len(long) - len(short) <= 4:
                return other
        found = process.extractOne(
            stem,
            [s for s in self.counts if s[:1] == stem[0] and len(s) > 4],
            scorer=fuzz.ratio,
            score_cutoff=86.0,
        )
        return found[0] if found else None


def _with_roles(found: tuple[str, ...]) -> frozenset[str]:
    """Add the role of each numbered surrogate: [sister_2] is a [sister], too."""
    roles = {f"{s.rsplit('_', 1)[0]}]" for s in found if s.startswith("[") and s[-2].isdigit() and "_" in s}
    return frozenset(found) | roles
