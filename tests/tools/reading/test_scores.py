import pytest

from retrieval.records import NoteKind
from tools.reading.scores import scores


def read(text: str, kind: NoteKind = NoteKind.PROGRESS) -> list[str]:
    """Each score as "name value", with its remark where it is not used."""
    return [
        f"{s.instrument.name} {s.value:g}" + (f" ({s.remark})" if s.remark else "")
        for s in scores(text, kind)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # spellings
        ("PHQ-9 = 14", ["PHQ-9 14"]),
        ("phq9 8, GAD 7 - 7", ["PHQ-9 8", "GAD-7 7"]),
        ("PCL 5: 44", ["PCL-5 44"]),
        ("PHQ 15, guilt re her son", ["PHQ-9 15"]),
        ("low in the evenings, PHQ 9", ["PHQ-9 9"]),
        ("OQ45 92 today", ["OQ-45.2 92"]),
        ("W&SAS 10", ["WSAS 10"]),
        ("YBOCS fourteen", ["Y-BOCS 14"]),
        ("HADS-A 12, HADS-D 9", ["HADS-A 12", "HADS-D 9"]),
        # ways of writing a score
        ("Y-BOCS repeated, 27.", ["Y-BOCS 27"]),
        ("PCL-5 = 24/80", ["PCL-5 24"]),
        ("PHQ-9 (self-rated) 14", ["PHQ-9 14"]),
        ("EPDS 19 (Q10 = 0), GAD-7 17", ["EPDS 19", "GAD-7 17"]),
        ("Y-BOCS total 28 (obs 13, comp 15), PHQ-9 = 9", ["Y-BOCS 28", "PHQ-9 9"]),
        ("scored 21 on the PCL-5, 11 on GAD-7", ["PCL-5 21", "GAD-7 11"]),
        ("PHQ-9/GAD-7: 14/11", ["PHQ-9 14", "GAD-7 11"]),
        ("PHQ-9 and GAD-7 today were 14 and 11", ["PHQ-9 14", "GAD-7 11"]),
        ("PHQ-9 on 3/4: 14", ["PHQ-9 14"]),
        ("ORS 31.5, SRS 38", ["ORS 31.5", "SRS 38"]),
        # comparisons give the later score
        ("PHQ-9 11 (was 18)", ["PHQ-9 11"]),
        ("GAD-7 down 4 to 9", ["GAD-7 9"]),
        ("BDI-II: 32 -> 18", ["BDI-II 18"]),
        ("PHQ-9 18 -> 12 -> 9", ["PHQ-9 9"]),
        ("PHQ-9 went from 21 to 13", ["PHQ-9 13"]),
        ("IES-R 21 from 71", ["IES-R 21"]),
        ("PHQ-9 dropped six points to 9", ["PHQ-9 9"]),
        ("last PHQ-9 18, today 12", ["PHQ-9 18 (of an earlier time)", "PHQ-9 12"]),
        # reported, not used
        ("PHQ-9 36", ["PHQ-9 36 (outside the range 0-27)"]),
        ("PCP recorded PHQ-9 of 21 in [week 0]", ["PHQ-9 21 (quoted from elsewhere)"]),
        ("husband's PHQ-9 was 12", ["PHQ-9 12 (another person's)"]),
        ("PHQ-9 was 18 at intake", ["PHQ-9 18 (of an earlier time)"]),
        ("SUDS start 9, end 7", ["SUDS 9 (rating within the session)", "SUDS 7 (rating within the session)"]),
    ],
)
def test_finds(text: str, found: list[str]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "repeat PHQ-9 next visit",
        "repeat PHQ-9 in 4 weeks",
        "get PHQ under 10",
        "Completed PHQ 9 and GAD 7.",
        "PHQ-9 item 9 = 1",
        "PHQ-9 dropped 6 points",
        "PHQ-9 down from 18",
        "PHQ-9 x3 this month",
        "DASS-21 depression subscale 18",
        "PHQ-9 not done. 14 days sober",
        "diagnosed GAD 7 years ago",
        "took a spin of 20 laps, then an audit of 12 accounts",
    ],
)
def test_finds_none(text: str) -> None:
    assert read(text) == []


def test_intake_is_now_at_intake() -> None:
    assert read("PHQ-9 at intake 18", NoteKind.INTAKE) == ["PHQ-9 18"]
