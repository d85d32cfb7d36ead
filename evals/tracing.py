"""Why the program said what it said of a case: rule traces, courses and answers, without names.

Everything is in clean space, so that a trace can be read by a judging model or kept beside a report.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retrieval.errors import LeakError

if TYPE_CHECKING:
    from agent.records import RenderedAnswer
    from retrieval.history import History
    from tools.records import Assessment, Trajectory, Verdict

SEARCH_DEPTH = 8
"""Passages looked at for the retrieval figures; what the plain pipeline that we compare with retrieves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTrace:
    """One question and its answer in clean words.

    `question` and `answer` are empty when they could not be made clean: nobody may read them then.
    """

    position: int
    """Place in questions.json, from 0."""
    question: str
    answer: str
    kind: str
    writer: str
    abstained: bool
    corrects_premise: bool
    contexts: tuple[str, ...]
    """Clean passages that the answer cites."""
    cited_sessions: tuple[int, ...]
    searched_sessions: tuple[int, ...]
    """Sessions of the passages nearest to the question, best first."""
    seconds: float
    """Wall-clock time from the question to the whole answer."""


def trace_answer(
    position: int, question: str, answer: RenderedAnswer, history: History, *, seconds: float
) -> AnswerTrace:
    """Record one answer in clean words, with what it cites and what a search alone would have found."""
    clean_question = _clean(question, history)
    hits = history.search(clean_question, limit=SEARCH_DEPTH) if clean_question else ()
    quotes = [item.quote for item in answer.citations]
    return AnswerTrace(
        position=position,
        question=clean_question,
        answer=_clean(answer.text, history),
        kind=answer.kind.value,
        writer=answer.writer,
        abstained=answer.abstained,
        corrects_premise=answer.corrects_premise,
        contexts=tuple(_clean_part(quote.note_id, quote.start, quote.end, history) for quote in quotes),
        cited_sessions=_distinct([quote.session for quote in quotes]),
        searched_sessions=_distinct([hit.passage.session for hit in hits]),
        seconds=round(seconds, 4),
    )


def write_trace(
    case_id: str, folder: Path, *, assessment: Assessment, answers: Sequence[AnswerTrace]
) -> Path:
    """Write traces/<case_id>.json."""
    verdicts = [*assessment.domains.items(), ("overall", assessment.overall)]
    value = {
        "case_id": case_id,
        "verdicts": {str(name): _verdict(verdict) for name, verdict in verdicts},
        "courses": {str(name): _course(item) for name, item in assessment.trajectories.items()},
        "answers": [asdict(answer) for answer in answers],
    }
    path = folder / "traces" / f"{case_id}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def read_answer_traces(path: Path) -> tuple[AnswerTrace, ...]:
    """Read the answers of one trace."""
    value = json.loads(path.read_text(encoding="utf-8"))
    listed = ("contexts", "cited_sessions", "searched_sessions")
    return tuple(AnswerTrace(**item | {key: tuple(item[key]) for key in listed}) for item in value["answers"])


def read_rules(path: Path) -> dict[str, tuple[str, ...]]:
    """Read the rule trace of each verdict of one trace, a line a rule."""
    verdicts = json.loads(path.read_text(encoding="utf-8")).get("verdicts", {})
    return {name: tuple(_rule(item) for item in verdict["trace"]) for name, verdict in verdicts.items()}


def _rule(firing: dict[str, Any]) -> str:
    threshold = f" ({firing['threshold']})" if firing["threshold"] else ""
    return f"{firing['rule']}: {firing['outcome']}{threshold}"


def _clean(text: str, history: History) -> str:
    from retrieval.deid import assert_clean

    masked = history.mask(text)
    try:
        assert_clean(masked, history.identity)
    except LeakError:
        return ""
    return masked


def _clean_part(note_id: str, start: int, end: int, history: History) -> str:
    body = history.note(note_id).body
    first, last = body.to_clean(start, end)
    return body.text[first:last]


def _distinct(sessions: Sequence[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(sessions))


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "change": verdict.change.value,
        "durability": verdict.durability.value,
        "onset_session": verdict.onset_session,
        "weeks_held": verdict.weeks_held,
        "sessions_held": verdict.sessions_held,
        "documented_sessions": verdict.documented_sessions,
        "trace": [asdict(firing) for firing in verdict.trace],
        "evidence_sessions": sorted({item.session for item in verdict.evidence}),
        "against_sessions": sorted({item.session for item in verdict.against}),
    }


def _course(trajectory: Trajectory) -> list[dict[str, Any]]:
    return [
        {"session": point.session, "state": point.state.value, "certainty": round(point.certainty, 3)}
        for point in trajectory.points
    ]
