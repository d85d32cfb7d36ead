"""Imports that run beside the chat: files from the browser, how far they are, what became of each, undo.

The files never touch a disk where the system offers a folder in memory, and are gone when they are read.
What a job knows is kept until the chat is stopped; an import can be taken back as long.
"""

from __future__ import annotations

import logging
import secrets
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from retrieval.errors import RetrievalError
from retrieval.importing import ImportLine
from retrieval.undoing import Before, Receipt
from ui.errors import ImportRefusedError

log = logging.getLogger("longview.imports")

MOST_FILES = 300
MOST_BYTES = 40_000_000
"""Of all files of one import; more goes through `longview import`."""
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it, closed to others
KEPT = 50
"""Jobs remembered; the oldest go first."""
UNFORESEEN = (
    "The import was stopped by an error of kind {kind}; nothing of it was kept. Try the files one by one."
)
Report = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as it came from the browser."""

    name: str = field(repr=False)
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportState:
    """How an import stands."""

    id: str
    client_id: str
    label: str = field(default="Waiting to begin", repr=False)
    done: int = 0
    total: int | None = None
    lines: tuple[ImportLine, ...] | None = field(default=None, repr=False)
    """One for each note or file, once it is over."""
    error: str = ""
    receipt: Receipt | None = field(default=None, repr=False)
    undone: bool = False

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.lines is not None or bool(self.error)


class ImportJobs:
    """The imports of one process; one at a time for each client."""

    def __init__(
        self,
        *,
        before: Callable[[str], Before],
        bring_in: Callable[[str, Path, Report], tuple[ImportLine, ...]],
        receipt: Callable[[Before], Receipt],
        undo: Callable[[Receipt], int],
    ) -> None:
        """Put it together.

        Args:
            before: says how a client's record stands.
            bring_in: imports a folder for a client, reporting label, done, total.
            receipt: says what was written since.
            undo: takes a receipt back.
        """
        self._before, self._bring_in, self._receipt, self._undo = before, bring_in, receipt, undo
        self._guard = threading.Lock()
        self._states: dict[str, ImportState] = {}

    def begin(self, client_id: str, uploads: Sequence[Upload]) -> ImportState:
        """Start an import in a thread of its own.

        Raises:
            ImportRefusedError: no files, too many or too large, or one is under way for this client.
        """
        _check(uploads)
        with self._guard:
            if any(s.client_id == client_id and not s.over for s in self._states.values()):
                raise ImportRefusedError("Notes of this client are being imported. Wait until that is done.")
            state = ImportState(id=secrets.token_hex(8), client_id=client_id)
            self._states[state.id] = state
            for old in [key for key, s in self._states.items() if s.over][: max(0, len(self._states) - KEPT)]:
                del self._states[old]
        threading.Thread(target=self._run, args=(state.id, tuple(uploads)), daemon=True).start()
        return state

    def state(self, client_id: str, job_id: str) -> ImportState:
        """How an import of this client stands.

        Raises:
            ImportRefusedError: there is none; the chat may have been restarted since.
        """
        with self._guard:
            found = self._states.get(job_id)
        if found is None or found.client_id != client_id:
            raise ImportRefusedError("That import is no longer known: Longview was restarted since.")
        return found

    def undo(self, client_id: str, job_id: str) -> ImportState:
        """Take an import back.

        Raises:
            ImportRefusedError: it is not over, changed nothing, or was taken back already.
            StoreError: one of its notes was changed since.
        """
        state = self.state(client_id, job_id)
        if state.receipt is None or state.undone or not state.receipt.written:
            raise ImportRefusedError("There is nothing of this import to take back.")
        self._undo(state.receipt)
        return self._change(job_id, undone=True)

    def _run(self, job_id: str, uploads: tuple[Upload, ...]) -> None:
        client_id = self._states[job_id].client_id

        def report(label: str, done: int, total: int | None) -> None:
            self._change(job_id, label=label, done=done, total=total)

        try:
            before = self._before(client_id)
            with tempfile.TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else None) as folder:
                lay_out(uploads, Path(folder))
                report("Reading the files", 0, None)
                lines = self._bring_in(client_id, Path(folder), report)
            self._change(job_id, lines=lines, receipt=self._receipt(before))
        except RetrievalError as wrong:
            self._change(job_id, error=str(wrong))
        except Exception as wrong:  # its message may hold words of a note
            log.error("unforeseen %s in an import", type(wrong).__name__)
            self._change(job_id, error=UNFORESEEN.format(kind=type(wrong).__name__))

    def _change(self, job_id: str, **values: object) -> ImportState:
        with self._guard:
            self._states[job_id] = replace(self._states[job_id], **values)  # type: ignore[arg-type]
            return self._states[job_id]


def lay_out(uploads: Sequence[Upload], folder: Path) -> None:
    """Write files into a folder under their own names; a second one of a name gets a number."""
    for upload in uploads:
        name = Path(upload.name.replace("\\", "/")).name.lstrip(".") or "note"
        path, number = folder / name, 1
        while path.exists():
            number += 1
            path = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
        path.write_bytes(upload.content)


def _check(uploads: Sequence[Upload]) -> None:
    size = sum(len(upload.content) for upload in uploads)
    if not uploads:
        raise ImportRefusedError("No file came. Choose or drop session notes and try again.")
    if len(uploads) > MOST_FILES or size > MOST_BYTES:
        raise ImportRefusedError(
            f"Expected at most {MOST_FILES} files of together {MOST_BYTES // 1_000_000} MB; {len(uploads)} "
            f"of {size // 1_000_000} MB came. Import fewer at a time, or use `longview import` in a terminal."
        )
