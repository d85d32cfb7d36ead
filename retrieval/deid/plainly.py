"""A text as the gate reads it: every disguise taken off that costs nothing to put on.

Unlike `shadow.cast` it keeps no way back to the source, so it may drop, join and decode as it likes.
"""

from __future__ import annotations

import html
import re
import unicodedata
from urllib.parse import unquote

from retrieval.deid.shadow import PLAIN, UNDECOMPOSED, cast

INVISIBLE = (
    0xAD, 0x34F, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10), 0xFEFF, *range(0xE0000, 0xE0080),
)  # fmt: skip
"""Characters without a picture: soft hyphen, joiners, marks of direction, selectors, tags (category Cf)."""

TYPOGRAPHY = str.maketrans({**PLAIN, **dict.fromkeys(map(chr, INVISIBLE)), "…": ".", "•": "*", "·": "."})
POSSESSIVE = re.compile(r"'s\b", re.IGNORECASE)
APOSTROPHE = re.compile(r"(?<=\w)['`](?=\w)")
LINE_END = re.compile(r"-[ \t\r]*\n")
BROKEN_LINE = re.compile(r"(?<=\w)-[ \t]*\r?\n[ \t]*(?=\w)")
GLUED = re.compile(r"\w*[a-z][A-Z][a-z]\w*")
SEAM = re.compile(r"([a-z])([A-Z][a-z])")
SPLIT = r"\1 \2"
ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|U([0-9a-fA-F]{8})|[nrtfv])")
PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")


def readings(text: str) -> tuple[str, ...]:
    """The text in plain ASCII where it can be; and once more without escapes, if it has any."""
    plain = _plain(text)
    bare = _unescaped(text)
    return (plain,) if bare == text else (plain, _plain(bare))


def _plain(text: str) -> str:
    if not text.isascii():
        text = text.translate(TYPOGRAPHY)
        if not text.isascii():
            text = " ".join(word if word.isascii() else _folded(word) for word in text.split(" "))
    if LINE_END.search(text):
        text = BROKEN_LINE.sub("-", text)
    if "'" in text or "`" in text:
        text = APOSTROPHE.sub("", POSSESSIVE.sub(" 's", text))
    glued = GLUED.findall(text) if SEAM.search(text) else ()
    return f"{text}\n{' '.join(SEAM.sub(SPLIT, word) for word in glued)}" if glued else text


def _folded(word: str) -> str:
    """A word in other letters as it looks to a reader, without accents."""
    split = unicodedata.normalize("NFKD", cast(word).text)
    bare = "".join(c for c in split if not unicodedata.combining(c))
    return "".join(_latin(c) for c in bare)


def _latin(letter: str) -> str:
    plain = UNDECOMPOSED.get(ord(letter.lower()), letter)
    return plain.capitalize() if letter.isupper() else plain


def _unescaped(text: str) -> str:
    """The text behind JSON, Python, web address and HTML escapes."""
    if "\\" in text:
        text = ESCAPED.sub(_character, text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # pairs become one again
    if "%" in text and PERCENT.search(text):
        text = unquote(text, errors="replace")
    if "&" in text and ";" in text:
        text = html.unescape(text)
    return text


def _character(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    if not code:
        return " "
    number = int(code, 16)
    return chr(number) if number < 0x110000 else " "
