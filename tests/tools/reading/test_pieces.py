import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retrieval.encoder import BEGIN, END
from retrieval.records import NoteKind
from tools.reading.pieces import CUES, LONGEST_WINDOW, WIDTH, pieces, windows

SENTENCES = st.lists(st.text(alphabet="slept badly no mother If. ", max_size=300), max_size=30)


@given(SENTENCES)
def test_every_sentence_is_read_once_and_in_order(texts: list[str]) -> None:
    found = [pieces(text, section="-", kind=NoteKind.PROGRESS) for text in texts]
    read = [window.ids[a:b].tolist() for window in windows(found) for a, b in window.spans]
    assert read == [one.ids.tolist() for one in found]


@given(SENTENCES)
def test_windows_are_bounded(texts: list[str]) -> None:
    found = [pieces(text, section="-", kind=NoteKind.PROGRESS) for text in texts]
    for window in windows(found):
        assert len(window.ids) <= LONGEST_WINDOW + 2
        assert (window.ids[0], window.ids[-1]) == (BEGIN, END)
        assert window.features.shape == (len(window.ids), WIDTH)


def test_a_cue_marks_what_it_governs() -> None:
    found = pieces("Denies cutting; mother cut.", section="S", kind=NoteKind.PROGRESS)
    absent = found.features[:, CUES.index("absent")]
    assert absent[1] == 1
    assert absent[-2] == 0


def test_section_and_kind_are_told_apart() -> None:
    one = pieces("Tearful.", section="O", kind=NoteKind.PROGRESS).features
    other = pieces("Tearful.", section="S", kind=NoteKind.PHONE).features
    assert not np.array_equal(one, other)
