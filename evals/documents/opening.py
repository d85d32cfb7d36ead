"""A case taken into a practice that is thrown away, and the desk on which its documents are drafted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from evals.cases import Case

if TYPE_CHECKING:
    from ui.practice import Practice


@contextmanager
def taken_in(case: Case, scratch: Path) -> Iterator[tuple[Practice, str]]:
    """Import a case's notes; gives the practice and the client's id."""
    from ui.workspace import throw_away

    practice = throw_away(scratch / "data")
    try:
        client = practice.add_client(case.name, case.pronouns)
        practice.import_path(client.id, case.write_notes(scratch / "notes"))
        yield practice, client.id
    finally:
        practice.close()
