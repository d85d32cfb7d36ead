import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.intake.decode import damage, decode, normalise_lines, refuse_damaged
from retrieval.intake.records import RefusedError

TEXT = "Client’s café “visit” – slept 5½ h, Zoë joined."


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        TEXT.encode("cp1252"),
    ],
)
def test_encodings_that_are_known(data: bytes) -> None:
    assert decode(data) == TEXT


@pytest.mark.parametrize("text", ["Szczepański 김 قلق 🙂 ﬁ e\u0301", "plain ascii\r\nwith lines"])
def test_unicode_is_kept_as_it_is(text: str) -> None:
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("Клиент спал лучше".encode("cp1251"), "neither"),
        ("don’t said she".encode("mac_roman"), "neither"),
        ("今日は眠れた".encode("shift_jis"), "neither"),
        (TEXT.encode("utf-16-le"), "binary|UTF-16"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "breaks off"),
        (b"%PDF-1.7\nfoo", "a PDF"),
        (b"PK\x03\x04....", "archive"),
        (b"{\\rtf1 note}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (bytes(range(1, 9)) * 40, "binary"),
        (b"text with a \x00 in it", "binary"),
    ],
)
def test_what_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        decode(data)


def test_text_that_was_decoded_wrongly_before() -> None:
    broken = TEXT.encode("utf-8").decode("cp1252", errors="ignore")
    assert "decoded wrongly" in damage(broken)
    with pytest.raises(RefusedError):
        refuse_damaged(broken)
    refuse_damaged("She slept well and went to work. " * 20 + "cafÃ©")
    assert damage(TEXT) == ""


def test_lost_characters_in_bulk_are_refused() -> None:
    with pytest.raises(RefusedError, match="could not read"):
        refuse_damaged("ab\ufffd" * 30)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_round_trip(text: str) -> None:
    expected = text.removeprefix("\ufeff")
    data = text.encode("utf-8")
    try:
        assert decode(data) == expected
    except RefusedError:
        assert text.startswith(("%PDF-", "{\\rtf", "GIF8", "SQLite"))


@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        assert isinstance(decode(data), str)
    except RefusedError as refusal:
        assert refusal.remedy


def test_line_endings() -> None:
    assert normalise_lines("\ufeffa\r\nb\rc\n") == "a\nb\nc\n"
