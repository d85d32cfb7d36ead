import pytest

from retrieval.deid import initials, keep
from retrieval.deid.tokens import words_of

MARKED = (
    "Group ran long. ⟦AT⟧ and ⟦MB⟧ shared about weekends; ⟦AT⟧ had a lapse, ⟦MB⟧ did not.",
    "Attendance: ⟦KB⟧, ⟦RN⟧ excused, ⟦RS⟧.".replace("⟦RN⟧ excused", "⟦HN⟧"),
    "Present: ⟦J.R.⟧, ⟦S.O.⟧ and Mo. Absent: ⟦P.K.⟧ (work).",
    "Saw ⟦Mrs D.⟧ and her son; ⟦Mr. R⟧: ready to close.",
    "discussed ⟦ms. w⟧ and ⟦mr. r⟧, both stable",
    "the consent for ⟦e.b.⟧ (ex) was withdrawn",
    "told ⟦b.⟧ to leave, b of the old list",
    "Co-leader ⟦KT⟧ took notes.",
    "⟦WB⟧: enactment around lateness; ⟦WB⟧ left early.",
    "UA neg, BP 120/80. PT and OT agreed. MD said to taper. CPS called.",
    "She took 5 mg b.i.d., i.e. at 8 a.m. and 6 p.m., p.o. only, in the U.S.",
    "Completed P.O.W.E.R. and the I.S.I. in session.",
    "PHQ-9 and GAD-7 were done. CBT and ACT helped.",
    "Seen by Dr. H. Lindqvist.",
)


def found(text: str, name: str = "Wanda Bright") -> list[str]:
    tokens = words_of(text)
    findings = initials.find(text, tokens, keep.mark(tokens, text), name)
    return [text[f.start : f.end] for f in sorted(findings, key=lambda f: f.start)]


@pytest.mark.parametrize("marked", MARKED)
def test_initials_count_where_they_are_somebody(marked: str) -> None:
    wanted = [part.split("⟧")[0] for part in marked.split("⟦")[1:]]
    assert found(marked.replace("⟦", "").replace("⟧", "")) == wanted


def test_in_a_text_in_capitals_only_those_with_full_stops_count() -> None:
    assert found("AT AND MB SHARED ABOUT THE WEEKENDS AND J.R. LEFT THE GROUP EARLY") == ["J.R."]


@pytest.mark.parametrize(
    ("words", "letters"), [("AT", ("a", "t")), ("J.R.", ("j", "r")), ("Mrs D.", ("d",)), ("e.b.", ("e", "b"))]
)
def test_people_are_compared_by_the_letters(words: str, letters: tuple[str, ...]) -> None:
    assert initials.letters(words) == letters
