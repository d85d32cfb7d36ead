import pytest

from tools.reading.acute import in_danger


@pytest.mark.parametrize(
    "text",
    [
        "Suicidal ideation daily, with a plan.",
        "SI daily with plan and means.",
        "Took an overdose on Friday and was in A&E overnight.",
        "She cut herself on Tuesday after the call.",
        "Has been stockpiling her tablets.",
        "Self-harmed twice this week.",
    ],
)
def test_danger_now_is_told(text: str) -> None:
    assert in_danger(text)


@pytest.mark.parametrize(
    "text",
    [
        "Passive suicidal ideation, no plan.",
        "Denies SI/HI, no plan or intent.",
        "If he overdoses again she will leave.",
        "No self-harm since March, has not cut herself.",
        "An odd, quiet hour.",
        "Cut the grass twice.",
        "Planned the trip to Cork.",
    ],
)
def test_no_danger_is_made_up(text: str) -> None:
    assert not in_danger(text)
