"""Search in and reading of one client's notes as LangChain tools. The client comes with the runtime."""

from __future__ import annotations

from langchain_core.tools import BaseTool, tool

from retrieval.records import Note
from tools.errors import ToolRetry
from tools.outcome_tools import Output, Runtime, client, output
from tools.outcomes.wording import Told

MOST_HITS = 8


@tool(response_format="content_and_artifact", parse_docstring=True)
def search_history(query: str, runtime: Runtime, sessions: list[int] | None = None) -> Output:
    """Find sentences in this client's notes by meaning and by words.

    Use for facts that the other tools do not cover: names of medication, people, places, what was said.
    Finding nothing that answers the question means that the notes do not document it.

    Args:
        query: What to look for, in a few words as a clinician would write them.
        runtime: Given by the program.
        sessions: Only in these sessions, by number; leave out for all.
    """
    history = client(runtime).history
    if not query.strip():
        raise ToolRetry("Expected a few words to look for, got none. Name what the note would say.")
    hits = history.search(query, limit=MOST_HITS, sessions=_known(sessions, history.notes()))
    lines = [f"session {hit.passage.session}: “{hit.passage.text}”" for hit in hits]
    return output(
        Told(
            text="\n".join(lines) or "Nothing found.",
            evidence=tuple(history.evidence(hit.passage) for hit in hits),
        )
    )


@tool(response_format="content_and_artifact", parse_docstring=True)
def read_session(session: int, runtime: Runtime) -> Output:
    """Read the whole note of one session.

    Args:
        session: Its number, as given by the other tools.
        runtime: Given by the program.
    """
    history = client(runtime).history
    notes = [note for note in history.notes() if note.session == session]
    _known([session], history.notes())
    parts = [f"session {note.session} (week {note.week}, {note.kind.value})\n{note.text}" for note in notes]
    evidence = tuple(history.evidence(p) for note in notes for p in history.passages(note.id))
    return output(Told(text="\n\n".join(parts), evidence=evidence))


def _known(sessions: list[int] | None, notes: tuple[Note, ...]) -> list[int] | None:
    """Sessions that there are.

    Raises:
        ToolRetry: One is not there.
    """
    if sessions is None:
        return None
    known = {note.session for note in notes}
    unknown = sorted(set(sessions) - known)
    if unknown or not sessions:
        span = f"{min(known)} to {max(known)}" if known else "none yet"
        raise ToolRetry(
            f"Expected sessions of this record ({span}), got {unknown or 'none'}. Choose among them."
        )
    return sessions


HISTORY_TOOLS: tuple[BaseTool, ...] = (search_history, read_session)
