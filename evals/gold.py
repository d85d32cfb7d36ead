"""Gold labels of a case. Only scoring reads them; nothing that predicts may import this module."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.cases import read_case
from evals.errors import CaseError
from evals.predictions import PredictedMeasure


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldVerdict:
    """How a clinician judged one domain, or the whole."""

    change: str
    durability: str
    onset_session: int | None = None
    sessions: frozenset[int] = frozenset()
    """Sessions that the evidence comes from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSpan:
    """An identifier in an original text."""

    start: int
    end: int
    type: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldNote:
    """An original note and the identifiers in it."""

    session: int
    text: str = field(repr=False)
    phi: tuple[GoldSpan, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldQuestion:
    """A question and what a right answer says.

    Each item of `must_include` and `must_not_include` is a string with alternatives parted by " | ".
    """

    question: str
    kind: str
    answer: str = ""
    answerable: bool = True
    must_include: tuple[str, ...] = ()
    must_not_include: tuple[str, ...] = ()
    sessions: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldCase:
    """All labels of one case."""

    id: str
    notes: tuple[GoldNote, ...]
    domains: Mapping[str, GoldVerdict]
    overall: GoldVerdict
    measures: tuple[PredictedMeasure, ...] = ()
    questions: tuple[GoldQuestion, ...] = ()

    def note(self, session: int | None) -> GoldNote | None:
        """The note of a session; the last one where two bear the same number."""
        return next((note for note in reversed(self.notes) if note.session == session), None)


def read_gold(folder: Path) -> GoldCase:
    """Read the labels of one case folder.

    Raises:
        CaseError: gold.yaml is missing or not well formed.
    """
    import yaml

    read_case(folder)  # the same complaints as the program under test would make
    try:
        gold = yaml.safe_load((folder / "gold.yaml").read_text(encoding="utf-8"))
        notes = json.loads((folder / "notes.json").read_text(encoding="utf-8"))
        return GoldCase(
            id=str(gold["case_id"]),
            notes=tuple(_note(row) for row in notes),
            domains={name: _verdict(item) for name, item in gold["domains"].items()},
            overall=_verdict(gold["overall"]),
            measures=tuple(
                PredictedMeasure(session=item["session"], name=str(item["name"]), score=float(item["score"]))
                for item in gold.get("measures") or ()
            ),
            questions=tuple(_question(item) for item in gold["qa"]),
        )
    except FileNotFoundError:
        raise CaseError(f"{folder.name}: gold.yaml is missing; scoring needs it.") from None
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise CaseError(f"{folder.name}: gold.yaml is not well formed ({type(error).__name__}).") from None


def _note(row: Mapping[str, Any]) -> GoldNote:
    spans = tuple(
        GoldSpan(start=item["start"], end=item["end"], type=item["type"], text=item.get("text", ""))
        for item in row.get("phi") or ()
    )
    return GoldNote(session=row["session"], text=row["text"], phi=spans)


def _verdict(item: Mapping[str, Any]) -> GoldVerdict:
    return GoldVerdict(
        change=item["change"],
        durability=item["durability"],
        onset_session=item.get("onset_session"),
        sessions=frozenset(evidence["session"] for evidence in item.get("evidence") or ()),
    )


def _question(item: Mapping[str, Any]) -> GoldQuestion:
    return GoldQuestion(
        question=str(item["question"]),
        kind=item["kind"],
        answer=str(item.get("answer", "")),
        answerable=bool(item.get("answerable", True)),
        must_include=tuple(str(part) for part in item.get("must_include") or ()),
        must_not_include=tuple(str(part) for part in item.get("must_not_include") or ()),
        sessions=frozenset(item.get("evidence_sessions") or ()),
    )
