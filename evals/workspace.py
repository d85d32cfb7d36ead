"""What measuring needs of the program: a practice, seen from here, and how to make a throw-away one.

`ui.practice.Practice` fits this by its methods; naming them here keeps `evals` free of the user interface.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from agent.records import RenderedAnswer, Step
    from retrieval.history import History
    from retrieval.importing import ImportLine
    from retrieval.records import Client, Identifier
    from tools.records import Assessment, Chart


class Workspace(Protocol):
    """Import, record, findings and answers, through the same code as the chat."""

    def warm(self) -> Thread:
        """Begin to load models, in the thread that is returned; later workspaces share them."""

    def add_client(self, name: str, pronouns: str = "") -> Client:
        """Take on a client."""

    def import_path(self, client_id: str, path: Path) -> Sequence[ImportLine]:
        """Import a file and read what is new."""

    def history(self, client_id: str) -> History:
        """Return the record of a client."""

    def chart(self, client_id: str) -> Chart:
        """Return what was read from the notes."""

    def assessment(self, client_id: str) -> Assessment:
        """Return what the outcome engine makes of the record."""

    def identifiers(self, client_id: str) -> Mapping[int, Sequence[Identifier]]:
        """Return what was hidden, by session, with offsets into the original notes."""

    def ask(self, question: str, *, client_id: str, thread_id: str) -> AsyncIterator[Step | RenderedAnswer]:
        """Answer a question: steps as they happen, the answer last."""


OpenWorkspace = Callable[[Path], AbstractContextManager[Workspace]]
"""Opens a workspace in an empty folder, under a key that is kept in memory only."""
