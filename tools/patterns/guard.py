"""No answer about fewer cases than the threshold, asked straight or by taking answers from one another.

Two answers tell of the cases that one of them has and the other has not; whoever adds and subtracts more of
them can get at a corner that none is about: all, less those with exposure, less those on medication, with
those who had both. So a group is answered for only if no such sum leaves somebody, but too few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.errors import ToolRefused

AT_LEAST = 5
RECENT = 30
"""Groups, the latest ones, of which sums of four are looked at; sums of two are, of all. Among the groups of
one state of the caseload, what tells of a single case is found in sums of any number."""
NOTHING = 1e-8
"""Less than this is a rounding error."""
VERSION = "/"
"""Parts a case from the state of her record; two states of one case are one person."""
Vectors = NDArray[np.int8]


class Guard:
    """Remembers the groups that were answered for."""

    def __init__(
        self,
        at_least: int = AT_LEAST,
        released: Iterable[frozenset[str]] = (),
        counted: Iterable[str] | None = None,
    ) -> None:
        """Begin with a threshold and what was released before.

        Args:
            at_least: the threshold.
            released: the groups answered for, the earliest first.
            counted: all cases as they are counted now; None where no case ever changes.

        Raises:
            ToolRefused: the threshold would guard nothing.
        """
        if at_least < 2:
            raise ToolRefused(f"A threshold of {at_least} guards nobody. Set at least 2; the default is 5.")
        self.at_least = at_least
        self._released = dict.fromkeys(released)
        self._counted = None if counted is None else frozenset(counted)

    @property
    def released(self) -> tuple[frozenset[str], ...]:
        """The groups answered for so far, the earliest first."""
        return tuple(self._released)

    def allows(self, group: Iterable[str]) -> bool:
        """Whether a group may be answered for."""
        asked = frozenset(group)
        return asked in self._released or (len(asked) >= self.at_least and not self._tells(asked))

    def release(self, *groups: Iterable[str]) -> bool:
        """Answer for a group, or for several together, if it may be; they are remembered."""
        before = dict(self._released)
        for group in map(frozenset, groups):
            if not self.allows(group):
                self._released = before
                return False
            self._released[group] = None
        return True

    def refuse(self, group: Iterable[str]) -> None:
        """Release a group or refuse.

        Raises:
            ToolRefused: it is too small, or would tell of too few by difference.
        """
        if not self.release(group):
            raise ToolRefused(
                f"No answer: it would rest on, or set apart, fewer than {self.at_least} cases. Ask about a "
                "wider group."
            )

    def _tells(self, asked: frozenset[str]) -> bool:
        columns = sorted(asked.union(*self._released))
        people = [column.split(VERSION)[0] for column in columns]
        starts = [at for at, who in enumerate(people) if at == 0 or who != people[at - 1]]
        groups = (asked, *self._released)
        rows = np.array([[column in group for column in columns] for group in groups], dtype=np.int8)
        now = [self._counted is None or group <= self._counted for group in groups]
        if _told_apart(rows[now], starts) - _told_apart(rows[now][1:], starts):
            return True
        for sums in _sums(rows[0], np.concatenate([rows[1:], -rows[1:]]), most=4 * (self.at_least - 1)):
            left = np.logical_or.reduceat(sums != 0, starts, axis=1).sum(axis=1)
            if np.any((left > 0) & (left < self.at_least)):
                return True
        return False


def _told_apart(rows: Vectors, starts: list[int]) -> set[int]:
    """The single persons whom some sum of the groups, each taken any number of times, leaves by themselves.

    Args:
        rows: 1 for each case in each group; the states of one person stand side by side.
        starts: where each person begins.
    """
    if not len(rows):
        return set()
    _, sizes, directions = np.linalg.svd(rows.astype(np.float64), full_matrices=False)
    reached = directions[sizes > NOTHING]
    hidden = np.eye(rows.shape[1]) - reached.T @ reached
    people = zip(starts, [*starts[1:], rows.shape[1]], strict=True)
    return {a for a, b in people if np.linalg.eigvalsh(hidden[a:b, a:b])[0] < NOTHING}


def _sums(asked: Vectors, others: Vectors, *, most: int) -> Iterator[Vectors]:
    """The group asked for with one, two or three of the others added or taken away.

    Args:
        asked: 1 for each case in it.
        others: each group answered for, and each with its sign turned.
        most: a sum of more than this, over all cases, leaves too many to tell of anybody.
    """
    yield _small(asked + others, most)
    half = len(others) // 2
    recent = np.concatenate([others[max(0, half - RECENT) : half], others[max(half, len(others) - RECENT) :]])
    one, other = np.triu_indices(len(recent), k=1)
    two = asked + recent[one] + recent[other]
    yield _small(two, most)
    totals = two.sum(axis=1, dtype=np.int32)
    for row in recent:
        near = np.abs(totals + int(row.sum(dtype=np.int32))) <= most
        yield two[near] + row


def _small(vectors: Vectors, most: int) -> Any:
    return vectors[np.abs(vectors.sum(axis=1, dtype=np.int32)) <= most]
