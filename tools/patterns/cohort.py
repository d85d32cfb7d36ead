"""Which cases are counted, and as what, when a caseload or a record changes: never two that few set apart.

Whoever asks before and after one client came or went, or one got new notes, could take one answer from the
other. So news wait until there is enough of them, and the answers stand as they were; when few have gone, a
few others are set aside with them.
"""

from __future__ import annotations

from collections.abc import Iterable

from tools.patterns.records import Case


def settled(
    codes: Iterable[str], before: Iterable[Case], present: Iterable[Case], at_least: int
) -> tuple[Case, ...]:
    """The cases to count now.

    Args:
        codes: of the cases counted the last time; none at first.
        before: those cases as they were counted; a client who was erased is missing.
        present: all cases that there are, as they are now.
        at_least: the threshold.

    Returns:
        The cases to count, by code: with what is new if it is about nobody or about `at_least` cases or more,
        else as they were. Nobody, if fewer than `at_least` would be left.
    """
    now, known = {c.code: c for c in present}, frozenset(codes)
    if not known:
        return _by_code(now.values(), at_least)
    was = {c.code: c for c in before if c.code in now}
    news = {code for code, case in now.items() if code not in was or was[code].mark != case.mark}
    stay = sorted(was)
    gone = len(known) - len(stay)
    if 0 < gone < at_least:  # codes are drawn from opaque ids, so that the last of them are any cases
        aside = frozenset(stay[gone - at_least :])
        stay, news = [code for code in stay if code not in aside], news - aside
    fresh = news if len(news) >= at_least else frozenset()
    return _by_code([was[c] for c in stay if c not in fresh] + [now[c] for c in fresh], at_least)


def _by_code(cases: Iterable[Case], at_least: int) -> tuple[Case, ...]:
    counted = tuple(sorted(cases, key=lambda c: c.code))
    return counted if len(counted) >= at_least else ()
