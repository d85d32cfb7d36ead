from __future__ import annotations

import pytest

from tools.outcomes.disagreement import contradictions
from tools.records import Domain, Level, Source

SYMPTOMS = (Domain.SYMPTOMS,)


@pytest.mark.parametrize(
    ("second_at", "source", "level", "found"),
    [
        (3, Source.OBSERVATION, Level.IMPAIRED, 1),  # the same session
        (4, Source.OBSERVATION, Level.IMPAIRED, 0),  # she may have changed
        (4, Source.COLLATERAL, Level.IMPAIRED, 1),  # two weeks apart
        (6, Source.COLLATERAL, Level.IMPAIRED, 0),  # six weeks apart
        (3, Source.COLLATERAL, Level.PARTLY, 0),
        (3, Source.REPORT, Level.IMPAIRED, 0),
        (3, Source.INSTRUMENT, Level.IMPAIRED, 0),
    ],
)
def test_opposite_words_of_two_sources(build_chart, add, say, second_at, source, level, found):
    one = say(3, "sleeping like a log", level=Level.WELL, domains=SYMPTOMS)
    other = say(second_at, "paces all night", start=300, level=level, domains=SYMPTOMS, source=source)
    listed = contradictions(add(build_chart("?" * 8), one, other))
    assert [(c.better, c.worse) for c in listed] == [(one, other)] * found


def test_words_about_different_things_do_not_contradict(build_chart, add, say):
    one = say(3, "sleeping like a log", level=Level.WELL, domains=SYMPTOMS, indicator="sleep")
    other = say(
        3,
        "checks the stove twenty times",
        start=300,
        level=Level.IMPAIRED,
        domains=SYMPTOMS,
        indicator="rituals",
        source=Source.COLLATERAL,
    )
    assert contradictions(add(build_chart("?" * 4), one, other)) == ()
