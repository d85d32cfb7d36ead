"""Everything that may identify is stopped, however it is written; what a clean text holds is not."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.deid import ClientIdentity, Entry, assert_clean
from retrieval.deid.gate import assert_clean_export, blot, leaks
from retrieval.deid.learning import seed
from retrieval.errors import LeakError
from retrieval.records import IdentifierType as T


def entry(surrogate: str, kind: T, role: str, canonical: str, *forms: str) -> Entry:
    return Entry(surrogate=surrogate, type=kind, role=role, canonical=canonical, forms=forms)


BOOK = (
    entry("[PARTNER]", T.NAME, "PARTNER", "Kwabena Ofosu", "kwabena", "kwabena ofosu", "ofosu"),
    entry("[DAUGHTER]", T.NAME, "DAUGHTER", "Hope", "hope"),
    entry("[BROTHER]", T.NAME, "BROTHER", "Will", "will"),
    entry("[FRIEND]", T.NAME, "FRIEND", "Mary-Kate O'Hanlon", "mary kate", "ohanlon", "mary kate ohanlon"),
    entry("[COUSIN]", T.NAME, "COUSIN", "Jo", "jo"),
    entry("[DOCTOR_1]", T.NAME, "DOCTOR", "Dr. Kalniņa", "kalnina"),
    entry("[EMPLOYER_1]", T.ORG, "EMPLOYER", "Halvorsen Cold Storage", "halvorsen cold storage", "halvorsen"),
    entry("[EMPLOYER_2]", T.ORG, "EMPLOYER", "Target", "target"),
    entry("[CITY_1]", T.LOCATION, "CITY", "Saint Aubrey", "saint aubrey"),
    entry("[ID_1]", T.ID, "RECORD", "TRV-58812-Q", "trv 58812 q"),
    entry("[PHONE_1]", T.CONTACT, "PHONE", "(612) 555-0148", "612 555 0148"),
    entry("[week 3]", T.DATE, "DATE", "2024-03-03", "2024-03-03"),
)
IDENTITY = seed(ClientIdentity.start("Danielle Okonjo")).with_entries(
    (*seed(ClientIdentity.start("Danielle Okonjo")).entries, *BOOK)
)

ROSTER = [
    "Danielle slept.",
    "[DANIELLE] slept",
    "danielle slept",
    "DANIELLE",
    "Danielle's sleep",
    "Danielle’s sleep",
    "Dani rang",
    "Ms OKONJO",
    "with Okonjos",
    "Danelle slept",
    "Danieelle slept",
    "Dainelle slept",
    "Daniele slept",
    "Zanielle slept",
    "Ｄａｎｉｅｌｌｅ slept",
    "Dan\u200bielle",
    "Da\u00adnielle",
    "Dаnielle",
    "𝐃𝐚𝐧𝐢𝐞𝐥𝐥𝐞",
    "D\u0336a\u0336nielle",
    "Dan-ielle",
    "Dan.ielle",
    "Dan_ielle",
    "Dan*ielle",
    "D.a.n.i.e.l.l.e",
    "D a n i e l l e",
    "D-A-N-I-E-L-L-E",
    "Dani-\nelle slept",
    "Dan1elle slept",
    "d@nielle slept",
    "danielle_okonjo.docx",
    "danielleokonjo2024",
    "DanielleOkonjo",
    "'note:\\nDanielle slept'",
    '{"a": "Kalni\\u0146a"}',
    "Kalnina",
    "Kalniņa",
    "q=d%61nielle",
    "&#68;anielle",
    "Mary-Kate",
    "mary kate",
    "MaryKate",
    "O’Hanlon",
    "O Hanlon and she",
    "Halvorsen Cold\nStorage",
    "works at halvorsen",
    "moved to saint aubrey",
    "ref TRV58812Q",
    "trv-58812-q",
    "612.555.0148",
    "6 1 2 5 5 5 0 1 4 8",
]
WORDS = [
    "She and Hope walked",
    "brother Will rang",
    "with Jo on Sunday",
    "a shift at Target went badly",
    "has hope slept better?",
    "does will still drink?",
    "hope's school",
    "Will's car",
    "Dr. Hope rang",
    "what about hope?",
]
STRONG = [
    "mail d@o.example",
    "d.o [at] mail [dot] example",
    "see https://example.org/a?b",
    "www.clinic.example",
    "clinic.org",
    "@dani_o",
    "MRN HX-330918",
    "MRN 4471902",
    "member id 88231",
    "case # 20-4471",
    "SSN 078-05-1120",
    "last four 1120",
    "cell 555-0148",
    "(612) 555 0199",
    "612.555.0199",
    "+44 7700 900123",
    "020 7946 0018",
    "five five five, oh one four eight",
    "10.20.30.40",
    "1HGCM82633A004352",
    "GB82 WEST 1234 5698 7654 32",
    "1420 Alder Creek Road",
    "off Kessler Ave",
    "12 elm street",
    "SW1A 1AA",
    "MN 55407",
    "93-year-old",
    "turned 94",
    "3/4/2024",
    "04.03.24",
    "2024-03-04",
    "March 3rd",
    "on Mar 3, 2024",
    "3 March",
    "the 3rd of May",
    "in October 2023",
]
CLEAN = [
    "",
    "[CLIENT] slept 7 h, PHQ-9 12, F33.1, since [week 12]. [PARTNER]'s mother, [FRIEND_7], [PERSON_2].",
    "sertraline 50 mg; 8/10; 2-3x/wk; 1-2 drinks; BP 120/80; 10,000 steps; 0030-0600; SUDS 80-65-50.",
    "GAD-7 17, 14, 9, 8 (week 0, 4, 8, 12), WSAS 8, from 13/18/27. Sessions 2019-2020, 90834, 60 min.",
    "[AGE_90_OR_OVER] aunt; [DOCTOR_1] at [EMPLOYER_1]; [2 weeks before]; [year 2]; [week 3, month]",
    "Will see in 2 weeks. Hope is returning. She will hope for rest; any hope? May return. Target met.",
    "the ED, s/p MVA, f/u w/ PCP, d/c'd, c/o HA, A&O x3, SI/HI, q4h, b/c, h/o, y/o 45, B12, T4",
    "Beck Depression Inventory, Young's schema work, DBT, C-SSRS, PCL-5 = 31, EMDR, WHODAS 2.0",
    "She drove down the street, found a place close to the square, and a row of houses on the hill.",
    "one or two of three good days, four at most; danced, denied, daniel-like hyphen-ated words",
]


@pytest.mark.parametrize("text", [*ROSTER, *WORDS, *STRONG])
def test_leaks_are_stopped_and_not_quoted(text: str) -> None:
    for around in (text, f"e1: session 3: “{text}” was said"):
        with pytest.raises(LeakError, match="Expected a text without identifiers") as leak:
            assert_clean(around, IDENTITY)
        assert text not in str(leak.value)
        assert "aniel" not in str(leak.value)


@pytest.mark.parametrize("text", [*ROSTER, *WORDS[:4], *STRONG])
def test_what_masking_vouches_for_is_looked_at_too(text: str) -> None:
    with pytest.raises(LeakError):
        assert_clean(f"e1: session 3: “{text}”", IDENTITY, vouched=True)


@pytest.mark.parametrize("text", CLEAN)
@pytest.mark.parametrize("vouched", [False, True])
def test_clean_texts_pass(text: str, vouched: bool) -> None:
    assert leaks(text, IDENTITY, vouched=vouched) == {}
    assert_clean(text, IDENTITY, vouched=vouched)


@pytest.mark.parametrize("text", [*ROSTER, *WORDS, *STRONG])
def test_blotting_leaves_the_rest(text: str) -> None:
    left = blot(f"How did she sleep after {text} in session 4", IDENTITY)
    assert leaks(left, IDENTITY) == {}
    assert "[" in left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("has hope's sleep got better?", "has [DAUGHTER]'s sleep got better?"),
        ("is danielle, safe", "is [CLIENT], safe"),
        ("how is hope sleeping?", "how is [DAUGHTER] sleeping?"),
        ("with kwabena ofosu: what?", "with [PARTNER] [PARTNER]: what?"),
        ("did Danelle sleep", "did [WITHHELD] sleep"),
        ("call 555-0148 now", "call [WITHHELD] now"),
    ],
)
def test_blotting_puts_surrogates_for_whoever_is_known(text: str, left: str) -> None:
    assert blot(text, IDENTITY) == left


def test_blotting_a_clean_text_changes_nothing() -> None:
    assert blot("Has  [PARTNER] moved out?\n", IDENTITY) == "Has  [PARTNER] moved out?\n"


NAMES = ("danielle", "okonjo", "kwabena", "ofosu", "ohanlon", "kalnina", "halvorsen")
SEPARATORS = ("", ".", "-", "_", "\u200b", "\u2060", "*", "|", "~")


@given(
    name=st.sampled_from(NAMES),
    shape=st.sampled_from((str.lower, str.upper, str.title)),
    cut=st.integers(1, 5),
    separator=st.sampled_from(SEPARATORS),
    before=st.sampled_from(("", "to ", "(", "“", "\n", "x: ", "\t")),
    after=st.sampled_from(("", ".", "'s", ")", "”", " said", ",", "\n")),
)
def test_names_under_any_cut_and_surrounding(
    name: str, shape: object, cut: int, separator: str, before: str, after: str
) -> None:
    written = shape(name)  # type: ignore[operator]
    text = before + written[:cut] + separator + written[cut:] + after
    assert leaks(text, IDENTITY, vouched=True)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_no_text_breaks_the_gate(text: str) -> None:
    leaks(text, IDENTITY)


@pytest.mark.parametrize(
    "text", ["how is vân sleeping?", "how is van sleeping?", "with Vân on Sunday", "Vân Lê"]
)
def test_the_clients_name_is_known_whatever_the_book_makes_of_it(text: str) -> None:
    assert leaks(text, ClientIdentity.start("Vân Lê"))


def test_exports_are_checked_for_every_client() -> None:
    other = seed(ClientIdentity.start("Tavita Leota"))
    assert_clean_export("[CLIENT] improved.", [IDENTITY, other])
    for text in ("Tavita improved", "Danielle improved", "cell 555-0148"):
        with pytest.raises(LeakError, match="Nothing was exported"):
            assert_clean_export(text, [IDENTITY, other])
    with pytest.raises(LeakError):
        assert_clean_export("mail d@o.example", [])


def test_a_prompt_is_checked_within_two_milliseconds() -> None:
    people = [entry(f"[PERSON_{n}]", T.NAME, "", "", *forms(n)) for n in range(60)]
    identity = IDENTITY.with_entries((*IDENTITY.entries, *people))
    line = "e3: session 7: “Slept six hours; GAD-7 = 11, tram two stops with [PARTNER]; denies SI.”\n"
    prompt = (line * 50)[:4096]
    best = min(timed(prompt, identity) for _ in range(30))
    assert best < 0.002


def timed(text: str, identity: ClientIdentity) -> float:
    start = time.thread_time()
    assert_clean(text, identity)
    return time.thread_time() - start


def forms(number: int) -> tuple[str, ...]:
    first, last = f"xavq{chr(97 + number % 26)}rin{chr(97 + number // 26)}", f"oz{chr(97 + number % 26)}kelt"
    return first, last, f"{first} {last}"


def test_dates_of_the_book_are_no_names() -> None:
    assert date(2024, 3, 3).isoformat() in BOOK[-1].forms
    assert leaks("session 3 of [week 3]", IDENTITY) == {}
