"""The last look before anything is stored or leaves: is there still an identifier in it?"""

from __future__ import annotations

from functools import lru_cache

from retrieval.deid import patterns
from retrieval.deid.findings import settle
from retrieval.deid.identity import ClientIdentity
from retrieval.deid.lexicon import english
from retrieval.deid.roster import Roster
from retrieval.deid.shadow import cast
from retrieval.deid.tokens import Word, words_of
from retrieval.errors import LeakError
from retrieval.records import IdentifierType

GATED = frozenset((IdentifierType.CONTACT, IdentifierType.ID))


def assert_clean(text: str, identity: ClientIdentity) -> None:
    """Pass a text in which nothing identifies; the analyzer is not needed.

    Looked for: everybody and everything of this client's book under all known writings, and contact
    details and record numbers by their form. Names that are words too (Will, Grace) are left to masking.

    Raises:
        LeakError: something was found. The message says of what kind and how often, never what.
    """
    shadow = cast(text).text
    tokens = words_of(shadow)
    counts: dict[str, int] = {}
    roster = _roster(identity.entries)
    for match in roster.find(shadow, tokens):
        if not _ordinary(tokens[match.first : match.last]):
            kind = identity.entries[match.entry].type.value
            counts[kind] = counts.get(kind, 0) + 1
    for finding in settle(patterns.find(shadow)):
        if finding.type in GATED:
            counts[finding.type.value] = counts.get(finding.type.value, 0) + 1
    if counts:
        told = ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items()))
        raise LeakError(f"Expected a text without identifiers; found {told}. Mask it before it goes on.")


@lru_cache(maxsize=8)
def _roster(entries: tuple[object, ...]) -> Roster:
    return Roster(entries)  # type: ignore[arg-type]


def _ordinary(run: list[Word]) -> bool:
    """Whether a one-word match is an English word that a sentence may simply begin with."""
    return len(run) == 1 and english(run[0].key)
