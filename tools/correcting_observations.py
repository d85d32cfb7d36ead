"""A chart as it reads once the therapist has corrected what single sentences were taken to say.

A dismissed observation goes, and takes its share of the session's state with it (`outcomes.dismissing`). A
corrected one stands as she put it, with full certainty. Its level then weighs in the session's state against
what the other findings of that session say, each by its certainty; where it is the only finding, its level
is the state.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tools.errors import ToolRefused
from tools.outcomes.corrections import Correction, Dismissal
from tools.outcomes.dismissing import SILENT, without
from tools.outcomes.evidence import findings
from tools.records import Chart, ChartSession, Direction, Domain, Level, Observation, StateBelief, Topic

CHANGE = "corrected observation"
"""The kind of its entry in a log of corrections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationChange:
    """What an observation says by the therapist; what is None stays as it was read."""

    observation_id: str
    domain: Domain | None = None
    level: Level | None = None
    direction: Direction | None = None
    of_client: bool | None = None
    reason: str = field(default="", repr=False)

    @property
    def kind(self) -> str:
        """The kind of its entry in a log."""
        return CHANGE

    def __post_init__(self) -> None:
        """Refuse a correction that corrects nothing."""
        if all(value is None for value in (self.domain, self.level, self.direction, self.of_client)):
            raise ToolRefused(
                "A correction says what is so instead: a domain, a level, a direction, or whose it is. "
                "None came. Dismiss the observation if nothing of it is so."
            )


def change_to_data(change: ObservationChange) -> dict[str, Any]:
    """The change as JSON holds it, without its reason, which a log keeps beside it."""
    return {
        "observation": change.observation_id,
        "domain": change.domain and change.domain.value,
        "level": change.level and change.level.value,
        "direction": change.direction and change.direction.value,
        "of_client": change.of_client,
    }


def change_from_data(data: Mapping[str, Any], reason: str = "") -> ObservationChange:
    """The change that an entry of a log records.

    Raises:
        ToolRefused: the data are not those of a change.
    """
    try:
        domain, level, direction = (data.get(key) for key in ("domain", "level", "direction"))
        return ObservationChange(
            observation_id=str(data["observation"]),
            domain=None if domain is None else Domain(domain),
            level=None if level is None else Level(level),
            direction=None if direction is None else Direction(direction),
            of_client=data.get("of_client"),
            reason=reason,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ToolRefused(
            f"An entry of kind {CHANGE!r} is not well formed ({type(error).__name__}). Correct it anew."
        ) from None


def corrected_chart(
    chart: Chart, corrections: Iterable[Correction | ObservationChange], *, dismissing: bool = True
) -> Chart:
    """Apply changes, and dismissals unless told otherwise; ids that the chart does not hold change nothing.

    Of two changes of the same observation the last counts; a dismissed one is not changed.
    """
    given = list(corrections)
    gone = {c.observation_id for c in given if isinstance(c, Dismissal)}
    changes = {c.observation_id: c for c in given if isinstance(c, ObservationChange)}
    for key in gone:
        changes.pop(key, None)
    if changes:
        read = without(chart, set(changes))
        pairs = zip(chart.sessions, read.sessions, strict=True)
        chart = replace(chart, sessions=tuple(_session(old, new, changes) for old, new in pairs))
    return without(chart, gone) if dismissing else chart


def corrected_observation(observation: Observation, change: ObservationChange) -> Observation:
    """The observation as the therapist put it."""
    finding = observation.topic is Topic.FINDING or change.domain is not None
    return replace(
        observation,
        topic=Topic.FINDING if finding else observation.topic,
        domains=observation.domains if change.domain is None else (change.domain,),
        level=observation.level if change.level is None else change.level,
        direction=observation.direction if change.direction is None else change.direction,
        of_client=observation.of_client if change.of_client is None else change.of_client,
        certainty=1.0,
    )


def _session(
    read: ChartSession, bare: ChartSession, changes: Mapping[str, ObservationChange]
) -> ChartSession:
    """`bare` is the session without the changed observations; what they say by the therapist is put back."""
    if bare is read:
        return read
    observations = tuple(
        corrected_observation(o, changes[o.id]) if o.id in changes else o for o in read.reading.observations
    )
    states = dict(bare.reading.states)
    whole = replace(bare, reading=replace(bare.reading, observations=observations))
    for domain in Domain:
        own = [o for o in findings(whole, domain) if o.id in changes and o.level is not None]
        if own:
            others = [o for o in findings(whole, domain) if o.id not in changes]
            states[domain] = _weighed(states.get(domain, SILENT), own, others)
    return replace(whole, reading=replace(whole.reading, states=states))


def _weighed(belief: StateBelief, own: Sequence[Observation], others: Sequence[Observation]) -> StateBelief:
    """The state with the therapist's levels in it, each finding by its certainty."""
    documented = belief.impaired + belief.partly + belief.well
    rest = sum(o.certainty for o in others) if documented else 0.0
    total = len(own) + rest
    share = {level: sum(o.level is level for o in own) / total for level in Level}
    if rest:
        for level in Level:
            share[level] += rest / total * getattr(belief, level.value) / documented
    return StateBelief(**{level.value: share[level] for level in Level}, not_documented=0.0)
