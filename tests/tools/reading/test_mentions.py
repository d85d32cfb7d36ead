import pytest

from tools.reading.mentions import mentions


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("phq9, PHQ 9: 3, PHQ-9", ["PHQ-9", "PHQ-9", "PHQ-9"]),
        ("PHQ-9A 12 and PHQ-A 13", ["PHQ-A", "PHQ-A"]),
        ("AUDIT-C 5 of AUDIT 20", ["AUDIT-C", "AUDIT"]),
        ("GAD 7: 13", ["GAD-7"]),
        ("BDD-YBOCS 31, CY-BOCS 20, YBOCS 9", ["BDD-YBOCS", "CY-BOCS", "Y-BOCS"]),
        ("a scared boy at his core", []),
        ("SPINE MRI, CAGED birds", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert [m.instrument.name for m in mentions(text)] == names


def test_range_is_of_the_name() -> None:
    (found,) = mentions("today GAD-7 was 9")
    assert (found.start, found.end) == (6, 11)
