import pytest

from tools.reading.assertion import governed, reaches


def about(sentence: str, words: str) -> frozenset[str]:
    start = sentence.index(words)
    return governed(reaches(sentence), start, start + len(words))


@pytest.mark.parametrize(
    ("sentence", "words", "kinds"),
    [
        ("Denies suicidal ideation.", "suicidal ideation", {"absent"}),
        ("No panic this week but nightmares nightly.", "panic", {"absent"}),
        ("No panic this week but nightmares nightly.", "nightmares", set()),
        ("Cravings denied.", "Cravings", {"absent"}),
        ("Not only sad, she is frightened.", "sad", set()),
        ("History of self-harm in college.", "self-harm", {"past"}),
        ("If he drinks again she will leave.", "drinks", {"hypothetical"}),
        ("Afraid that her heart will stop.", "heart", {"hypothetical"}),
        ("His mother was hospitalised for depression.", "depression", {"experiencer"}),
        ("The discharge summary lists insomnia.", "insomnia", {"quoted"}),
        ("Slept badly and argued with her boss.", "Slept", set()),
    ],
)
def test_reach(sentence: str, words: str, kinds: set[str]) -> None:
    assert about(sentence, words) == kinds
