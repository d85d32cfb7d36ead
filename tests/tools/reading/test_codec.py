from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.records import Evidence
from tools.reading.codec import decode, encode
from tools.records import (
    Assertion,
    Direction,
    Domain,
    Level,
    Measure,
    Observation,
    Reading,
    Source,
    StateBelief,
    Topic,
)

TEXT = st.text(max_size=40)
FLOAT = st.floats(allow_nan=False, allow_infinity=False)
EVIDENCE = st.builds(
    Evidence,
    note_id=TEXT,
    session=st.integers(1, 99),
    start=st.integers(0, 999),
    end=st.integers(0, 999),
    quote=TEXT,
)
OBSERVATION = st.builds(
    Observation,
    id=TEXT,
    topic=st.sampled_from(Topic),
    evidence=EVIDENCE,
    domains=st.lists(st.sampled_from(Domain), unique=True).map(tuple),
    level=st.none() | st.sampled_from(Level),
    direction=st.none() | st.sampled_from(Direction),
    assertion=st.sampled_from(Assertion),
    of_client=st.booleans(),
    source=st.sampled_from(Source),
    indicator=TEXT,
    frequency=st.none() | FLOAT,
    certainty=FLOAT,
)
MEASURE = st.builds(
    Measure,
    instrument=TEXT,
    score=FLOAT,
    session=st.integers(1, 99),
    evidence=EVIDENCE,
    used=st.booleans(),
    remark=TEXT,
)
READING = st.builds(
    Reading,
    note_id=TEXT,
    reader=TEXT,
    observations=st.lists(OBSERVATION, max_size=4).map(tuple),
    states=st.dictionaries(
        st.sampled_from(Domain),
        st.builds(StateBelief, impaired=FLOAT, partly=FLOAT, well=FLOAT, not_documented=FLOAT),
    ),
    measures=st.lists(MEASURE, max_size=3).map(tuple),
)


@given(READING)
@settings(max_examples=60, deadline=None)
def test_round_trip_is_exact(reading: Reading) -> None:
    assert decode(encode(reading)) == reading
    assert encode(decode(encode(reading))) == encode(reading)
