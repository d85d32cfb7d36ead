import pytest

from agent.understanding.periods import bare_relation, event_time, halves


@pytest.mark.parametrize(
    ("text", "relation", "event"),
    [
        ("how was she before the move?", "before", "the move"),
        ("sleep since she started Celexa", "since", "she started Celexa"),
        ("how were things just after the funeral, really", "after", "the funeral"),
        ("during the trial", "while", "the trial"),
        ("prior to surgery?", "before", "surgery"),
    ],
)
def test_an_event_and_its_relation(text: str, relation: str, event: str) -> None:
    found = event_time(text)
    assert found is not None
    assert (found.relation, found.event) == (relation, event)


@pytest.mark.parametrize("text", ["who is Ann?", "how is sleep", "since"])
def test_no_event(text: str) -> None:
    assert event_time(text) is None


@pytest.mark.parametrize(
    ("text", "relation"), [("after", "after"), (" since?", "since"), ("since May", ""), ("", "")]
)
def test_a_relation_that_leaves_out_its_event(text: str, relation: str) -> None:
    assert bare_relation(text) == relation


def test_a_question_that_compares_is_cut_at_its_joints() -> None:
    assert ("sleep before the move", "after") in list(halves("sleep before the move vs after"))
    assert ("compare spring", "autumn") in list(halves("compare spring with autumn"))


def test_a_question_that_does_not_compare_is_not_cut() -> None:
    assert list(halves("sleep and appetite")) == []
