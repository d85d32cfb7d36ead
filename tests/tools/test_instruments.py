import pytest

from retrieval.deid.lexicon import words
from tools.instruments import Better, find, instruments


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("phq9", "PHQ-9"),
        ("PHQ 9", "PHQ-9"),
        ("PHQ", "PHQ-9"),
        ("GAD7", "GAD-7"),
        ("OQ45", "OQ-45.2"),
        ("ybocs", "Y-BOCS"),
        ("HAMD-17", "HAM-D"),
        ("c-ssrs", "C-SSRS"),
    ],
)
def test_spellings(written: str, name: str) -> None:
    found = find(written)
    assert found is not None
    assert found.name == name


def test_unknown_is_none() -> None:
    assert find("ZZZ-9") is None


def test_names_are_unique() -> None:
    names = [i.name for i in instruments()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("instrument", instruments(), ids=lambda i: i.name)
def test_row_is_consistent(instrument) -> None:  # type: ignore[no-untyped-def]
    assert instrument.low < instrument.high
    assert instrument.source
    assert list(instrument.bands) == sorted(instrument.bands)
    assert not instrument.bands or instrument.bands[-1] == instrument.high
    assert instrument.cutoff is None or instrument.holds(instrument.cutoff)
    assert (instrument.cutoff is None and instrument.reliable_change is None) or instrument.confidence


@pytest.mark.parametrize(
    ("name", "score", "band", "clinical"),
    [
        ("PHQ-9", 4, 0, False),
        ("PHQ-9", 10, 2, True),
        ("GAD-7", 8, 1, True),
        ("ORS", 24.9, None, True),
        ("ORS", 25, None, False),
    ],
)
def test_bands_and_clinical_range(name: str, score: float, band: int | None, clinical: bool) -> None:
    instrument = find(name)
    assert instrument is not None
    assert instrument.band(score) == band
    assert instrument.in_clinical_range(score) is clinical


def test_improvement_knows_the_better_end() -> None:
    low, high, none = find("PHQ-9"), find("ORS"), find("AAS")
    assert low and high and none
    assert low.improvement(18, 9) == 9
    assert high.improvement(18, 27) == 9
    assert none.better is Better.NONE
    assert none.improvement(1, 2) is None


MEANT = {"GAD", "SUDS", "SUDs"}
"""English words in the dictionary that no note uses but for the instrument."""


def test_a_spelling_that_is_an_english_word_counts_in_capitals_only() -> None:
    loose = [
        spelling
        for instrument in instruments()
        if not instrument.word
        for spelling in (instrument.name, *instrument.spellings)
        if spelling.isalpha() and spelling.casefold() in words("english_words.txt") and spelling not in MEANT
    ]
    assert loose == []
