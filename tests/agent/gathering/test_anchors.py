import pytest

from agent.gathering.anchors import resolve_event, session_of
from agent.understanding.periods import EventTime


@pytest.mark.parametrize(
    ("event", "session"),
    [
        ("the flood in the cellar", 4),
        ("interoceptive exposure was begun", 2),
        ("the slip", 4),
        ("she rode the tram two stops", 3),
        ("the honeymoon", None),
        ("the insurance visit", None),  # only planned
        ("it", None),
    ],
)
def test_an_event_is_found_where_a_note_tells_that_it_took_place(event, session, sources) -> None:
    assert session_of(event, sources) == session


@pytest.mark.parametrize(
    ("relation", "sessions"),
    [
        ("before", (1, 2, 3)),
        ("until", (1, 2, 3, 4)),
        ("since", (4, 5, 6)),
        ("after", (4, 5, 6)),
        ("while", (4, 5)),
    ],
)
def test_sessions_round_an_event(relation, sessions, sources) -> None:
    frame = resolve_event(EventTime(relation, "the flood"), sources)
    assert frame is not None
    assert frame.sessions == sessions
