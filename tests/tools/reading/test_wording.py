import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.reading.vocabularies import cues, descriptors, indicators
from tools.reading.wording import Wording

ALL = [*(i.pattern for i in indicators()), *(p for _, p in descriptors()), *(c.pattern for c in cues())]
WORDS = sorted({word for wording in ALL for word in re.findall(r"[a-z'/]+", wording.pattern.pattern.lower())})


@pytest.mark.parametrize(
    ("terms", "text", "found"),
    [
        ("panic* | attack", "Two Attacks, then panicky.", "panicky"),
        ("re-experienc*", "re experiencing the crash", "re experiencing"),
        ("won't go", "He won’t go out", "won’t go"),
        ("w/o", "sleeps w/o pills", "w/o"),
        ("no | not", "(no) pain", "no"),
        ("skills", "\u017fkills", "\u017fkills"),
        ("kin", "next of \u212ain", "\u212ain"),
        ("nap", "napkin", None),
        ("ok", "bl'ok", None),
    ],
)
def test_terms_are_found_as_words(terms: str, text: str, found: str | None) -> None:
    match = Wording.of(terms).search(text)
    assert (match.group() if match else None) == found


pieces = st.sampled_from(WORDS) | st.text(st.sampled_from("abeikmnosſıİ\u212a’'-/;(1é "), max_size=4)
texts = st.lists(pieces, max_size=12).flatmap(
    lambda parts: st.sampled_from([" ", "-", "’", ". ", "\n"]).map(lambda glue: glue.join(parts))
)


@settings(max_examples=150, deadline=None)
@given(texts, st.booleans())
def test_the_quick_look_loses_nothing(text: str, loud: bool) -> None:
    text = text.upper() if loud else text
    for wording in ALL:
        wanted = [match.span() for match in wording.pattern.finditer(text)]
        assert [match.span() for match in wording.finditer(text)] == wanted
        first = wording.search(text)
        assert (first.span() if first else None) == (wanted[0] if wanted else None)
