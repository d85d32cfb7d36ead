import numpy as np
import pytest

from retrieval.records import Passage
from tools.reading.absence import Absence, absence, with_absence
from tools.reading.labels import DIRECTIONS, DOMAINS, FLAGS, TOPICS
from tools.reading.sentence import SentenceBeliefs
from tools.records import Domain

SYMPTOMS, RISK = Domain.SYMPTOMS, Domain.RISK


@pytest.mark.parametrize(
    ("sentence", "domain", "expected"),
    [
        ("No attacks since the lambing.", SYMPTOMS, Absence.HELD),
        ("Hasn't cut in weeks.", RISK, Absence.HELD),
        ("hasnt binged for 3 wks", SYMPTOMS, Absence.HELD),
        ("No drinking x6 wks.", RISK, Absence.HELD),
        ("Third week without a flashback.", SYMPTOMS, Absence.HELD),
        ("Sober 41 days.", RISK, Absence.HELD),
        ("Last cut was five weeks ago.", RISK, Absence.HELD),
        ("Denies SI/HI.", RISK, Absence.NOW),
        ("Nightmares gone.", SYMPTOMS, Absence.NOW),
        ("Passive thoughts daily, no plan or intent.", RISK, None),
        ("Nightmares five nights, no purging.", SYMPTOMS, None),
        ("No relief from the panic.", SYMPTOMS, None),
        ("Cannot stop the checking.", SYMPTOMS, None),
        ("If there is no panic by Friday she will drive.", SYMPTOMS, None),
        ("No panic until Thursday, then two.", SYMPTOMS, None),
        ("ED x3 since June, all negative.", RISK, None),
        ("Did not sleep, no appetite.", SYMPTOMS, None),
        ("Panic at the till again.", SYMPTOMS, None),
    ],
)
def test_absence_of_trouble(sentence: str, domain: Domain, expected: Absence | None) -> None:
    assert absence(sentence, domain) is expected


def believed(text: str, row: list[float]) -> SentenceBeliefs:
    return SentenceBeliefs(
        passage=Passage(id="n:0", note_id="n", session=1, position=0, start=0, end=len(text), text=text),
        section="-",
        domains=np.array([row] * len(DOMAINS), dtype=np.float32),
        topics=np.full(len(TOPICS), 1 / len(TOPICS), dtype=np.float32),
        directions=np.full(len(DIRECTIONS), 1 / len(DIRECTIONS), dtype=np.float32),
        flags=dict.fromkeys(FLAGS, 0.0),
    )


def test_a_held_absence_is_a_good_finding() -> None:
    before = believed("No panic attacks for three weeks.", [0.2, 0.05, 0.05, 0.7])
    after = with_absence(before)
    row = after.domains[DOMAINS.index(SYMPTOMS)]
    assert row.sum() == pytest.approx(1, abs=1e-5)
    assert row.argmax() in (2, 3)
    assert row[2] > 3 * row[0]
    assert row[-1] == pytest.approx(0.5)
    assert np.array_equal(after.domains[DOMAINS.index(RISK)], before.domains[DOMAINS.index(RISK)])


def test_a_plain_denial_does_not_document_more() -> None:
    row = with_absence(believed("No panic.", [0.2, 0.05, 0.05, 0.7])).domains[DOMAINS.index(SYMPTOMS)]
    assert row[-1] == pytest.approx(0.7)


def test_other_sentences_stay_as_they_are() -> None:
    before = believed("Four panic attacks.", [0.6, 0.1, 0.1, 0.2])
    assert with_absence(before) is before
