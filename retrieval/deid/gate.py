"""The last look before anything is stored or leaves: is there still an identifier in it?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

import regex

from retrieval.deid import patterns, strong
from retrieval.deid.identity import ClientIdentity, Entry
from retrieval.deid.lexicon import facilities, lines, titles
from retrieval.deid.plainly import readings
from retrieval.deid.shadow import cast
from retrieval.deid.surrogates import AGE, FALLBACK, SHOWN, SURROGATE
from retrieval.deid.tokens import words_of
from retrieval.deid.watchlist import WORD, Watchlist
from retrieval.errors import LeakError
from retrieval.records import IdentifierType

WITHHELD = "[WITHHELD]"
WIDEST = 5
"""Most words that are withheld together."""


def assert_clean(text: str, identity: ClientIdentity, *, vouched: bool = False) -> None:
    """Pass a text in which nothing identifies.

    Looked for: everybody and everything of this client's book under all known writings, misspelt and
    disguised too; contact details, record numbers, streets, great ages and full dates by their form. Quick:
    the analyzer is not needed.

    Args:
        text: what is about to be stored or to leave.
        identity: the client's, with the book.
        vouched: the text is a note's, as masking left it. A name that is a word too (Will, Hope) then counts
            only with a capital within a sentence; elsewhere the words around it tell.

    Raises:
        LeakError: something was found. The message says of what kind and how often, never what.
    """
    _refuse(leaks(text, identity, vouched=vouched), "Mask it before it goes on.")


def assert_clean_export(text: str, identities: Iterable[ClientIdentity]) -> None:
    """Pass a document that is to leave without names, whichever clients it is about.

    Exports that are made to hold names (the batch contract, documents for the client's own file) do not come
    here: their writer says "with names" and nothing is checked.

    Raises:
        LeakError: it holds an identifier; nothing may be written.
    """
    found: Counter[str] = Counter()
    for identity in identities:
        found |= leaks(text, identity)
    found |= leaks(text, NOBODY)
    _refuse(found, "Nothing was exported; leave it out or export with names.")


def leaks(text: str, identity: ClientIdentity, *, vouched: bool = False) -> Counter[str]:
    """Count what identifies in a text, by kind of identifier."""
    watchlist, own = _known(_everybody(identity))
    found: Counter[str] = Counter()
    for plain in readings(text):
        bare = SURROGATE.sub(lambda match: _without(match.group(), own), plain)
        low = bare.lower()
        words = frozenset(WORD.findall(low))
        kinds = Counter(kind.value for kind in watchlist.find(bare, low, words, vouched=vouched))
        kinds.update(kind.value for kind in strong.find(bare, low, words))
        found |= kinds
    return found


def blot(text: str, identity: ClientIdentity) -> str:
    """Return the text without the words that the gate would stop it for; nothing of it if need be.

    Who is known by these very words gets the surrogate; what is only like a name is withheld.
    """
    for width in range(1, WIDEST + 1):
        if not leaks(text, identity):
            return text
        words = text.split(" ")
        at = 0
        while at < len(words):
            if leaks(" ".join(words[at : at + width]), identity):
                words[at : at + width] = _without_leak(words[at : at + width], identity)
            at += 1
        text = " ".join(words)
    return text if not leaks(text, identity) else WITHHELD


def _without_leak(words: list[str], identity: ClientIdentity) -> list[str]:
    """The words with surrogates for whoever is known by one of them or all together, else one mark."""
    together = _stand_in(words, identity)
    each = [_stand_in([word], identity) for word in words]
    if together == WITHHELD and any(shown != WITHHELD for shown in each):
        return [word if shown == WITHHELD else shown for word, shown in zip(words, each, strict=True)]
    return [together]


def _stand_in(words: list[str], identity: ClientIdentity) -> str:
    """The surrogate of whoever the words spell in full, else that something is withheld."""
    shown = " ".join(words)
    spelled = " ".join(word.key for word in words_of(cast(shown).text))
    known = next((entry for entry in _everybody(identity) if spelled in entry.forms), None)
    if known is None or known.type is IdentifierType.DATE:
        return WITHHELD
    tail = TAIL.search(shown)
    return known.surrogate + (tail.group() if tail else "")


NOBODY = ClientIdentity.start("")
TAIL = regex.compile(r"(?:['’]s)?[^\w\s]*$", regex.I)
NUMBERED = regex.compile(r"_\d+(?=\])")


def _refuse(found: Counter[str], remedy: str) -> None:
    if found:
        told = ", ".join(f"{kind} {count}" for kind, count in sorted(found.items()))
        raise LeakError(f"Expected a text without identifiers; found {told}. {remedy}")


def _everybody(identity: ClientIdentity) -> tuple[Entry, ...]:
    """The book, and every part of the client's name whatever the book takes for a particle (Vân, Le)."""
    return (*_client(identity.name), *identity.entries)


@lru_cache(maxsize=256)
def _client(name: str) -> tuple[Entry, ...]:
    keys = [word.key for word in words_of(cast(name).text) if len(word.key) > 1]
    if not keys:
        return ()
    forms = tuple(dict.fromkeys((" ".join(keys), *keys)))
    return (
        Entry(surrogate="[CLIENT]", type=IdentifierType.NAME, role="CLIENT", canonical=name, forms=forms),
    )


@lru_cache(maxsize=64)
def _known(entries: tuple[Entry, ...]) -> tuple[Watchlist, frozenset[str]]:
    return Watchlist(entries), frozenset(entry.surrogate for entry in entries)


def _without(surrogate: str, own: frozenset[str]) -> str:
    """Nothing for a surrogate that masking may have put there; a name in brackets stays to be seen."""
    return (
        "[]" if surrogate in own or surrogate == AGE or NUMBERED.sub("", surrogate) in _roles() else surrogate
    )


@cache
def _roles() -> frozenset[str]:
    """Every role that a surrogate may bear, in brackets."""
    kin = (line.split("\t")[0] for line in lines("kinship.tsv"))
    places = (role for _, role in facilities().values())
    strong_ones = (row.role for row in patterns.table())
    roles = {"CLIENT", *kin, *titles().values(), *places, *strong_ones, *FALLBACK.values(), *SHOWN.values()}
    return frozenset(f"[{role}]" for role in roles if role)
