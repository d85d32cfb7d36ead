"""A folded shadow of a text, in which disguised writings look plain, with a map back to the text.

Detection reads the shadow: full-width letters, ligatures, letters of other alphabets that look Latin,
zero-width characters and split accents would otherwise hide a name from every rule. It is never stored.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import regex

LOOK_ALIKES = dict(
    zip(
        # Cyrillic, then Greek letters that print like Latin ones (Unicode Technical Standard 39, confusables)
        "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁԛԝһӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανικρυ",
        "ABESIJKMHOPCTYXaesijopcyxdqwhlABEZHIKMNOPTYXoavikpu",
        strict=True,
    )
)
PLAIN = {
    "‘": "'", "’": "'", "‛": "'", "ʼ": "'", "′": "'", "＇": "'",
    "“": '"', "”": '"', "„": '"', "″": '"',
    "‐": "-", "‑": "-", "‒": "-", "−": "-", "–": "-", "—": "-",
    "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ",
}  # fmt: skip
"""Typography that rules need not know about; each stands for one plain character."""

CLUSTER = regex.compile(r"[^\p{M}][\p{M}\p{Cf}]*|[\p{M}\p{Cf}]+", regex.S)
MIXABLE = regex.compile(r"[\p{L}\p{M}]+")
LATIN = regex.compile(r"\p{Latin}")
UNDECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"}
)


@dataclass(frozen=True, slots=True)
class Shadow:
    """The folded text. `starts` and `ends` give the source range of each of its characters."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    source_length: int

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Map a range of the shadow to the range of the source that it was folded from."""
        if not self.starts:
            return start, end
        return self.starts[start], self.ends[end - 1]


def cast(text: str) -> Shadow:
    """Fold `text`. Plain ASCII comes back unchanged, at no cost."""
    if text.isascii():
        return Shadow(text, (), (), len(text))
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cluster in CLUSTER.finditer(text):
        for letter in _plain(cluster.group()):
            letters.append(letter)
            starts.append(cluster.start())
            ends.append(cluster.end())
    folded = MIXABLE.sub(lambda word: _latin(word.group()), "".join(letters))
    return Shadow(folded, tuple(starts), tuple(ends), len(text))


def _plain(cluster: str) -> str:
    """One user-perceived character as plain characters; invisible ones as none."""
    if cluster in PLAIN:
        return PLAIN[cluster]
    visible = "".join(c for c in cluster if unicodedata.category(c) != "Cf")
    composed = unicodedata.normalize("NFKC", visible)
    if len(composed) > 1 and not unicodedata.combining(composed[0]):
        composed = "".join(c for c in composed if not unicodedata.combining(c))
    return "".join(PLAIN.get(c, c) for c in composed)


def _latin(word: str) -> str:
    """Replace look-alikes in a word that mixes alphabets or is made of look-alikes. Keeps the length."""
    alike = sum(c in LOOK_ALIKES for c in word)
    if not alike or (alike < len(word) and not LATIN.search(word)):
        return word
    return "".join(LOOK_ALIKES.get(c, c) for c in word)


@lru_cache(maxsize=65536)
def key(word: str) -> str:
    """The form in which names are compared: lower case, without accents, apostrophes or possessive."""
    low = word.lower()
    if low.endswith(("'s", "’s")):
        low = low[:-2]
    if not low.isascii():
        low = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))
        low = low.translate(UNDECOMPOSED)
    return regex.sub(r"['’ʻʼ`.]", "", low)
