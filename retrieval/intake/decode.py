"""Bytes to text: UTF-8, UTF-16/32 with a byte order mark, or Windows-1252. Anything else is refused."""

from __future__ import annotations

import codecs
import re

from retrieval.intake.records import RefusedError

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old or encrypted Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3", "a database"),
)
"""First bytes of files that are often renamed to a text suffix (each format's own specification)."""

_SAVE_AS = "open it in the program that wrote it and save it as UTF-8 text"

# What Windows-1252 text holds besides ASCII: Latin letters in words, and these marks.
_MARKS_OF_CP1252 = "€‚„…‹‘’“”•–—™›\u00a0£§©«®°±²³´µ·¹º»¼½¾¿¡×÷¢¥¶ƒ†‡‰"
_FOREIGN_RUN = re.compile(r"[À-ÖØ-öø-ÿŠšŽžŒœŸ]{3}")
_CAPITAL_IN_WORD = re.compile(r"[a-z][À-ÖØ-ÞŠŽŒŸ]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# UTF-8 that was once read as Windows-1252 and saved again: “ becomes â€œ, é becomes Ã©.
_DOUBLE_ENCODED = re.compile(
    "\u00e2\u20ac[\u0080-\u00ff\u0152-\u02dc\u2018-\u2122]|\u00c3[\u0080-\u00bf\u201a-\u2122]|\u00c2[\u00a0-\u00bf]"
)
_LOST = "\ufffd"
_TOLERATED_DAMAGE = 200
"""Characters of text per damaged character below which a text is refused as unreadable."""


def decode(data: bytes) -> str:
    """Decode a text file; the byte order mark is dropped, nothing else is changed.

    Raises:
        RefusedError: binary content, an encoding that cannot be told, or no text.
    """
    _refuse_disguise(data)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_strictly(data[len(mark) :], encoding))
    if b"\x00" in data:
        raise RefusedError("it holds binary data, or UTF-16 without a byte order mark", _SAVE_AS)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _windows(data)
    return _checked(text)


def damage(text: str) -> str:
    """Say what is wrong with the characters of a text; empty if nothing is."""
    if _LOST in text:
        return "it holds characters that an earlier program could not read"
    return (
        "it holds characters that were decoded wrongly before it was saved"
        if _DOUBLE_ENCODED.search(text)
        else ""
    )


def refuse_damaged(text: str) -> None:
    """Refuse a text in which so many characters are lost that it would be misread.

    Raises:
        RefusedError: more than one damaged character in 200.
    """
    count = text.count(_LOST) + sum(1 for _ in _DOUBLE_ENCODED.finditer(text))
    if count * _TOLERATED_DAMAGE > len(text):
        raise RefusedError(damage(text), f"go back to the source: {_SAVE_AS}")


def _refuse_disguise(data: bytes) -> None:
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise RefusedError(
                f"it is {name} under another suffix", "give the file its true suffix, or export it as text"
            )


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise RefusedError(
            f"it says it is {encoding.upper()} but breaks off or is damaged", _SAVE_AS
        ) from error


def _windows(data: bytes) -> str:
    refusal = RefusedError("its encoding is neither UTF-8, UTF-16 nor Windows-1252", _SAVE_AS)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise refusal from error
    strange = any(not (c.isascii() or c.isalpha() or c in _MARKS_OF_CP1252) for c in text)
    if strange or _FOREIGN_RUN.search(text) or _CAPITAL_IN_WORD.search(text):
        raise refusal
    return text


def _checked(text: str) -> str:
    if len(_CONTROL.findall(text)) * 100 > len(text) or "\x00" in text:
        raise RefusedError("it holds binary data, not text", _SAVE_AS)
    return text


def normalise_lines(text: str) -> str:
    """Give every line the ending of Unix, and drop stray byte order marks."""
    return text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
