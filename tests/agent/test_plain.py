import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.plain import from_plain, to_plain
from agent.records import (
    Answer,
    Asked,
    Basis,
    Claim,
    Finding,
    Gathered,
    QuestionKind,
    Role,
    Support,
    TimeFrame,
    Understanding,
    VerdictFacts,
)
from retrieval.records import Evidence
from tools.records import Change, Domain, Durability

TEXT = st.text(max_size=20)
EVIDENCE = st.builds(
    Evidence,
    note_id=TEXT,
    session=st.integers(1, 99),
    start=st.integers(0, 9),
    end=st.integers(9, 99),
    quote=TEXT,
)
UNDERSTANDINGS = st.builds(
    Understanding,
    question=TEXT,
    kind=st.sampled_from(QuestionKind),
    asked=st.sampled_from(Asked),
    terms=st.lists(TEXT, max_size=3).map(tuple),
    domains=st.lists(st.sampled_from(Domain), max_size=2).map(tuple),
    frame=st.none()
    | st.builds(TimeFrame, relation=TEXT, sessions=st.lists(st.integers(1, 9), max_size=3).map(tuple)),
    presumes=st.booleans(),
)
FACTS = st.builds(
    VerdictFacts,
    domain=st.none() | st.sampled_from(Domain),
    change=st.sampled_from(Change),
    durability=st.sampled_from(Durability),
    weeks_held=st.none() | st.floats(0, 99),
)
FINDINGS = st.builds(Finding, role=st.sampled_from(Role), evidence=EVIDENCE, label=TEXT)
GATHERED = st.builds(
    Gathered,
    support=st.sampled_from(Support),
    findings=st.lists(FINDINGS, max_size=2).map(tuple),
    verdicts=st.lists(FACTS, max_size=2).map(tuple),
)
CLAIMS = st.builds(
    Claim, text=TEXT, evidence=st.lists(EVIDENCE, max_size=2).map(tuple), basis=st.sampled_from(Basis)
)
ANSWERS = st.builds(
    Answer, question=TEXT, kind=st.sampled_from(QuestionKind), claims=st.lists(CLAIMS, max_size=2).map(tuple)
)


@given(UNDERSTANDINGS | GATHERED | ANSWERS)
def test_round_trip_through_json(record) -> None:
    assert from_plain(type(record), json.loads(json.dumps(to_plain(record)))) == record


def test_live_objects_are_refused() -> None:
    with pytest.raises(TypeError, match="only records may be checkpointed"):
        to_plain(object())
