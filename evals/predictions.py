"""What `longview batch` says of one case: the records behind PREDICTIONS/<case_id>.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from evals.errors import PredictionError


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Verbatim words of an original note, names restored."""

    session: int | None = None
    quote: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictedVerdict:
    """Change and durability of one domain, or overall."""

    change: str | None = None
    durability: str | None = None
    onset_session: int | None = None
    situational: bool = False
    evidence: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictedMeasure:
    """A score that a note states."""

    session: int
    name: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictedSetback:
    """A return towards baseline."""

    sessions: tuple[int, ...]
    kind: str
    recovered_by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictedSpan:
    """A stretch of an original note that was hidden."""

    session: int
    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictedAnswer:
    """The answer to one question, as the therapist reads it."""

    question: str
    answer: str = ""
    abstained: bool = False
    corrects_premise: bool = False
    citations: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """Everything said of one case. `seconds` are wall-clock times of the import and of all answers."""

    case_id: str
    domains: Mapping[str, PredictedVerdict] = field(default_factory=dict)
    overall: PredictedVerdict = field(default_factory=PredictedVerdict)
    measures: tuple[PredictedMeasure, ...] = ()
    setbacks: tuple[PredictedSetback, ...] = ()
    life_context: tuple[Cited, ...] = ()
    phi: tuple[PredictedSpan, ...] = ()
    answers: tuple[PredictedAnswer, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)

    def write(self, folder: Path) -> Path:
        """Write <case_id>.json; `overall` holds change and durability only, as the format wants it."""
        value = asdict(self)
        value["overall"] = {key: value["overall"][key] for key in ("change", "durability")}
        path = folder / f"{self.case_id}.json"
        path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
        return path


def read_prediction(path: Path) -> Prediction:
    """Read a predictions file; whatever it leaves out counts as not said.

    Raises:
        PredictionError: the file is no JSON object, or one of its items is malformed.
    """
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
        return Prediction(
            case_id=str(value["case_id"]),
            domains={name: _verdict(item) for name, item in (value.get("domains") or {}).items()},
            overall=_verdict(value.get("overall")),
            measures=tuple(
                PredictedMeasure(**_only(item, PredictedMeasure)) for item in _list(value, "measures")
            ),
            setbacks=tuple(_setback(item) for item in _list(value, "setbacks")),
            life_context=_cited(value, "life_context"),
            phi=tuple(PredictedSpan(**_only(item, PredictedSpan)) for item in _list(value, "phi")),
            answers=tuple(_answer(item) for item in _list(value, "answers")),
            seconds=value.get("seconds") or {},
        )
    except (UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise PredictionError(
            f"{path.name}: expected what `longview batch` writes; {type(error).__name__} while reading it."
        ) from None


def _list(value: Mapping[str, Any], key: str) -> list[Any]:
    return list(value.get(key) or [])


def _only(item: Mapping[str, Any], kind: type) -> dict[str, Any]:
    return {key: item[key] for key in kind.__dataclass_fields__ if key in item}  # type: ignore[attr-defined]


def _cited(value: Mapping[str, Any], key: str) -> tuple[Cited, ...]:
    return tuple(Cited(**_only(item, Cited)) for item in _list(value, key))


def _verdict(item: Mapping[str, Any] | None) -> PredictedVerdict:
    item = item or {}
    return PredictedVerdict(**_only(item, PredictedVerdict) | {"evidence": _cited(item, "evidence")})


def _setback(item: Mapping[str, Any]) -> PredictedSetback:
    return PredictedSetback(**_only(item, PredictedSetback) | {"sessions": tuple(item.get("sessions") or ())})


def _answer(item: Mapping[str, Any]) -> PredictedAnswer:
    return PredictedAnswer(**_only(item, PredictedAnswer) | {"citations": _cited(item, "citations")})
