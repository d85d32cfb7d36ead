"""Grow a client's book from what was found in the notes: who is who, under all the names they go by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from retrieval.deid.cues import kin_words
from retrieval.deid.identity import ClientIdentity, Entry
from retrieval.deid.lexicon import english, facilities, short_forms, titles, word_set
from retrieval.deid.surrogates import Numbering
from retrieval.deid.tokens import words_of
from retrieval.records import IdentifierType

CLIENT = "CLIENT"
SURE = {IdentifierType.NAME: 0.3, IdentifierType.LOCATION: 0.3, IdentifierType.ORG: 0.2}
"""Least probability of a lone mention to enter the book, chosen on notes by hands unknown to the tagger.

A miss costs more than a word too many, and organisations are missed most easily."""

ONCE_SURE = 0.7
"""A writing that is this likely once is believed everywhere, unless it is mostly unlikely elsewhere."""

MEAN_AT_LEAST = 0.3
KINSHIP_FIRST = frozenset(("", "PERSON", "FRIEND", "DOCTOR", "TEACHER"))
"""Roles that a closer one replaces."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Mention:
    """One finding with its words, as learning sees it; `order` counts through all notes."""

    type: IdentifierType
    keys: tuple[str, ...]
    text: str
    role: str
    score: float
    order: int


@dataclass(slots=True, repr=False)
class _Group:
    """Mentions that mean the same."""

    type: IdentifierType
    order: int
    forms: set[tuple[str, ...]] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)
    roles: Counter[str] = field(default_factory=Counter)
    entry: Entry | None = None

    def add(self, mentions: Sequence[Mention]) -> None:
        """Take in mentions of one writing."""
        self.forms.add(mentions[0].keys)
        self.texts.append(max((m.text for m in mentions), key=lambda t: sum(c.isupper() for c in t)))
        self.roles.update(m.role for m in mentions if m.role)
        self.order = min(self.order, *(m.order for m in mentions))


def seed(identity: ClientIdentity) -> ClientIdentity:
    """The identity with an entry for the client, made from the name that the practice knows."""
    if any(entry.surrogate == f"[{CLIENT}]" for entry in identity.entries):
        return identity
    keys = name_keys(identity.name)
    forms = _forms({keys} if keys else set(), IdentifierType.NAME)
    given = keys[:1]
    forms |= {(short,) for short in short_forms().get(given[0], ())} if given else set()
    entry = Entry(
        surrogate=f"[{CLIENT}]",
        type=IdentifierType.NAME,
        role=CLIENT,
        canonical=identity.name,
        forms=_spelled(forms),
    )
    return identity.with_entries((entry, *identity.entries))


def learn(identity: ClientIdentity, mentions: Iterable[Mention]) -> ClientIdentity:
    """Return the identity with everybody and everything that the mentions are believed to name."""
    groups = [
        _Group(entry.type, -1, {tuple(f.split(" ")) for f in entry.forms}, entry=entry)
        for entry in identity.entries
    ]
    for writing in _believed(mentions):
        group = _home(groups, writing)
        if group is None:
            group = _Group(writing[0].type, writing[0].order)
            groups.append(group)
        group.add(writing)
    numbering = Numbering(entry.surrogate for entry in identity.entries)
    grown = [
        _entry(group, numbering) for group in sorted(groups, key=lambda g: g.order) if group.entry is None
    ]
    return identity.with_entries((*(_widened(g) for g in groups if g.entry is not None), *grown))


def name_keys(text: str) -> tuple[str, ...]:
    """The keys of a writing, without titles, numbers kept."""
    keys = [word.key for word in words_of(text)]
    while len(keys) > 1 and (keys[0] in titles() or keys[0] in kin_words()):
        keys = keys[1:]
    return tuple(k for k in keys if k)


