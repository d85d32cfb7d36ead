import pytest

from tools.reading.topic_cues import lifted, says
from tools.records import Topic


@pytest.mark.parametrize(
    "sentence",
    [
        "Her grandfather died on Sunday.",
        "Was laid off in June.",
        "Rear-ended at the lights, whiplash.",
        "His wife moved out last month.",
        "Landlord is selling; notice to quit by March.",
        "Daughter gave birth to twins.",
        "Asylum hearing listed for May.",
    ],
)
def test_life_events(sentence: str) -> None:
    assert says(sentence, Topic.LIFE_EVENT)


@pytest.mark.parametrize(
    "sentence",
    [
        "Spoke in full sentences.",
        "Settled by the end.",
        "Hard of hearing, sat close.",
        'Said "the car died on me".',
        "He has let go of the grudge.",
        "Worked at the shop all week.",
    ],
)
def test_no_life_event(sentence: str) -> None:
    assert not says(sentence, Topic.LIFE_EVENT)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Good rapport.", True),
        ("Mad at me about the late bill, stayed anyway.", True),
        ("I apologised for the mix-up.", True),
        ("He thanked me on the way out.", True),
        ('At the door: "you don\'t have to fix it, do you".', True),
        ('Told his boss "he was mad at me".', False),
        ("You are what you eat, says the poster.", False),
        ("Ruptured tendon healing.", False),
    ],
)
def test_working_relationship(sentence: str, expected: bool) -> None:
    assert says(sentence, Topic.ALLIANCE) is expected


def test_words_lift_the_belief_of_the_head() -> None:
    assert lifted("Good rapport.", Topic.ALLIANCE, 0.05, 0.1) == pytest.approx(0.514, abs=0.01)
    assert lifted("Walked the dog.", Topic.ALLIANCE, 0.05, 0.1) == 0.05


def test_a_belief_that_cannot_reach_the_least_stays() -> None:
    assert lifted("Good rapport.", Topic.ALLIANCE, 0.001, 0.1) == 0.001


@pytest.mark.parametrize("belief", [0.0, 1.0])
def test_certain_beliefs_stay(belief: float) -> None:
    assert lifted("Good rapport.", Topic.ALLIANCE, belief, 0.1) == belief


def test_other_topics_are_not_lifted() -> None:
    assert lifted("Her aunt died.", Topic.MEDICATION, 0.1, 0.2) == 0.1
