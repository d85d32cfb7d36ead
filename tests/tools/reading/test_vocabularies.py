import pytest

from tools.reading.vocabularies import cues, descriptors, indicators


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sleeping badly", "sleep"),
        ("cut her arm", "self-harm"),
        ("passive SI", "suicidal ideation"),
        ("missed two shifts", "work"),
        ("drove the freeway", "driving"),
        ("tearful throughout", "affect"),
    ],
)
def test_indicator_is_named(text: str, name: str) -> None:
    assert name in [i.name for i in indicators() if i.pattern.search(text)]


def test_stems_end_at_the_word() -> None:
    sleep = next(i for i in indicators() if i.name == "sleep")
    match = sleep.pattern.search("sleepless night")
    assert match is not None
    assert match.group() == "sleepless"


def test_every_table_has_rows() -> None:
    assert len(indicators()) > 30
    assert {kind for kind, _ in descriptors()} >= {"well", "impaired", "partly", "better", "worse", "same"}
    assert {c.kind for c in cues()} >= {"absent", "past", "hypothetical", "experiencer", "quoted", "pseudo"}
