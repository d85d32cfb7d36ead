"""From what the program found and answered to the records that scoring reads. No finding is made here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from evals.predictions import (
    Cited,
    PredictedAnswer,
    PredictedMeasure,
    PredictedSetback,
    PredictedSpan,
    PredictedVerdict,
    Prediction,
)
from evals.quoting import fit_quote

if TYPE_CHECKING:
    from agent.records import RenderedAnswer
    from retrieval.history import History
    from retrieval.records import Evidence, Identifier, Quote
    from tools.records import Assessment, Chart, Measure, Verdict


def predict(
    case_id: str,
    *,
    chart: Chart,
    assessment: Assessment,
    history: History,
    identifiers: Mapping[int, Sequence[Identifier]],
    answers: Sequence[PredictedAnswer],
    seconds: Mapping[str, float],
) -> Prediction:
    """Put together everything that is said of one case."""
    return Prediction(
        case_id=case_id,
        domains={domain.value: _verdict(verdict, history) for domain, verdict in assessment.domains.items()},
        overall=_verdict(assessment.overall, history),
        measures=tuple(
            PredictedMeasure(session=item.session, name=item.instrument, score=item.score)
            for session in chart.sessions
            for item in session.reading.measures
            if _is_written(item)
        ),
        setbacks=tuple(
            PredictedSetback(sessions=item.sessions, kind=item.kind, recovered_by=item.recovered_by)
            for item in assessment.setbacks
        ),
        life_context=_cite((item.evidence for item in assessment.life_context), history),
        phi=tuple(
            PredictedSpan(session=session, start=item.start, end=item.end, type=item.type.value)
            for session, found in sorted(identifiers.items())
            for item in found
        ),
        answers=tuple(answers),
        seconds=seconds,
    )


def predicted_answer(question: str, answer: RenderedAnswer, history: History) -> PredictedAnswer:
    """Give an answer, as the therapist reads it, its form for scoring."""
    return PredictedAnswer(
        question=question,
        answer=answer.text,
        abstained=answer.abstained,
        corrects_premise=answer.corrects_premise,
        citations=tuple(_cited(item.quote, history) for item in answer.citations),
    )


def _verdict(verdict: Verdict, history: History) -> PredictedVerdict:
    # A verdict rests on what speaks for it and on what speaks against it; labelled evidence holds both.
    both = sorted({*verdict.evidence, *verdict.against}, key=lambda item: (item.session, item.start))
    return PredictedVerdict(
        change=verdict.change.value,
        durability=verdict.durability.value,
        onset_session=verdict.onset_session,
        situational=verdict.situational,
        evidence=_cite(both, history),
    )


def _is_written(measure: Measure) -> bool:
    """Say whether a score is this client's and of this note, whether or not outcome is judged by it.

    Ratings within a session (SUDS, VOC) say nothing about outcome, and what another clinician obtained was
    not seen here: neither is used for it. A list of the scores that the notes hold has them all the same.
    """
    from tools.instruments import Role, find
    from tools.reading.scores import ELSEWHERE

    instrument = find(measure.instrument)
    if instrument is None or instrument.role is not Role.SESSION:
        return measure.used or measure.remark == ELSEWHERE
    return instrument.holds(measure.score)


def _cite(evidence: Iterable[Evidence], history: History) -> tuple[Cited, ...]:
    cited = (_cited(history.quote(item), history) for item in evidence)
    return tuple(dict.fromkeys(cited))


def _cited(quote: Quote, history: History) -> Cited:
    text = history.original(quote.note_id)
    return Cited(session=quote.session, quote=fit_quote(text, quote.start, quote.end))
