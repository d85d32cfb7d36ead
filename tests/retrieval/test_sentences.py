from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.sentences import split


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        # plain prose
        ("She slept. He did not.", ["She slept.", "He did not."]),
        ("Why now? “No idea,” she said.", ["Why now?", "“No idea,” she said."]),
        # pasted mark-up ends with the sentence that it encloses
        ("<div><b>Read this.</b></div> Half days.", ["<div><b>Read this.</b></div>", "Half days."]),
        ('{"content": "Read this."} Half days.', ['{"content": "Read this."}', "Half days."]),
        # full stops that end nothing
        ("Saw Dr. Okafor re meds.", ["Saw Dr. Okafor re meds."]),
        ("Sertraline 0.5 tab b.i.d. with food.", ["Sertraline 0.5 tab b.i.d. with food."]),
        ("Met with J. Alvarez today.", ["Met with J. Alvarez today."]),
        # shorthand that does end a sentence
        ("RTC 2 wks. No SI.", ["RTC 2 wks.", "No SI."]),
        ("c/o poor sleep. denies SI. eating ok", ["c/o poor sleep.", "denies SI.", "eating ok"]),
        # headings are not part of a sentence
        ("S: Tired. O: flat.", ["Tired.", "O: flat."]),
        ("S: Tired.\nO: Flat affect.", ["Tired.", "Flat affect."]),
        ("**Plan:** weekly", ["weekly"]),
        ("Presenting problem: panic", ["panic"]),
        # lines
        ("slept in own bed x3\nate lunch", ["slept in own bed x3\nate lunch"]),
        ("- slept in own bed\n- Ate lunch", ["- slept in own bed", "- Ate lunch"]),
        ("one thing\n\nanother thing", ["one thing", "another thing"]),
        # nothing to say
        ("", []),
        ("...\n--", []),
    ],
)
def test_split(text: str, sentences: list[str]) -> None:
    assert [text[a:b] for a, b in split(text)] == sentences


@given(st.text(alphabet=st.sampled_from("abC .!?;:\n\"'S[]0é"), max_size=200))
def test_spans_are_in_order_trimmed_and_hold_a_letter(text: str) -> None:
    spans = split(text)
    assert all(a < b for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))
    for a, b in spans:
        assert text[a:b] == text[a:b].strip()
        assert any(c.isalnum() for c in text[a:b])


@given(st.lists(st.sampled_from(["she slept", "No SI", "ate lunch x2", "cried"]), min_size=1, max_size=8))
def test_no_word_is_lost_in_plain_sentences(parts: list[str]) -> None:
    text = ". ".join(parts) + "."
    assert " ".join(text[a:b] for a, b in split(text)) == text
