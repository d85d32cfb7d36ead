"""Questions across cases, each answered with its cases, the contrary ones, and another explanation. Pure.

What is told is told of groups that the guard released: those that have something and those that lack it too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from tools.errors import ToolRetry
from tools.patterns.counting import middle
from tools.patterns.guard import Guard
from tools.patterns.records import Case, Pattern, Share

SHARED = 0.5
"""A feature is shared when at least half of the group has it …"""
APART = 0.2
"""… and its share among the other cases is lower by at least this much."""
MOST = 6


def preceded(cases: Iterable[Case], intervention: str, guard: Guard) -> Pattern:
    """In which cases was an intervention noted before the turn of a change that lasted?

    Raises:
        ToolRetry: no case has this intervention.
        ToolRefused: too few cases have it.
    """
    known = list(cases)
    had = [c for c in known if c.first(intervention) is not None]
    if not had:
        names = sorted({i for c in known for i, _ in c.interventions if _enough(known, i, guard)})
        raise ToolRetry(f"No case notes {intervention!r}. Noted are: {', '.join(names) or 'none'}.")
    guard.refuse(c.mark for c in had)
    before = [c for c in had if c.lasting and _before(c, intervention)]
    if before:
        guard.refuse(c.mark for c in before)
    rest = [c for c in had if c not in before]
    other = [c for c in known if c.lasting and c.first(intervention) is None]
    statement = (
        f"{intervention.capitalize()} is noted in {len(had)} cases. In {len(before)} of them it is noted "
        f"before the turn of a change that lasted; in {len(rest)} it is not, or no change lasted. "
        "Order in time, not cause."
    )
    if guard.release(c.mark for c in other):
        statement += f" {len(other)} cases changed lastingly without it."
    return Pattern(
        statement=statement,
        cases=_codes(before),
        contrary=_codes(rest),
        explanations=_explanations(before, rest, guard),
        disproof=f"Lasting change as often, and as early, in cases like these without {intervention}.",
        shares=(
            Share(
                feature=f"{intervention} before lasting change",
                group=f"noted {intervention}",
                having=len(before),
                of=len(had),
            ),
        ),
    )


def stuck(cases: Iterable[Case], guard: Guard) -> tuple[Pattern, ...]:
    """What do the cases without a gain that held share, which the others do not?"""
    known = [c for c in cases if c.stuck or c.lasting]
    return _shared("stuck", [c for c in known if c.stuck], [c for c in known if not c.stuck], guard)


def lasting(cases: Iterable[Case], guard: Guard) -> tuple[Pattern, ...]:
    """What do the cases with a lasting gain share, which the others do not?"""
    known = [c for c in cases if c.stuck or c.lasting]
    return _shared(
        "lasting gain", [c for c in known if c.lasting], [c for c in known if not c.lasting], guard
    )


def slower(cases: Iterable[Case], guard: Guard) -> tuple[Pattern, ...]:
    """Which presentations turn later than the caseload as a whole? By median weeks to the turn."""
    known = [c for c in cases if c.onset_weeks is not None]
    guard.refuse(c.mark for c in known)
    whole = middle(c.onset_weeks for c in known) or 0.0
    found = []
    for presentation in sorted({p for c in known for p in c.presentations}):
        group = [c for c in known if presentation in c.presentations]
        weeks = middle(c.onset_weeks for c in group)
        late = [c for c in group if (c.onset_weeks or 0.0) > whole]
        if weeks is None or weeks <= whole:
            continue
        if not guard.release((c.mark for c in group), (c.mark for c in late)):
            continue
        found.append(
            Pattern(
                statement=(
                    f"With {presentation} at the start ({len(group)} cases) the turn came after {weeks:g} "
                    f"weeks (median); over all {len(known)} cases with a turn after {whole:g}."
                ),
                cases=_codes(late),
                contrary=_codes(c for c in group if c not in late),
                explanations=_explanations(group, [c for c in known if c not in group], guard),
                disproof=f"Cases with {presentation} that turn as early as the others.",
                shares=(
                    Share(
                        feature=f"{presentation}: turn after the median",
                        group=f"{presentation} at the start",
                        having=len(late),
                        of=len(group),
                    ),
                ),
            )
        )
    return tuple(found[:MOST])


def features(case: Case) -> frozenset[str]:
    """What can be shared: words about a case that are either so or not."""
    flags = {
        "setbacks after a gain": case.setbacks > 0,
        "life events noted": case.life_events > 0,
        "a quarter or more of appointments missed": case.missed * 3 >= max(case.attended, 1),
        "fewer than eight attended sessions": case.attended < 8,
    }
    return frozenset(
        [
            *(f"{p} at the start" for p in case.presentations),
            *(f"{i} noted" for i, _ in case.interventions),
            *(name for name, so in flags.items() if so),
        ]
    )


def _shared(name: str, group: Sequence[Case], others: Sequence[Case], guard: Guard) -> tuple[Pattern, ...]:
    guard.refuse(c.mark for c in group)
    if others:
        guard.refuse(c.mark for c in others)
    apart: list[tuple[float, str]] = []
    for feature in sorted({f for c in group for f in features(c)}):
        here, there = _share(group, feature), _share(others, feature)
        if here >= SHARED and here - there >= APART:
            apart.append((there - here, feature))
    found: list[Pattern] = []
    for _, feature in sorted(apart):
        have, too = _having(group, feature), _having(others, feature)
        told = [[c.mark for c in cases] for cases in (have, too) if cases]
        if len(found) < MOST and guard.release(*told):
            found.append(_pattern(name, feature, group, others, guard))
    return tuple(found)


def _pattern(name: str, feature: str, group: Sequence[Case], others: Sequence[Case], guard: Guard) -> Pattern:
    have, too = _having(group, feature), _having(others, feature)
    return Pattern(
        statement=(
            f"{feature.capitalize()}: in {len(have)} of {len(group)} cases with outcome “{name}”, and in "
            f"{len(too)} of {len(others)} others."
        ),
        cases=_codes(have),
        contrary=_codes([*(c for c in group if c not in have), *too]),
        explanations=_explanations(group, others, guard),
        disproof=f"New cases with {feature} that end otherwise as often as not.",
        shares=(
            Share(feature=feature, group=name, having=len(have), of=len(group)),
            Share(feature=feature, group="the others", having=len(too), of=len(others)),
        ),
    )


def _explanations(group: Sequence[Case], others: Sequence[Case], guard: Guard) -> tuple[str, ...]:
    """What else differs between two groups that were released; only groups that exist are compared."""
    told = ["These are few cases, seen by the same people: chance alone makes such patterns."]
    if not group or not others:
        return tuple(told)
    ways: Mapping[str, Callable[[Case], float]] = {
        "attended sessions": lambda c: c.attended,
        "weeks in care": lambda c: c.weeks,
        "life events noted": lambda c: c.life_events,
    }
    for what, of in ways.items():
        here, there = middle(map(of, group)), middle(map(of, others))
        if here is not None and there is not None and abs(here - there) >= max(1.0, 0.25 * max(here, there)):
            told.append(f"The groups differ in {what} too: {here:g} against {there:g} (medians).")
    drugs = [c.mark for c in group if c.first("medication") is not None]
    if guard.release(drugs):
        told.append(f"Medication is noted in {len(drugs)} of these {len(group)} cases.")
    return tuple(told)


def _having(cases: Sequence[Case], feature: str) -> list[Case]:
    return [c for c in cases if feature in features(c)]


def _share(cases: Sequence[Case], feature: str) -> float:
    return len(_having(cases, feature)) / len(cases) if cases else 0.0


def _enough(cases: Sequence[Case], intervention: str, guard: Guard) -> bool:
    return sum(c.first(intervention) is not None for c in cases) >= guard.at_least


def _before(case: Case, intervention: str) -> bool:
    first = case.first(intervention)
    return first is not None and case.onset_session is not None and first < case.onset_session


def _codes(cases: Iterable[Case]) -> tuple[str, ...]:
    return tuple(sorted(c.code for c in cases))
