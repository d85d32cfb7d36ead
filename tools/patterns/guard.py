"""No answer about fewer cases than the threshold, asked straight or by difference.

Two answers about nested groups tell of the cases between them: all who had exposure, and all of them but
one. So a group is answered for only if it is large enough and differs by nobody, or by enough cases, from
every group answered for before that holds it or that it holds.
"""

from __future__ import annotations

from collections.abc import Iterable

from tools.errors import ToolRefused

AT_LEAST = 5


class Guard:
    """Remembers the groups that were answered for."""

    def __init__(self, at_least: int = AT_LEAST, released: Iterable[frozenset[str]] = ()) -> None:
        """Begin with a threshold and what was released before.

        Raises:
            ToolRefused: the threshold would guard nothing.
        """
        if at_least < 2:
            raise ToolRefused(f"A threshold of {at_least} guards nobody. Set at least 2; the default is 5.")
        self.at_least = at_least
        self._released = set(released)

    @property
    def released(self) -> frozenset[frozenset[str]]:
        """The groups answered for so far."""
        return frozenset(self._released)

    def allows(self, group: Iterable[str]) -> bool:
        """Whether a group may be answered for."""
        asked = frozenset(group)
        return len(asked) >= self.at_least and not any(self._tells(asked, other) for other in self._released)

    def release(self, group: Iterable[str]) -> bool:
        """Answer for a group if it may be; it is remembered."""
        asked = frozenset(group)
        if not self.allows(asked):
            return False
        self._released.add(asked)
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

    def _tells(self, one: frozenset[str], other: frozenset[str]) -> bool:
        return (one < other or other < one) and len(one ^ other) < self.at_least
