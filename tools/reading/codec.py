"""A reading as JSON and back, exactly: equal in, equal out, and the same bytes for the same reading."""

from __future__ import annotations

import json
from typing import Any

from retrieval.records import Evidence
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


def encode(reading: Reading) -> str:
    """Return a reading as JSON text."""
    return json.dumps(
        {
            "note": reading.note_id,
            "reader": reading.reader,
            "observations": [_observation_out(o) for o in reading.observations],
            "states": {
                d.value: [b.impaired, b.partly, b.well, b.not_documented] for d, b in reading.states.items()
            },
            "measures": [_measure_out(m) for m in reading.measures],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def decode(text: str) -> Reading:
    """Return the reading that `encode` wrote."""
    raw = json.loads(text)
    return Reading(
        note_id=raw["note"],
        reader=raw["reader"],
        observations=tuple(_observation_in(o) for o in raw["observations"]),
        states={Domain(d): _belief(values) for d, values in raw["states"].items()},
        measures=tuple(_measure_in(m) for m in raw["measures"]),
    )


def _belief(values: list[float]) -> StateBelief:
    impaired, partly, well, silent = values
    return StateBelief(impaired=impaired, partly=partly, well=well, not_documented=silent)


def _observation_out(o: Observation) -> dict[str, Any]:
    return {
        "id": o.id,
        "topic": o.topic.value,
        "evidence": _evidence_out(o.evidence),
        "domains": [d.value for d in o.domains],
        "level": o.level and o.level.value,
        "direction": o.direction and o.direction.value,
        "assertion": o.assertion.value,
        "of_client": o.of_client,
        "source": o.source.value,
        "indicator": o.indicator,
        "frequency": o.frequency,
        "certainty": o.certainty,
    }


def _observation_in(raw: dict[str, Any]) -> Observation:
    return Observation(
        id=raw["id"],
        topic=Topic(raw["topic"]),
        evidence=_evidence_in(raw["evidence"]),
        domains=tuple(Domain(d) for d in raw["domains"]),
        level=None if raw["level"] is None else Level(raw["level"]),
        direction=None if raw["direction"] is None else Direction(raw["direction"]),
        assertion=Assertion(raw["assertion"]),
        of_client=raw["of_client"],
        source=Source(raw["source"]),
        indicator=raw["indicator"],
        frequency=raw["frequency"],
        certainty=raw["certainty"],
    )


def _measure_out(m: Measure) -> dict[str, Any]:
    return {
        "instrument": m.instrument,
        "score": m.score,
        "session": m.session,
        "evidence": _evidence_out(m.evidence),
        "used": m.used,
        "remark": m.remark,
    }


def _measure_in(raw: dict[str, Any]) -> Measure:
    return Measure(**{**raw, "evidence": _evidence_in(raw["evidence"])})


def _evidence_out(e: Evidence) -> list[Any]:
    return [e.note_id, e.session, e.start, e.end, e.quote]


def _evidence_in(raw: list[Any]) -> Evidence:
    note_id, session, start, end, quote = raw
    return Evidence(note_id=note_id, session=session, start=start, end=end, quote=quote)
