"""A folded shadow of a text, in which disguised writings look plain, with a map back to the text.

Detection reads the shadow: full-width and mathematical letters, ligatures, letters of other alphabets that
look Latin, invisible characters and stray marks would otherwise hide a name from every rule. An accent that
makes a letter (José) stays. The shadow is never stored.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from retrieval.deid.lexicon import lines

PLAIN = {
    **dict.fromkeys("‘’‛ʼ′＇`´ʻʹˈ‹›", "'"),
    **dict.fromkeys("“”„″‟«»", '"'),
    **dict.fromkeys("‐‑‒−–—―⁃﹘﹣", "-"),
    **dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008", " "),
    **dict.fromkeys("\u2009\u200a\u202f\u205f\u3000", " "),
    **dict.fromkeys("\u2028\u2029\u0085", "\n"),
    "\u2044": "/", "\u2215": "/", "\u29f8": "/", "\u2024": ".", "\ufe52": ".", "\u2219": ".", "\uff20": "@",
}  # fmt: skip
"""Typography that rules need not know about; each stands for one plain character."""

UNSEEN = frozenset("\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5\u180e")
"""Fillers and blanks that print nothing and are of no category that says so."""

ASCII_RUN = r"[\x00-\x7f]+(?![\p{M}\p{Cf}])"
CLUSTER = regex.compile(rf"{ASCII_RUN}|[^\p{{M}}][\p{{M}}\p{{Cf}}]*|[\p{{M}}\p{{Cf}}]+", regex.S)
"""A run of plain characters, or one character with all that stands on it."""
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
        found, start, end = cluster.group(), cluster.start(), cluster.end()
        if found.isascii():
            letters.append(found)
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
            continue
        plain = _plain(found)
        letters.append(plain)
        starts.extend([start] * len(plain))
        ends.extend([end] * len(plain))
    folded = MIXABLE.sub(lambda word: _latin(word.group()), "".join(letters))
    return Shadow(folded, tuple(starts), tuple(ends), len(text))


@lru_cache(maxsize=8192)
def _plain(cluster: str) -> str:
    """One user-perceived character as plain characters; invisible ones as none."""
    visible = "".join(c for c in cluster if unicodedata.category(c) != "Cf" and c not in UNSEEN)
    if visible[:1] in PLAIN:
        return PLAIN[visible[0]]
    composed = unicodedata.normalize("NFKC", visible)
    if LATIN.match(composed) or composed[:1].isascii():
        composed = "".join(c for c in composed if not unicodedata.category(c).startswith("M"))
    return "".join(PLAIN.get(c, c) if c != "\u2044" else c for c in composed)


def _latin(word: str) -> str:
    """Replace look-alikes in a word that mixes alphabets or is made of look-alikes. Keeps the length."""
    if word.isascii():
        return word
    table = _look_alikes()
    alike = sum(c in table for c in word)
    if not alike or (alike < len(word) and not LATIN.search(word)):
        return word
    return "".join(table.get(c, c) for c in word)


@cache
def _look_alikes() -> dict[str, str]:
    """Look-alike -> Latin letter."""
    table: dict[str, str] = {}
    for line in lines("look_alikes.tsv"):
        latin, others = line.split("\t")
        table.update(zip(others, latin, strict=True))
    return table


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
