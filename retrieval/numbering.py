"""Number the sessions of a course of care."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from retrieval.records import DraftNote


def number_sessions(drafts: Sequence[DraftNote]) -> tuple[int, ...]:
    """Return a session number for each note, given in order of date.

    The numbers that the notes state are used when every note states one and they rise with the dates;
    otherwise notes are counted from 1, cancelled and collateral contacts included.
    """
    stated = [draft.session for draft in drafts]
    numbers = tuple(n for n in stated if n is not None)
    if len(numbers) == len(stated) and all(a < b for a, b in pairwise(numbers)):
        return numbers
    return tuple(range(1, len(drafts) + 1))
