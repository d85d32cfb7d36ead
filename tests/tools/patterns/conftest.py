from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest

from tools.patterns.records import Case
from tools.records import Change, Durability, Level

OUTCOMES = (
    *((Change.IMPROVED, Durability.SUSTAINED),) * 3,
    (Change.IMPROVED, Durability.EMERGING),
    (Change.IMPROVED, Durability.FLUCTUATING),
    (Change.UNCHANGED, Durability.NONE),
    (Change.UNCHANGED, Durability.TEMPORARY),
    (Change.NOT_DOCUMENTED, Durability.INSUFFICIENT),
)
PRESENTATIONS = ("panic attacks", "low mood", "sleep", "worry")
INTERVENTIONS = ("exposure", "cognitive work", "medication")


@pytest.fixture
def sixty() -> Callable[[int], Sequence[Case]]:
    """Sixty cases, drawn at random from a seed."""

    def make(seed: int) -> Sequence[Case]:
        draw = random.Random(seed)
        return [_case(number, draw) for number in range(60)]

    return make


def _case(number: int, draw: random.Random) -> Case:
    change, durability = draw.choice(OUTCOMES)
    turned = durability not in (Durability.NONE, Durability.INSUFFICIENT)
    used = [i for i in INTERVENTIONS if draw.random() < 0.5]
    return Case(
        code=f"Case {number:02}",
        change=change,
        durability=durability,
        presentations=frozenset(p for p in PRESENTATIONS if draw.random() < 0.4),
        interventions=tuple((i, draw.randint(1, 8)) for i in used),
        onset_session=draw.randint(2, 14) if turned else None,
        onset_weeks=float(draw.randint(2, 40)) if turned else None,
        weeks_held=float(draw.randint(1, 50)) if turned else None,
        setbacks=draw.randint(0, 3),
        life_events=draw.randint(0, 4),
        attended=draw.randint(3, 30),
        missed=draw.randint(0, 6),
        weeks=float(draw.randint(5, 80)),
        course=tuple((step / 5, draw.choice(list(Level))) for step in range(6)),
    )
