from collections.abc import Callable
from datetime import date

import pytest

from retrieval.deid import Deidentifier
from retrieval.records import DraftNote, NoteFormat, NoteKind


@pytest.fixture(scope="session")
def deidentifier() -> Deidentifier:
    return Deidentifier()


@pytest.fixture(scope="session")
def draft() -> Callable[..., DraftNote]:
    def make(text: str, day: date = date(2024, 1, 8)) -> DraftNote:
        return DraftNote(
            date=day, session=None, kind=NoteKind.PROGRESS, format=NoteFormat.NARRATIVE, text=text
        )

    return make
