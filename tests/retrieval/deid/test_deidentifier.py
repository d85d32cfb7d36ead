import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.deid import ClientIdentity, Deidentifier, MaskedNotes, assert_clean
from retrieval.deid.engine import Engine
from retrieval.deid.findings import Finding
from retrieval.deid.masking import unmask
from retrieval.deid.page import Page
from retrieval.errors import DeidentificationError
from retrieval.records import DraftNote

ODDITIES = (
    "Danielle",
    "[CLIENT]",
    "[week 3]",
    "Ｄａｎｉｅｌｌｅ",
    "D\u200baniellе",
    "a\u0301\u0301",
    "3/4",
    "MRN HX-330918",
    "\n",
    "Dr.",
)

NOTES = (
    (
        date(2024, 1, 8),
        "S: Danielle Okonjo, 34, ref by PCP Dr. Vance at Elm Park Clinic. Lives w/ husb Petro and "
        "dtr Lesya (15) "
        "on 14 Kessler Ave. PHQ-9 = 14. Sertraline 50 mg. Grandmother is 91. Cell 555-0148. "
        "Panic since March 2023; distress 8/10.",
    ),
    (
        date(2024, 2, 5),
        "Dani said Petro's mother came at Christmas. dr vance upped Zoloft on 1/22. "
        "Works at Bellweather Bridal. [CLIENT] is typed by hand here. Her sister Gwen texted. "
        "Beck Depression Inventory 22.",
    ),
    (date(2024, 3, 4), "o: lesya drove her. petro kept dog. Gwen's visit went well. Danielel slept."),
)


@pytest.fixture(scope="module")
def drafts(draft: Callable[..., DraftNote]) -> list[DraftNote]:
    return [draft(text, day) for day, text in NOTES]


@pytest.fixture(scope="module")
def masked(deidentifier: Deidentifier, drafts: list[DraftNote]) -> MaskedNotes:
    return deidentifier.mask_notes(drafts, ClientIdentity.start("Danielle Okonjo", "she/her"))


def test_people_places_numbers_and_dates_get_their_surrogates(masked: MaskedNotes) -> None:
    assert masked.bodies[0].text == (
        "S: [CLIENT], 34, ref by PCP [DOCTOR] at [CLINIC_1]. Lives w/ husb [PARTNER] and dtr [DAUGHTER] (15) "
        "on [STREET_1]. PHQ-9 = 14. Sertraline 50 mg. Grandmother is [AGE_90_OR_OVER]. Cell [PHONE_1]. "
        "Panic since [45 weeks before, month]; distress 8/10."
    )


def test_one_person_is_known_under_all_her_names_in_all_notes(masked: MaskedNotes) -> None:
    assert masked.bodies[1].text.startswith(
        "[CLIENT] said [PARTNER]'s mother came at [2 weeks before, holiday]. "
        "[DOCTOR] upped Zoloft on [week 2]."
    )
    assert "[DAUGHTER] drove her. [PARTNER] kept dog. [SISTER]'s visit" in masked.bodies[2].text


def test_originals_come_back_letter_by_letter(masked: MaskedNotes, drafts: list[DraftNote]) -> None:
    assert [unmask(body, draft.text) for body, draft in zip(masked.bodies, drafts, strict=True)] == [
        d.text for d in drafts
    ]


def test_masked_notes_pass_the_gate(masked: MaskedNotes) -> None:
    for body in masked.bodies:
        assert_clean(body.text, masked.identity)


def test_surrogates_never_change_when_notes_are_added(
    deidentifier: Deidentifier, masked: MaskedNotes, draft: Callable[..., DraftNote]
) -> None:
    more = draft(
        "Her brother Idris and her partner Petro met Dr. Vance's nurse, Oona Birch.", date(2024, 4, 1)
    )
    grown = deidentifier.mask_notes([more], masked.identity)
    before = {e.canonical: e.surrogate for e in masked.identity.entries if e.role != "DATE"}
    after = {e.canonical: e.surrogate for e in grown.identity.entries}
    assert before.items() <= after.items()
    assert "[BROTHER]" in grown.bodies[0].text
    assert "[PARTNER]" in grown.bodies[0].text
    assert grown.identity.anchor == date(2024, 1, 8)


def test_a_question_is_masked_and_leaves_the_identity_alone(
    deidentifier: Deidentifier, masked: MaskedNotes
) -> None:
    text = deidentifier.mask_text("Has Dani argued with petro or Rolf since January?", masked.identity).text
    assert "Dani" not in text
    assert "petro" not in text
    assert "Rolf" not in text
    assert "[week -" not in text
    assert text.startswith("Has [CLIENT] argued with [PARTNER]")


