from __future__ import annotations

from evals.bench_assess import assess_ms, long_chart
from retrieval.records import Evidence
from tools.records import Domain, Level, Observation, Reading, StateBelief, Topic


def reading(level: Level, number: int) -> Reading:
    states = ("impaired", "partly", "well", "not_documented")
    belief = StateBelief(**{s: 0.7 if s == level.value else 0.1 for s in states})
    quote = f"sleep was {level.value} that week"
    where = Evidence(note_id="n", session=number, start=0, end=len(quote), quote=quote)
    said = Observation(
        id=f"o{number}", topic=Topic.FINDING, evidence=where, domains=(Domain.SYMPTOMS,), level=level
    )
    return Reading(note_id="n", reader="t", observations=(said,), states=dict.fromkeys(Domain, belief))


def test_a_long_course_is_made_of_the_readings_over_and_over():
    chart = long_chart([reading(Level.IMPAIRED, 1), reading(Level.WELL, 2)], 5)
    assert [s.session for s in chart.sessions] == [1, 2, 3, 4, 5]
    assert len({o.id for s in chart.sessions for o in s.reading.observations}) == 5
    assert all(o.evidence.session == s.session for s in chart.sessions for o in s.reading.observations)


def test_time_grows_no_faster_than_the_course():
    readings = [reading(level, i) for i, level in enumerate((*Level, Level.IMPAIRED, Level.WELL))]
    short, long = (assess_ms(long_chart(readings, n), 3) for n in (100, 1000))
    assert long < 2 * 10 * short
