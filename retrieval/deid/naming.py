"""Judge every candidate of a page: is it a person, a place, an organisation, and what is it to the client?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from retrieval.deid import candidates, cues, keep, small_people, standing
from retrieval.deid.features import Page, clipped, features
from retrieval.deid.findings import Finding
from retrieval.deid.lexicon import english, facilities, titles, words
from retrieval.deid.model import Belief, judge
from retrieval.records import IdentifierType

FLOOR = 0.02
"""Candidates less likely than this to be an identifier are not reported."""

AUTHOR_AT_MOST = 0.25
AFTER_TITLE = 0.9
AFTER_RELATION = 0.8
AFTER_RELATION_SMALL = 0.6
"""Most probability of an author's name on its own; least of a name after "Dr", after "husb", and after
"husb" when written small."""

GRANDPARENTS = frozenset(("GRANDMOTHER", "GRANDFATHER", "AUNT", "UNCLE"))


def find(page: Page, weights: Mapping[str, tuple[float, ...]] | None = None) -> Iterator[Finding]:
    """Yield every candidate of a page and how likely it identifies."""
    for candidate in candidates.find(page.text, page.tokens, page.marks):
        belief = judge(features(page, candidate), weights)
        score = max(_unvouched(page, candidate, belief), _vouched(page, candidate))
        shares = {
            IdentifierType.NAME: belief.name,
            IdentifierType.LOCATION: belief.location,
            IdentifierType.ORG: belief.organisation,
        }
        if score < FLOOR:
            continue
        kind = max(shares, key=lambda k: shares[k])
        if score > 1 - belief.none:
            kind = IdentifierType.NAME
        role = _role(page, candidate, kind)
        relation = role if kind is IdentifierType.NAME else ""
        end = candidate.end
        if kind is IdentifierType.ORG and page.text[end : end + 2].lower() == "'s":
            end += 2
        yield Finding(
            start=_extended(page, candidate, relation), end=end, type=kind, score=score,
            detector="name:model", role=role,
        )  # fmt: skip


def _unvouched(page: Page, candidate: candidates.Candidate, belief: Belief) -> float:
    """How likely the model finds a name; an author of the profession, named alone, is never likely."""
    alone = candidate.last - candidate.first == 1
    if alone and keep.within_phrase(page.tokens, candidate.first):
        return min(1 - belief.none, AUTHOR_AT_MOST)
    if alone and page.marks[candidate.first] == "therapies" and belief.location < AUTHOR_AT_MOST:
        return min(1 - belief.none, AUTHOR_AT_MOST)
    return 1 - belief.none


def _vouched(page: Page, candidate: candidates.Candidate) -> float:
    """Least probability of a name by what stands before it: a title, or a word for a person."""
    word = page.tokens[candidate.first]
    if candidate.peeled:
        return AFTER_TITLE if word.capital or not english(word.key) else 0.0
    alone = candidate.last - candidate.first == 1
    if alone and small_people.vouched(page.text, page.tokens, candidate.first):
        return AFTER_RELATION_SMALL
    relation = cues.relation_before(page.text, candidate.start)
    if alone and standing.named(page.text, page.tokens, candidate.first):
        return AFTER_RELATION_SMALL
    if relation == "PET" and word.capital and not word.opens:
        return AFTER_RELATION_SMALL
    if relation in ("", "PERSON", "PET") or word.opens or (word.text.isupper() and len(word.text) > 1):
        return 0.0
    if word.capital:
        return AFTER_RELATION
    return AFTER_RELATION_SMALL if len(word.key) > 4 and not clipped(word.key) else 0.0


def _role(page: Page, candidate: candidates.Candidate, kind: IdentifierType) -> str:
    """What the person, place or organisation is to the client, by the words beside it."""
    last = page.tokens[candidate.last - 1].key
    if kind is IdentifierType.NAME:
        relation = cues.credential_after(page.text, candidate.end) or cues.relation_before(
            page.text, candidate.start
        )
        if not relation or relation in ("PERSON", "FRIEND"):
            relation = cues.relation_after(page.text, candidate.end) or relation
        if not relation and candidate.peeled:
            relation = titles()[candidate.peeled]
        return "" if relation == "PERSON" else relation
    if last in facilities() and facilities()[last][0] == kind.value and candidate.last - candidate.first > 1:
        found = facilities()[last][1]
        return cues.organisation(page.text, candidate.start) or found if found == "ORG" else found
    if kind is IdentifierType.ORG:
        return cues.organisation(page.text, candidate.start)
    joined = " ".join(word.key for word in page.tokens[candidate.first : candidate.last])
    tagged = any(
        s < candidate.end and e > candidate.start and label == "GPE" for s, e, label in page.entities
    )
    return "CITY" if tagged or joined in words("cities.txt") else "PLACE"


def _extended(page: Page, candidate: candidates.Candidate, relation: str) -> int:
    """Where the finding begins: with the title, and with the capitalised Aunt or Grandma, before the name."""
    if candidate.first == 0:
        return candidate.start
    before = page.tokens[candidate.first - 1]
    gap = page.text[before.end : candidate.start]
    joined = gap in (" ", ". ")
    if joined and candidate.peeled == before.key and before.capital:
        return before.start
    if joined and before.capital and relation and (relation in GRANDPARENTS or not before.opens):
        return before.start
    return candidate.start
