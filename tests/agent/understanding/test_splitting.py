import pytest

from agent.understanding.splitting import split


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("who is her sister and what are her goals?", 2),
        ("how is sleep? any SI? what meds is she on", 3),
        ("Where does he work, when was the hearing, and is he still having panic?", 3),
        ("whos the sponsor and does he still see the physio", 2),
    ],
)
def test_several_questions_are_taken_apart(question: str, parts: int) -> None:
    assert len(split(question)) == parts


@pytest.mark.parametrize(
    "question",
    [
        "Who prescribed the sertraline and when?",
        "what did we try and did it help",
        "what was put in place & what came of it",
        "how many stones and flowers on the rope",
        "when did he go back to work and as what",
        "compare spring and autumn",
        "Has her sleep improved and held?",
        "",
    ],
)
def test_what_belongs_together_stays_together(question: str) -> None:
    assert split(question) == (question,)


def test_no_more_than_four_are_taken_up() -> None:
    assert len(split("who is Ann? who is Ben? who is Cleo? who is Dan? who is Eve?")) == 4
