from dataclasses import replace

import numpy as np
import pytest

from retrieval.records import Evidence, Passage
from tools.reading.bounding import bounded, floors
from tools.reading.labels import DIRECTIONS, DOMAINS, FLAGS, TOPICS
from tools.reading.sentence import SentenceBeliefs
from tools.records import Assertion, Direction, Domain, Level, Observation, Source, Topic

FUNCTION = Domain.FUNCTION


def finding(passage: int = 0, level: Level = Level.IMPAIRED) -> Observation:
    return Observation(
        id=f"n:{passage}:{FUNCTION.value}",
        topic=Topic.FINDING,
        evidence=Evidence(note_id="n", session=1, start=0, end=4, quote="text"),
        domains=(FUNCTION,),
        level=level,
    )


def sentence(impaired: float, passage: int = 0) -> SentenceBeliefs:
    block = np.tile(np.array([0, 0, 0, 1], dtype=np.float32), (len(DOMAINS), 1))
    block[DOMAINS.index(FUNCTION)] = (impaired, 0, 0, 1 - impaired)
    return SentenceBeliefs(
        passage=Passage(
            id=f"n:{passage}", note_id="n", session=1, position=passage, start=0, end=4, text="text"
        ),
        section="-",
        domains=block,
        topics=np.zeros(len(TOPICS), dtype=np.float32),
        directions=np.zeros(len(DIRECTIONS), dtype=np.float32),
        flags=dict.fromkeys(FLAGS, 0.0),
    )


def test_a_serious_finding_sets_a_floor_in_its_domain_alone() -> None:
    assert floors([sentence(0.8)], [finding()]) == {FUNCTION: pytest.approx(0.8)}


def test_the_surest_finding_decides() -> None:
    found = floors([sentence(0.5), sentence(0.9, 1)], [finding(), finding(1)])
    assert found == {FUNCTION: pytest.approx(0.9)}


def test_an_unsure_finding_sets_none() -> None:
    assert floors([sentence(0.5)], [finding()]) == {}


@pytest.mark.parametrize("level", [Level.PARTLY, Level.WELL])
def test_a_contrary_finding_lifts_the_floor(level: Level) -> None:
    assert floors([sentence(0.8), sentence(0.1, 1)], [finding(), finding(1, level)]) == {}


@pytest.mark.parametrize(
    "changed",
    [
        replace(finding(), of_client=False),
        replace(finding(), assertion=Assertion.PAST),
        replace(finding(), assertion=Assertion.HYPOTHETICAL),
        replace(finding(), assertion=Assertion.ABSENT),
        replace(finding(), source=Source.COLLATERAL),
        replace(finding(), direction=Direction.BETTER),
    ],
)
def test_what_is_not_a_present_trouble_of_the_client_sets_none(changed: Observation) -> None:
    assert floors([sentence(0.8)], [changed]) == {}


def test_the_bound_keeps_the_sum_and_the_order_of_the_rest() -> None:
    row = bounded(np.array([0.2, 0.5, 0.2, 0.1], dtype=np.float32), 0.8)
    assert row.sum() == pytest.approx(1, abs=1e-5)
    assert row[0] == pytest.approx(0.8)
    assert row[1] > row[2] > row[3]


def test_a_state_that_is_as_grave_already_stays() -> None:
    row = np.array([0.9, 0.1, 0, 0], dtype=np.float32)
    assert np.array_equal(bounded(row, 0.8), row)
