from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.intake.split import split, trimmed

TODAY = date(2026, 6, 1)


def _bodies(text: str) -> list[str]:
    return [text[slice(*trimmed(text, piece))] for piece in split(text, today=TODAY)]


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        (
            "=== SESSION 3 | 2024-02-01 | SOAP ===\nS: one\n\n=== SESSION 4 | 2024-02-08 | DAP ===\nD: two\n",
            ["S: one", "D: two"],
        ),
        (
            "Session 1 - 02/15/2024\none. Next 2/29/2024.\n\nSession 2 - 02/22/2024\ntwo",
            ["one. Next 2/29/2024.", "two"],
        ),
        (
            "## 2024-02-15 Progress note\none\n## Subjective\nmore\n## 2024-02-22 Phone call\ntwo",
            ["one\n## Subjective\nmore", "two"],
        ),
        ("Date of Service: 12 March 2024\none\nDate of Service: 19 March 2024\ntwo", ["one", "two"]),
        ("DOS 3/12/24\none\nDOS 3/19/24\ntwo", ["one", "two"]),
        (
            "Thursday, February 15, 2024\n10:00 am\none\n\nThursday, February 22, 2024\ntwo",
            ["10:00 am\none", "two"],
        ),
        (
            "2/15/24 - came late.\nmore\n\n2/22/24 - better.\n\n3/1/24: calm again, slept",
            ["came late.\nmore", "better.", "calm again, slept"],
        ),
        ("2/15/24 came late\n2/22/24 felt better", ["came late", "felt better"]),
        ("Session 1\nDate: 12/03/2024\none\n\nSession 2\nDate: 19/03/2024\ntwo", ["one", "two"]),
        ("---\ndate: 2024-02-15\nsession: 4\n---\none", ["", "one"]),
        ("Session 5 - CANCELLED - 3/1/24\n\nSession 6 - 3/8/24\ntwo", ["", "two"]),
        ("Date of Service:\n\n03/12/2024\n\none said", ["one said"]),
        ("just a text\nof two lines", ["just a text\nof two lines"]),
        (
            "Seen first on 2/15/24, then\non 2/22/24, she said.",
            ["Seen first on 2/15/24, then\non 2/22/24, she said."],
        ),
    ],
)
def test_division(text: str, bodies: list[str]) -> None:
    assert _bodies(text) == bodies


def test_a_date_beside_a_signature_opens_no_note() -> None:
    text = "Session 4 - 3/12/24\none\n\nA. Clinician, LCSW\nDate: 3/13/24\n\n"
    text += "Session 5 - 3/19/24\ntwo\n\nSigned\n\nDate: 3/20/24\n"
    assert [piece.session for piece in split(text, today=TODAY)] == [4, 5]


def test_the_header_above_a_date_goes_with_it() -> None:
    head = "PROGRESS NOTE\nClient: A. Roe   DOB: 1/2/80\nDate: 3/{}/24\nSession: {}\n\n"
    text = head.format(12, 4) + "S: one\nP: go on\n\n" + head.format(19, 5) + "S: two\nP: go on\n"
    pieces = split(text, today=TODAY)
    assert [piece.session for piece in pieces] == [4, 5]
    assert all(text[piece.start :].startswith("PROGRESS NOTE") for piece in pieces)
    assert all(text[piece.body :].startswith("Client: A. Roe") for piece in pieces)


def test_a_page_head_that_repeats_opens_no_note() -> None:
    text = (
        "Session 4 - 02/15/2024\none\n\f\nSession 4 - 02/15/2024\nmore of it\n\f\nSession 5 - 02/22/2024\ntwo"
    )
    assert [piece.session for piece in split(text, today=TODAY)] == [4, 5]


def test_dated_paragraphs_of_a_history_are_no_notes() -> None:
    text = "She came because the panic of former years was back and spoke of it.\n\n"
    text += "1/5/19 discharge from the ward\n\n2/5/19 group at the clinic\n\nShe went twice."
    (piece,) = split(text, today=TODAY)
    assert not piece.headed


def test_a_topic_in_a_heading_stays_in_the_text() -> None:
    assert _bodies("Session 2 01/12/2024 - grief work\none") == ["Session 2 01/12/2024 - grief work\none"]


def test_text_before_the_first_heading_is_a_piece_of_its_own() -> None:
    pieces = split("Case notes\n\nSession 1 - 1/5/24\none", today=TODAY)
    assert [piece.headed for piece in pieces] == [False, True]
    assert pieces[1].line == 3


_LINES = st.sampled_from(
    (
        "Session 4 - 02/15/2024;=== SESSION 3 | 2024-02-01 | SOAP ===;Date: 3/12/24;DOS 3/19/24;;"
        "2/15/24 came late.;"
        "Client: A. Roe;Progress note;-----;S: she slept;\f;   ;2024-02-22;and went to work;"
        "Session 5 CANCELLED"
    ).split(";")
)


@given(st.one_of(st.text(max_size=300), st.lists(_LINES, max_size=25).map("\n".join)))
def test_pieces_tile_the_text(text: str) -> None:
    pieces = split(text, today=TODAY)
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text
    assert all(piece.start <= piece.body <= piece.end for piece in pieces)


@given(
    st.lists(
        st.text(alphabet="abc xyz.,:;'’\n", min_size=1, max_size=80).filter(str.strip), min_size=1, max_size=6
    )
)
def test_bodies_lose_no_character(bodies: list[str]) -> None:
    text = "\n".join(
        f"=== SESSION {n} | 2024-01-{n:02} | DAP ===\n{body}\n" for n, body in enumerate(bodies, 1)
    )
    assert _bodies(text) == [body.strip() for body in bodies]
