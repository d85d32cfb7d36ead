"""Disguised writing changes nothing: the same is found, at the place where it stands, and all comes back."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.deid import ClientIdentity, Deidentifier
from retrieval.deid.dates import find as find_dates
from retrieval.deid.findings import settle
from retrieval.deid.masking import unmask
from retrieval.deid.patterns import find as find_patterns
from retrieval.deid.shadow import cast
from retrieval.records import DraftNote

DAY = date(2024, 3, 6)
NOTE = (
    "S: Marisela Quandt, DOB 3/4/86, MRN HX-330918, cell (415) 555-0199, e-mail m.quandt@mail.example. "
    "Oma is 94. Seen on March 3rd & since Eid; next 3/11. Lives at 14 Kessler Ave, Portland, OR 97214. "
    "PHQ-9 = 14, mood 4/10, 50 mg x 6 weeks. SSN ends 6621. Marisela's sister Ottilie called."
)
INVISIBLE = (
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202c\u2066\u2069\u061c\u034f\ufe0f\u3164\u115f"
)
STRAY_MARKS = "\u0336\u0335\u20dd\u0489\u1ab0\u0360"
HOMOGLYPHS = dict(zip("ABEKMHOPCTXaeopcyxsij", "АВЕКМНОРСТХаеорсухѕіј", strict=True))
QUOTES = {"'": "‘’ʼ＇´", '"': "“”„«", "-": "‐‑‒–—−", " ": "\u00a0\u2009\u202f\u3000", "/": "\u2215／"}
ALPHABETS = (0x1D400, 0x1D434, 0x1D5A0, 0x1D5D4, 0x1D670)  # bold, italic, sans, sans bold, monospace


def mathematical(letter: str, capital_a: int) -> str:
    if letter == "h" and capital_a == 0x1D434:
        return "ℎ"  # the italic h was encoded before the others
    at = ord(letter) - ord("A") if letter.isupper() else ord(letter) - ord("a") + 26
    return chr(capital_a + at)


@st.composite
def disguise(draw: st.DrawFn, plain: str) -> tuple[str, list[int]]:
    """The text in disguise, and where each of its characters has gone."""
    pieces: list[str] = []
    places: list[int] = []
    length = 0
    kinds = draw(st.lists(st.integers(0, 9), min_size=len(plain), max_size=len(plain)))
    for letter, kind in zip(plain, kinds, strict=True):
        shown = letter
        if kind == 1 and "!" <= letter <= "~":
            shown = chr(ord(letter) + 0xFEE0)
        elif kind == 2 and letter.isascii() and letter.isalpha():
            shown = mathematical(letter, draw(st.sampled_from(ALPHABETS)))
        elif kind == 3:
            shown = HOMOGLYPHS.get(letter, letter)
        elif kind == 4 and letter in QUOTES:
            shown = draw(st.sampled_from(QUOTES[letter]))
        elif kind == 5 and letter.isalnum():
            shown += draw(st.sampled_from(STRAY_MARKS))
        elif kind == 6 and letter != "\n":
            shown += draw(st.sampled_from(INVISIBLE))
        places.append(length)
        pieces.append(shown)
        length += len(shown)
    return "".join(pieces), places


@settings(max_examples=60, deadline=None)
@given(disguise(NOTE))
def test_every_disguise_folds_to_the_plain_text_and_maps_back(case: tuple[str, list[int]]) -> None:
    text, places = case
    shadow = cast(text)
    assert shadow.text == NOTE
    ranges = [shadow.to_source(at, at + 1) for at in range(len(NOTE))]
    assert all(a <= place < b for place, (a, b) in zip(places, ranges, strict=True))
    assert all(a[1] <= b[0] for a, b in pairwise(ranges))


@settings(max_examples=30, deadline=None)
@given(disguise(NOTE))
def test_rules_find_in_a_disguised_text_what_they_find_in_the_plain_one(case: tuple[str, list[int]]) -> None:
    text, places = case
    shadow = cast(text)
    found = settle([*find_patterns(shadow.text), *find_dates(shadow.text)])
    plain = settle([*find_patterns(NOTE), *find_dates(NOTE)])
    assert [(f.start, f.end, f.type) for f in found] == [(f.start, f.end, f.type) for f in plain]
    assert len(plain) >= 9
    for finding in found:
        assert shadow.to_source(finding.start, finding.end)[0] == places[finding.start]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(disguise(NOTE))
def test_masking_hides_the_same_in_disguise_and_gives_the_disguised_text_back(
    deidentifier: Deidentifier, draft: Callable[..., DraftNote], case: tuple[str, list[int]]
) -> None:
    text, _ = case
    who = ClientIdentity.start("Marisela Quandt", "she/her")
    plain = deidentifier.mask_notes([draft(NOTE, DAY)], who).bodies[0]
    body = deidentifier.mask_notes([draft(text, DAY)], who).bodies[0]
    assert [i.surrogate for i in body.identifiers] == [i.surrogate for i in plain.identifiers]
    assert cast(body.text).text == plain.text
    assert unmask(body, text) == text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("𝓜𝖆𝗿𝑖𝓼𝙚𝕝𝒂", "Marisela"),
        ("Ⓜⓐⓡⓘⓢⓔⓛⓐ", "Marisela"),
        ("ᴍᴀʀɪꜱela".replace("ꜱ", "s"), "MARIsela"),
        ("M̶a̶r̶i̶s̶e̶l̶a̶", "Marisela"),
        ("ﬀ ﬁ ﬂ ﬆ", "ff fi fl st"),
        ("Յan", "Յan"),
        ("½ tablet", "1⁄2 tablet"),
        ("O´Brien", "O'Brien"),
        ("5️⃣55", "555"),
        ("Zoë Núñez", "Zoë Núñez"),
        ("हिन्दी नाम", "हिन्दी नाम"),
        ("שרה כהן", "שרה כהן"),
        ("٣/٤", "٣/٤"),
        ("…", "..."),
    ],
)
def test_single_tricks(text: str, folded: str) -> None:
    assert cast(text).text == folded
