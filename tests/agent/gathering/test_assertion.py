import pytest

from agent.gathering.assertion import negated, planned
from agent.understanding.wording import stem


def stems(*words: str) -> set[str]:
    return {stem(word) for word in words}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Denies SI, HI, self-harm.", "self-harm"),
        ("Declined paroxetine, her aunt had felt numb on it.", "paroxetine"),
        ("He never went to the clinic.", "clinic"),
        ("Group was offered, she turned it down.", "group"),
        ("No panic since March.", "panic"),
        ("Hasn't returned to pottery.", "pottery"),
        ("sister not at wedding", "wedding"),
    ],
)
def test_denied(text: str, word: str) -> None:
    assert negated(text, stems(word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Panic every day, no appetite.", "panic"),
        ("Not eating, but went to pottery.", "pottery"),
        ("Sleeps four hours.", "sleep"),
        ("doesn't answer the door, 9 kg heavier", "kg"),
    ],
)
def test_not_denied(text: str, word: str) -> None:
    assert not negated(text, stems(word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Programme starts after Easter.", "programme"),
        ("Talk about starting lithium with the GP.", "lithium"),
        ("On the waiting list for the day unit.", "unit"),
        ("Goals: ride the tram; sleep through.", "sleep"),
        ("The hearing is next Tuesday.", "hearing"),
        ("Hopes to rejoin her school.", "school"),
    ],
)
def test_planned(text: str, word: str) -> None:
    assert planned(text, stems(word))


def test_a_date_ahead_of_the_note_is_planned() -> None:
    text = "Meeting with the head teacher [week 12]."
    assert planned(text, stems("meeting"), week=10)
    assert not planned(text, stems("meeting"), week=12)


def test_a_plan_section_is_planned() -> None:
    assert planned("Breathing twice a day.", stems("breathing"), section="P")


def test_done_is_not_planned() -> None:
    assert not planned("Rode the tram alone every morning.", stems("tram"))
