"""`longview batch`: case folders in, one predictions file a case out, through the same code as the chat."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evals.cases import Case, read_cases
from evals.errors import EvalError
from evals.predicting import predict, predicted_answer
from evals.tracing import trace_answer, write_trace
from evals.workspace import OpenWorkspace, Workspace
from retrieval.cores import fork_map, usable_cores
from retrieval.errors import ProcessLostError

if TYPE_CHECKING:
    from agent.records import RenderedAnswer
    from retrieval.history import History


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDone:
    """What became of one case. Times are wall-clock seconds."""

    case_id: str
    notes: int
    questions: int
    import_seconds: float = 0.0
    answer_seconds: float = 0.0
    problems: tuple[str, ...] = ()
    """In plain words, without words of a note."""


def run_batch(
    cases: Path,
    out: Path,
    open_workspace: OpenWorkspace,
    *,
    progress: Callable[[CaseDone], None] = lambda _: None,
    processes: int | None = None,
) -> tuple[CaseDone, ...]:
    """Import every case as a client into a workspace that is thrown away, and write what the program says.

    `out` gets <case_id>.json for each case, and traces/<case_id>.json with the rules behind it. Predictions
    quote the notes: keep them where the notes may be kept. A case that fails is reported and has none; the
    others go on.

    Args:
        cases: folder of case folders.
        out: where predictions go.
        open_workspace: opens an empty workspace; every case gets one.
        progress: hears of each case when it and all longer ones are done; long cases come first.
        processes: how many cases at once, by default one for each core. What is written is the same.

    Raises:
        CaseError: a case folder is malformed.
        EvalError: a process was ended from outside.
    """
    many = processes or usable_cores()
    read = read_cases(cases)
    out.mkdir(parents=True, exist_ok=True)
    by_length = sorted(range(len(read)), key=lambda place: -len(read[place].notes))
    done: dict[int, CaseDone] = {}
    with tempfile.TemporaryDirectory(prefix="longview-batch-") as scratch:

        def run(place: int) -> CaseDone:
            return _attempt(read[place], out, Path(scratch) / str(place), open_workspace)

        if min(many, len(read)) > 1:  # loaded once, shared by the processes
            with open_workspace(Path(scratch) / "warm" / "data") as workspace:
                workspace.warm().join()
        try:
            for place, case in zip(by_length, fork_map(run, by_length, processes=many), strict=True):
                done[place] = case
                progress(case)
        except ProcessLostError as error:
            raise EvalError(str(error)) from error
    return tuple(done[place] for place in range(len(read)))


def _attempt(case: Case, out: Path, scratch: Path, open_workspace: OpenWorkspace) -> CaseDone:
    try:
        with open_workspace(scratch / "data") as workspace:
            return run_case(case, case.write_notes(scratch / "notes"), out, workspace)
    except Exception as error:  # one bad case must not cost the others
        return CaseDone(
            case_id=case.id,
            notes=len(case.notes),
            questions=len(case.questions),
            problems=(f"No predictions: {type(error).__name__}: {error}",),
        )


def run_case(case: Case, notes: Path, out: Path, workspace: Workspace) -> CaseDone:
    """Import one case, ask its questions, and write its predictions and its trace."""
    begin = time.perf_counter()
    client_id = workspace.add_client(case.name, case.pronouns).id
    lines = workspace.import_path(client_id, notes)
    assessment = workspace.assessment(client_id)
    imported = time.perf_counter()
    history = workspace.history(client_id)
    asked = asyncio.run(_ask_all(case, client_id, workspace))
    answered = time.perf_counter()
    predict(
        case.id,
        chart=workspace.chart(client_id),
        assessment=assessment,
        history=history,
        identifiers=workspace.identifiers(client_id),
        answers=[predicted_answer(item.question, item.answer, history) for item in asked],
        seconds={"import": round(imported - begin, 3), "answers": round(answered - imported, 3)},
    ).write(out)
    traces = [
        trace_answer(n, item.question, item.answer, history, seconds=item.seconds)
        for n, item in enumerate(asked)
    ]
    write_trace(case.id, out, assessment=assessment, answers=traces)
    return CaseDone(
        case_id=case.id,
        notes=len(case.notes),
        questions=len(case.questions),
        import_seconds=imported - begin,
        answer_seconds=answered - imported,
        problems=(*(f"{line.source}: {line.why}" for line in lines if line.why), *_changed(case, history)),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    question: str
    answer: RenderedAnswer
    seconds: float


async def _ask_all(case: Case, client_id: str, workspace: Workspace) -> list[_Asked]:
    # A thread a question: the questions of a case do not follow each other as those of a conversation do.
    return [
        await _ask(question, client_id, f"{case.id}-{position}", workspace)
        for position, question in enumerate(case.questions)
    ]


async def _ask(question: str, client_id: str, thread_id: str, workspace: Workspace) -> _Asked:
    from agent.records import RenderedAnswer

    begin, answer = time.perf_counter(), None
    async for part in workspace.ask(question, client_id=client_id, thread_id=thread_id):
        if isinstance(part, RenderedAnswer):
            answer = part
    if answer is None:
        raise RuntimeError("The assistant ended without an answer; it should always give one.")
    return _Asked(question, answer, time.perf_counter() - begin)


def _changed(case: Case, history: History) -> Iterator[str]:
    """Name sessions whose stored text is not that of notes.json: offsets into them mean nothing."""
    stored = {note.session: history.original(note.id) for note in history.notes()}
    given = {note.session: note.text for note in case.notes}
    wrong = sorted(n for n in given.keys() | stored.keys() if given.get(n) != stored.get(n))
    if wrong:
        yield f"The notes of sessions {wrong} are not stored under that number as they stand in notes.json."