@pytest.mark.parametrize(
    "text",
    [
        "Reviewed PHQ-9 (12), GAD-7 (9) and PCL-5; Wellbutrin 150 mg, Remeron stopped. MDD, F33.1.",
        "EMDR phase 4; CPT homework.",
        "We drew the Beck model; she reads Yalom and Linehan.",
        "DBT skills x 6 weeks, 5/7 nights, mood 8/10, last Tuesday.",
        "Grew up in Ohio, then Kenya; speaks Tigrinya. Watches Netflix on Sundays.",
        "O: Euthymic, ox4, WNL. No SI/HI. P: RTC 2 wks.",
    ],
)
def test_what_identifies_nobody_stays(
    deidentifier: Deidentifier, draft: Callable[..., DraftNote], text: str
) -> None:
    assert (
        deidentifier.mask_notes([draft(text)], ClientIdentity.start("Danielle Okonjo")).bodies[0].text == text
    )


def test_a_roster_name_wins_over_a_famous_author(
    deidentifier: Deidentifier, draft: Callable[..., DraftNote]
) -> None:
    result = deidentifier.mask_notes(
        [draft("Her husband Aaron Beck phoned. Beck is worried.")], ClientIdentity.start("Ilse Grau")
    )
    assert result.bodies[0].text == "Her husband [PARTNER] phoned. [PARTNER] is worried."


@pytest.mark.parametrize(
    "disguised",
    ["Dan\u200bielle", "Ｄａｎｉｅｌｌｅ", "Dаniellе", "DANIELLE", "danielle", "Da\u0301nielle"],
)
def test_disguised_names_are_found(deidentifier: Deidentifier, disguised: str) -> None:
    body = deidentifier.mask_text(f"then {disguised} slept well", ClientIdentity.start("Danielle Okonjo"))
    assert body.text == "then [CLIENT] slept well"


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("41yo, ref by Ms Quill; bf Jake drove, ex Damon texted.", ["Quill", "Jake", "Damon"]),
        (
            "s: mom nkechi says ct sleeps. roomie tariq moved out. dr adebayo seen",
            ["nkechi", "tariq", "adebayo"],
        ),
        ("Met with Coach Brandvold and Pastor Ewing after school.", ["Brandvold", "Ewing"]),
        (
            "J.D. attends Cedar Ridge High and works at Tully's Hardware.",
            ["J.D.", "Cedar Ridge High", "Tully"],
        ),
        ("Flew home to Kraków, then Mombasa, with Nguyễn Thị Hoa.", ["Krak", "Mombasa", "Hoa"]),
        ("Signed, Priyasha Venkatesan, LMFT", ["Priyasha", "Venkatesan"]),
    ],
)
def test_unknown_people_and_places_are_hidden(
    deidentifier: Deidentifier, draft: Callable[..., DraftNote], text: str, hidden: list[str]
) -> None:
    body = deidentifier.mask_notes([draft(text)], ClientIdentity.start("Ilse Grau")).bodies[0].text
    assert [word for word in hidden if word in body] == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=12) | st.sampled_from(ODDITIES), max_size=12))
def test_any_text_can_be_masked_and_comes_back(
    deidentifier: Deidentifier, draft: Callable[..., DraftNote], pieces: list[str]
) -> None:
    text = " ".join(pieces)
    body = deidentifier.mask_notes([draft(text)], ClientIdentity.start("Danielle Okonjo")).bodies[0]
    assert unmask(body, text) == text
    assert "Danielle" not in body.text


def test_no_notes_give_no_bodies(deidentifier: Deidentifier) -> None:
    assert deidentifier.mask_notes([], ClientIdentity.start("Ilse Grau")).bodies == ()


def test_a_broken_analyzer_stops_masking_without_words_of_the_text(draft: Callable[..., DraftNote]) -> None:
    class Broken(Engine):
        def __init__(self) -> None:
            """Loads nothing."""

        def analyze(self, texts: Sequence[str]) -> Iterator[tuple[Page, list[Finding]]]:
            raise ValueError(texts[0])

    with pytest.raises(DeidentificationError, match="analyzer failed") as failed:
        Deidentifier(Broken()).mask_notes([draft("Danielle wept")], ClientIdentity.start("Ilse"))
    assert "Danielle" not in str(failed.value)
    assert failed.value.__context__ is None


def test_importing_loads_nothing_heavy() -> None:
    heavy = ("spacy", "presidio_analyzer", "tldextract")
    code = f"import sys, retrieval.deid; sys.exit(any(name in sys.modules for name in {heavy}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
