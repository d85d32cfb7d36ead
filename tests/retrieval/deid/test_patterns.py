import pytest

from retrieval.deid.findings import settle
from retrieval.deid.patterns import find


def found(text: str) -> list[tuple[str, str]]:
    return [(f.type.value, text[f.start : f.end]) for f in settle(find(text))]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("her cell 555-0148, call before 9", "CONTACT", "555-0148"),
        ("rang (415) 555-0199 ext. 12", "CONTACT", "(415) 555-0199 ext. 12"),
        ("mobile 07700 900123", "CONTACT", "07700 900123"),
        ("ring +44 20 7946 0958", "CONTACT", "+44 20 7946 0958"),
        ("oh two oh, seven nine four six, oh nine", "CONTACT", "oh two oh, seven nine four six, oh nine"),
        ("wrote from r.ives@mail.example today", "CONTACT", "r.ives@mail.example"),
        ("posts as @river_draws", "CONTACT", "@river_draws"),
        ("see https://forum.example/u/17.", "CONTACT", "https://forum.example/u/17"),
        ("MRN HX-330918.", "ID", "HX-330918"),
        ("claim no. C-31-884-207 open", "ID", "C-31-884-207"),
        ("NHS no. 943 476 5919", "ID", "943 476 5919"),
        ("last four of SSN 6621", "ID", "6621"),
        ("SSN 078-05-1120", "ID", "078-05-1120"),
        ("member W2210 34587", "ID", "W2210 34587"),
        ("plate 7KPR219", "ID", "7KPR219"),
        ("student ID 20087741.", "ID", "20087741"),
        ("lives at 14 Kessler Ave, Apt 6F.", "LOCATION", "14 Kessler Ave, Apt 6F"),
        ("on Tilden Street again", "LOCATION", "Tilden Street"),
        ("at 4th and Maple, waiting", "LOCATION", "4th and Maple"),
        ("ZIP 97214", "LOCATION", "97214"),
        ("postcode BS1 4DJ now", "LOCATION", "BS1 4DJ"),
        ("grandmother is 91, in a home", "AGE90", "91"),
        ("a 94-year-old neighbour", "AGE90", "94"),
        ("her oma, who is ninety one, cooks", "AGE90", "ninety one"),
    ],
)
def test_identifiers_with_a_form(text: str, kind: str, words: str) -> None:
    assert found(text) == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Dx F33.1, CPT 90837",
        "PHQ-9 = 14, PCL-5 41, BDI-II 29",
        "sleep window 0030-0600",
        "quetiapine 100 mg, 12 mg/kg",
        "case 3 of the book; group of 8; report 2-3 times",
        "SUDS 90, 85, 70",
        "he did 95 minutes on the bike",
        "on Mondays and Wednesdays, ",
    ],
)
def test_what_only_looks_like_an_identifier_stays(text: str) -> None:
    assert found(text) == []
