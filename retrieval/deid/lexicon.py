"""The word lists in `tables/`, read once on first use."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources
from string import ascii_lowercase

TABLES = resources.files("retrieval.deid") / "tables"


def lines(name: str) -> list[str]:
    """The entries of a table: its lines without comments and empty ones."""
    text = (TABLES / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def words(name: str) -> frozenset[str]:
    """A one-column table as a set."""
    return frozenset(lines(name))


@cache
def word_set(name: str) -> frozenset[str]:
    """One of the small sets in `word_sets.tsv`."""
    rows = dict(line.split("\t") for line in lines("word_sets.tsv"))
    return frozenset(rows[name].split())


@cache
def short_forms() -> dict[str, frozenset[str]]:
    """Given name -> its short forms and the names that it is a short form of (Richard: Rich, Rick, Dick)."""
    forms: dict[str, set[str]] = {}
    for line in lines("hypocorisms.tsv"):
        formal, shorts = line.split("\t")
        for short in shorts.split():
            forms.setdefault(formal, set()).add(short)
            forms.setdefault(short, set()).add(formal)
    return {name: frozenset(others) for name, others in forms.items()}


@lru_cache(maxsize=65536)
def english(word: str) -> bool:
    """Whether a key is an ordinary English word, an inflection or compound of such, or a learned coinage."""
    lexicon = words("english_words.txt")
    if word in lexicon or (len(word) > 4 and word.endswith("s") and word[:-1] in lexicon):
        return True
    return len(word) > 5 and not listed(word) and _coined(word, lexicon)


def common(word: str) -> bool:
    """Whether a key is one of the English words that everybody uses."""
    return word in words("common_words.txt")


@lru_cache(maxsize=16384)
def garbled(word: str) -> bool:
    """Whether a key is an everyday word with a letter wrong, missing or too many, or without its vowels."""
    places = range(len(word) + 1)
    splits = [(word[:at], word[at:]) for at in places]
    shorter = (a + b[1:] for a, b in splits if b)
    swapped = (a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1)
    replaced = (a + letter + b[1:] for a, b in splits if b and a for letter in ascii_lowercase)
    longer = (a + letter + b for a, b in splits for letter in ascii_lowercase)
    return any(map(common, (*shorter, *swapped, *replaced, *longer))) or _skeleton(word) in _skeletons()


@cache
def _skeletons() -> frozenset[str]:
    """The everyday words without their inner vowels."""
    return frozenset(_skeleton(word) for word in words("common_words.txt") if len(_skeleton(word)) > 2)


def _skeleton(word: str) -> str:
    vowels = sum(letter in "aeiou" for letter in word[1:])
    few = vowels <= 1 or word in words("common_words.txt")
    return word[:1] + "".join(c for c in word[1:] if c not in "aeiou") if few else ""


def listed(word: str) -> bool:
    """Whether a key is in the lists of given names, family names or cities."""
    return any(word in words(f"{table}.txt") for table in ("given_names", "surnames", "cities"))


def _coined(word: str, lexicon: frozenset[str]) -> bool:
    parts = _parts()
    if word.endswith(parts["suffix"] + parts["drug"]):
        return True
    if any(word.startswith(prefix) and word[len(prefix) :] in lexicon for prefix in parts["prefix"]):
        return True
    return any(word[:at] in lexicon and word[at:] in lexicon for at in range(4, len(word) - 3))


@cache
def _parts() -> dict[str, tuple[str, ...]]:
    rows = (line.split("\t") for line in lines("word_parts.tsv"))
    return {kind: tuple(parts.split()) for kind, parts in rows}


@cache
def titles() -> dict[str, str]:
    """Title -> role."""
    rows = (line.split("\t") for line in lines("titles.tsv"))
    return {title: role for role, listed in rows for title in listed.split()}


@cache
def facilities() -> dict[str, tuple[str, str]]:
    """Last word of an organisation or place -> its identifier type and role."""
    rows = (line.split("\t") for line in lines("facilities.tsv"))
    return {word: (kind, role) for kind, role, listed in reversed(list(rows)) for word in listed.split()}
