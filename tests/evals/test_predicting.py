from datetime import date
from typing import Any

import pytest

from evals.predicting import predict
from evals.predictions import Cited, PredictedMeasure, Prediction
from retrieval.records import Evidence, NoteKind, Quote
from tools.records import (
    Assessment,
    Change,
    Chart,
    ChartSession,
    Domain,
    Durability,
    Measure,
    Reading,
    Verdict,
)

TEXT = "Sleeps six hours on most nights. Cried once after the call from her sister. SUDS 8 at the start."


class OneNote:
    """A history of one note, without identifiers."""

    def original(self, note_id: str) -> str:
        return TEXT

    def quote(self, evidence: Evidence) -> Quote:
        return Quote(
            note_id=evidence.note_id,
            session=evidence.session,
            date=date(2024, 1, 8),
            kind=NoteKind.PROGRESS,
            start=evidence.start,
            end=evidence.end,
            text=evidence.quote,
        )


def words(quote: str) -> Evidence:
    start = TEXT.index(quote)
    return Evidence(note_id="n", session=1, start=start, end=start + len(quote), quote=quote)


def measure(instrument: str, score: float, *, used: bool = True, remark: str = "") -> Measure:
    return Measure(
        instrument=instrument, score=score, session=1, evidence=words("SUDS 8"), used=used, remark=remark
    )


def verdict(domain: Domain | None, **more: Any) -> Verdict:
    return Verdict(domain=domain, change=Change.IMPROVED, durability=Durability.EMERGING, trace=(), **more)


def prediction(*measures: Measure, **more: Any) -> Prediction:
    reading = Reading(note_id="n", reader="r", measures=measures)
    session = ChartSession(session=1, date=date(2024, 1, 8), kind=NoteKind.PROGRESS, reading=reading)
    assessment = Assessment(
        client_id="c",
        domains={Domain.SYMPTOMS: verdict(Domain.SYMPTOMS, **more)},
        overall=verdict(None),
        trajectories={},
    )
    history: Any = OneNote()
    return predict(
        "S01",
        chart=Chart(client_id="c", sessions=(session,)),
        assessment=assessment,
        history=history,
        identifiers={},
        answers=(),
        seconds={},
    )


@pytest.mark.parametrize(
    ("found", "listed"),
    [
        (measure("PHQ-9", 12), True),
        (measure("PHQ-9", 5, used=False, remark="planned or a goal"), False),
        (measure("SUDS", 8, used=False, remark="rating within the session"), True),
        (measure("SUDS", 800, used=False, remark="outside the range 0-100"), False),
    ],
)
def test_scores_of_this_client_and_note_are_listed(found: Measure, listed: bool) -> None:
    expected = PredictedMeasure(session=1, name=found.instrument, score=found.score)
    assert prediction(found).measures == ((expected,) if listed else ())


def test_evidence_is_what_speaks_for_and_against_each_once_in_order() -> None:
    calm, cried = words("Sleeps six hours"), words("Cried once after the call")
    got = prediction(evidence=(cried, calm), against=(cried,)).domains["symptom_burden"].evidence
    assert got == (
        Cited(session=1, quote="Sleeps six hours on"),
        Cited(session=1, quote="Cried once after the call"),
    )
