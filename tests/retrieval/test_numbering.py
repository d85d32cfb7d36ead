from datetime import date, timedelta

import pytest

from retrieval.numbering import number_sessions
from retrieval.records import DraftNote, NoteFormat, NoteKind


def course(stated: list[int | None]) -> list[DraftNote]:
    return [
        DraftNote(
            date=date(2024, 1, 1) + timedelta(weeks=at),
            session=number,
            kind=NoteKind.PROGRESS,
            format=NoteFormat.SOAP,
            text="x",
        )
        for at, number in enumerate(stated)
    ]


@pytest.mark.parametrize(
    ("stated", "numbers"),
    [
        ([1, 2, 3], (1, 2, 3)),
        ([4, 5, 9], (4, 5, 9)),  # the first notes are elsewhere
        ([None, None], (1, 2)),
        ([1, None, 3], (1, 2, 3)),
        ([1, 1, 2], (1, 2, 3)),  # two notes claim to be the first
        ([3, 2, 1], (1, 2, 3)),  # dates decide
        ([], ()),
    ],
)
def test_number_sessions(stated: list[int | None], numbers: tuple[int, ...]) -> None:
    assert number_sessions(course(stated)) == numbers