def _believed(mentions: Iterable[Mention]) -> list[list[Mention]]:
    """Mentions by writing, the fullest names first; only writings likely enough over all their mentions."""
    writings: dict[tuple[str, ...], list[Mention]] = {}
    for mention in mentions:
        if mention.keys:
            writings.setdefault(mention.keys, []).append(mention)
    kept = []
    for group in writings.values():
        mean = sum(m.score for m in group) / len(group)
        best = max(m.score for m in group)
        kind = Counter(m.type for m in group for _ in range(max(1, round(10 * m.score)))).most_common(1)[0][0]
        if mean >= SURE.get(kind, 0.5) or (best >= ONCE_SURE and mean >= MEAN_AT_LEAST):
            kept.append([replace(m, type=kind) for m in group])
    return sorted(kept, key=lambda group: (-min(len(group[0].keys), 2), group[0].order))


def _home(groups: Sequence[_Group], writing: Sequence[Mention]) -> _Group | None:
    """The group a writing belongs to: by the exact form, then given name, surname, short form, initial."""
    keys, kind = writing[0].keys, writing[0].type
    exact = next((g for g in groups if keys in g.forms), None)
    if exact is not None:
        return exact
    if kind is not IdentifierType.NAME:
        return next(
            (g for g in groups if g.type is kind and any(_abbreviates(keys, form) for form in g.forms)), None
        )
    people = [g for g in groups if g.type is IdentifierType.NAME]
    if len(keys) == 1:
        return next((g for g in people if any(keys[0] == form[0] for form in g.forms)), None) or _by_part(
            people, keys[0]
        )
    initials = [g for g in people if any(_initials_of(keys, form) for form in g.forms)]
    return initials[0] if len(initials) == 1 else None


def _by_part(people: Sequence[_Group], name: str) -> _Group | None:
    if len(name) == 1:
        fitting = [g for g in people if any(form[0].startswith(name) for form in g.forms)]
        return fitting[0] if len(fitting) == 1 else None
    shorts = short_forms().get(name, frozenset())
    surname = [g for g in people if any(len(form) > 1 and name in form[1:] for form in g.forms)]
    nick = [g for g in people if any(form[0] in shorts for form in g.forms)]
    return next(iter(surname or nick), None)


def _initials_of(keys: tuple[str, ...], form: tuple[str, ...]) -> bool:
    return len(form) >= len(keys) and all(
        len(k) == 1 and f.startswith(k) for k, f in zip(keys, form, strict=False)
    )


def _abbreviates(keys: tuple[str, ...], form: tuple[str, ...]) -> bool:
    """Whether a writing is the beginning of a longer name (Prairie Link of Prairie Link Freight)."""
    return len(keys) < len(form) and form[: len(keys)] == keys


def _entry(group: _Group, numbering: Numbering) -> Entry:
    role = next((r for r, _ in group.roles.most_common() if r not in KINSHIP_FIRST), "") or next(
        iter(group.roles), ""
    )
    canonical = max(group.texts, key=len)
    return Entry(
        surrogate=numbering.next(group.type, role), type=group.type, role=role, canonical=canonical,
        forms=_spelled(_forms(group.forms, group.type)),
    )  # fmt: skip


def _widened(group: _Group) -> Entry:
    """A known entry with the writings that were new; its surrogate stays."""
    entry = group.entry
    assert entry is not None  # noqa: S101 - only called for groups that began as entries
    known = set(entry.forms)
    new = [f for f in _spelled(_forms(group.forms, group.type)) if f not in known]
    return replace(entry, forms=(*entry.forms, *new)) if new else entry


def _forms(writings: set[tuple[str, ...]], kind: IdentifierType) -> set[tuple[str, ...]]:
    """The writings and the parts of them that are looked for on their own."""
    forms = set(writings)
    for writing in writings:
        if len(writing) < 2:
            continue
        if kind is IdentifierType.NAME:
            forms |= {(part,) for part in writing if len(part) > 2 or (len(part) == 2 and part == writing[0])}
        elif kind in (IdentifierType.ORG, IdentifierType.LOCATION) and writing[-1] in facilities():
            shorter = writing[:-1]
            if len(shorter) > 1 or not (english(shorter[0]) or shorter[0].isdigit()):
                forms.add(shorter)
    return {f for f in forms if f and not all(part in word_set("nobody") for part in f)}


def _spelled(forms: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted(" ".join(form) for form in forms))
