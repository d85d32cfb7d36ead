"""Words of questions and notes made comparable: tokens, stems, rings of words that answer for each other."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

import yaml

TOKEN = re.compile(r"\[[^\[\]\n]{1,40}\]|[A-Za-z][A-Za-z&'’-]*[A-Za-z]|[A-Za-z]|\d+(?:[.:/]\d+)*")
"""A surrogate such as [PARTNER], a word (hyphens inside), or a number."""

CLIENT = "[client]"
"""The surrogate that stands for the client herself; it carries no part of a fact."""

DATED = re.compile(r"\[[^\]]* ")
"""Surrogates of dates ("[week 7, month]"); times are resolved apart and carry no part of a fact."""

SUFFIXES = (
    "fulness",
    "iveness",
    "ations",
    "ation",
    "ments",
    "ment",
    "ness",
    "ings",
    "ing",
    "edly",
    "ies",
    "ied",
    "ers",
    "ed",
    "es",
    "ly",
    "er",
    "s",
)
"""Cut off the ends of words, longest first. A light stemmer: better too little than two words made one."""


def tokens(text: str) -> tuple[str, ...]:
    """Return the words, numbers and surrogates of `text`, in lower case."""
    return tuple(m.group().lower().replace("’", "'") for m in TOKEN.finditer(text))


ROLES = frozenset(
    (
        "partner son daughter child mother father sister brother sibling grandmother grandfather "
        "aunt uncle cousin niece nephew friend roommate colleague boss supervisor psychiatrist "
        "doctor nurse interpreter teacher coach sponsor officer lawyer neighbour"
    ).split()
)
"""Roles that surrogates carry, of those that are words themselves."""
ROLE_OF = {
    "wife": ("partner",),
    "husband": ("partner",),
    "boyfriend": ("partner",),
    "girlfriend": ("partner",),
    "fiance": ("partner",),
    "kid": ("child", "son", "daughter"),
    "boy": ("child", "son"),
    "girl": ("child", "daughter"),
    "neighbor": ("neighbour",),
    "solicitor": ("lawyer",),
    "ex": ("ex_partner",),
    "physio": ("doctor", "nurse"),
}
GENERAL = frozenset({"medication"})
"""Words whose whole ring is as general as they are ("med", "pill", "dose")."""


@cache
def stem(word: str) -> str:
    """Return the form under which a word is compared: irregular forms resolved, endings cut."""
    word = word.lower().removesuffix("'s").replace("'", "")
    if word.startswith("[") or not word.isalpha():
        return word
    word = _irregular().get(word, word)
    for suffix in SUFFIXES:
        rest = word.removesuffix(suffix)
        if rest != word and len(rest) >= 3:
            return _tidy(rest, suffix)
    return word.removesuffix("e") if len(word) > 3 else word


def stems(text: str) -> tuple[str, ...]:
    """Return the stems of a text; a hyphened word counts whole and in its parts."""
    found: list[str] = []
    for token in tokens(text):
        found.append(stem(token))
        if "-" in token and not token.startswith("["):
            found.extend(stem(part) for part in token.split("-") if part)
    return tuple(found)


def content(text: str) -> tuple[str, ...]:
    """Return the words of a question that carry a fact, in order and once each."""
    words = (
        word for word in tokens(text) if word not in stopwords() and word != CLIENT and not DATED.match(word)
    )
    return tuple(dict.fromkeys(word.removesuffix("'s") for word in words if word.removesuffix("'s")))


@cache
def ring(stemmed: str) -> frozenset[str]:
    """Return the stems that answer for a word of a question, itself not among them."""
    if stemmed.startswith("["):
        role = stemmed.strip("[]").split("_")[0]
        return frozenset({role.replace("_", "-")}) | _rings().get(role, frozenset())
    return _rings().get(stemmed, frozenset()) | _narrower().get(stemmed, frozenset()) | _surrogates(stemmed)


def narrower(general: str) -> frozenset[str]:
    """Return the stems of the particular words that a general one covers."""
    return _narrower().get(stem(general), frozenset())


def _surrogates(stemmed: str) -> frozenset[str]:
    """The surrogates of a role: "wife" is answered by [PARTNER], "sister" by [SISTER]."""
    others = {stemmed, *_rings().get(stemmed, ())}
    return frozenset(f"[{word}]" for word in others & ROLES) | frozenset(
        f"[{role}]" for word in others for role in ROLE_OF.get(word, ())
    )


@cache
def stopwords() -> frozenset[str]:
    """Return the words that carry no part of a fact."""
    return frozenset(" ".join(_lines("stopwords.txt")).split())


@cache
def weak() -> frozenset[str]:
    """Return the stems that say little about which fact is wanted."""
    return frozenset(stem(word) for word in " ".join(_lines("weak_words.txt")).split())


def _tidy(rest: str, suffix: str) -> str:
    if suffix in ("ies", "ied"):
        return rest + "y"
    if len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "lsz":
        rest = rest[:-1]
    return rest.removesuffix("e") if len(rest) > 3 else rest


@cache
def _irregular() -> dict[str, str]:
    return dict(line.split("\t") for line in _lines("irregular.tsv"))


@cache
def _rings() -> dict[str, frozenset[str]]:
    members: dict[str, set[str]] = {}
    for words in yaml.safe_load("\n".join(_lines("rings.yaml"))):
        whole = {stem(word) for word in words}
        for word in whole:
            members.setdefault(word, set()).update(whole - {word})
    return {word: frozenset(others) for word, others in members.items()}


@cache
def _narrower() -> dict[str, frozenset[str]]:
    """Particular words by general one; every word of the general one's ring is as general."""
    table: dict[str, frozenset[str]] = {}
    for word, others in yaml.safe_load("\n".join(_lines("narrower.yaml"))).items():
        for general in {stem(word)} | (
            _rings().get(stem(word), frozenset()) if word in GENERAL else frozenset()
        ):
            table[general] = table.get(general, frozenset()) | {stem(o) for o in others} - {general}
    return table


def _lines(name: str) -> list[str]:
    text = (resources.files("agent.understanding") / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
