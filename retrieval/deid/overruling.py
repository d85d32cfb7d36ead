"""The therapist's marks laid over what the detectors found: in the book, and in one text.

The book is changed by an overlay that can be lifted off again, so that taking a mark back gives the very
surrogates from before. Learning works on the lifted book; everything else reads the book with it on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from retrieval.deid.corrections import GENERIC, NameMark, NotNameMark, form_of
from retrieval.deid.findings import Finding
from retrieval.deid.identity import ClientIdentity, Entry, Overlay, Placed
from retrieval.deid.learning import CLIENT, name_keys
from retrieval.deid.lexicon import english, word_set
from retrieval.deid.surrogates import Numbering
from retrieval.deid.tokens import Word
from retrieval.records import IdentifierType

DETECTOR = "therapist"
NAMED = frozenset((IdentifierType.NAME, IdentifierType.LOCATION, IdentifierType.ORG))
UNBOOKED = frozenset((IdentifierType.DATE, IdentifierType.AGE90))
JOINERS = " -.'\"&@_/#:"
"""What may stand between the words of a marked stretch."""
WIDEST = 3


def lift(identity: ClientIdentity) -> ClientIdentity:
    """The identity as learning left it. Entries that only the overlay filled stay, empty."""
    book = _Book(identity)
    for placed in identity.overlay.added:
        book.take(placed)
    for placed in identity.overlay.withdrawn:
        book.give(placed)
    return replace(identity, entries=book.entries, overlay=Overlay())


def lay(identity: ClientIdentity) -> ClientIdentity:
    """The identity with the marks of its rules laid over its book. `lift` undoes it."""
    book = _Book(identity)
    added: list[Placed] = []
    withdrawn: list[Placed] = []
    for mark in identity.rules.names:
        if mark.type not in UNBOOKED:
            gone, come = _named(book, mark)
            withdrawn += gone
            added += come
    for form, other in identity.rules.others.items():
        for entry in book.holders(form):
            by_form = entry.type not in NAMED
            if (by_form and not other.force) or _yields(other, form, entry.role, identity):
                continue
            withdrawn.append(book.take(Placed(entry.surrogate, form)))
    kept = [placed for placed in added if placed not in withdrawn]
    lost = [placed for placed in withdrawn if placed not in added]
    return replace(identity, entries=book.entries, overlay=Overlay(added=tuple(kept), withdrawn=tuple(lost)))


def overrule(
    text: str, tokens: Sequence[Word], findings: Iterator[Finding], identity: ClientIdentity
) -> Iterator[Finding]:
    """Findings of one (folded) text as the marks leave them: marked words added, withdrawn ones left out."""
    if not identity.rules.marks:
        yield from findings
        return
    others, found = identity.rules.others, list(findings)
    strong = [finding for finding in found if _by_form(finding)]
    for marked in _marked(text, tokens, identity.rules.names):
        if not any(f.start <= marked.start and marked.end <= f.end for f in strong):
            yield marked
    for finding in found:
        words = text[finding.start : finding.end]
        form = " ".join(name_keys(words))
        other = others.get(form) or others.get(form_of(words))
        if other is None or _stands(other, form, finding, identity):
            yield finding


def _by_form(finding: Finding) -> bool:
    """Whether a date or a strong pattern found it, whatever the words."""
    return finding.type not in NAMED or finding.detector.startswith(("pattern:", "date:"))


def _stands(mark: NotNameMark, form: str, finding: Finding, identity: ClientIdentity) -> bool:
    if _by_form(finding):
        return not mark.force
    return _yields(mark, form, finding.role, identity)


def _yields(mark: NotNameMark, form: str, role: str, identity: ClientIdentity) -> bool:
    """Whether "not a name" has no force here: the client's own name, and for "always" a person of hers."""
    if role == CLIENT:
        return mark.always or not mark.force or not may_insist(form, identity)
    return mark.always and role not in GENERIC


def may_insist(form: str, identity: ClientIdentity) -> bool:
    """Whether a form of the client's own name may be uncovered: a part of it that is an ordinary word too."""
    return form != " ".join(name_keys(identity.name)) and english(form)


# the book ------------------------------------------------------------------------------------------------


class _Book:
    """The entries while the overlay is laid or lifted."""

    def __init__(self, identity: ClientIdentity) -> None:
        self._entries = {entry.surrogate: entry for entry in identity.entries}

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(self._entries.values())

    def get(self, surrogate: str) -> Entry | None:
        return self._entries.get(surrogate)

    def holders(self, form: str) -> list[Entry]:
        return [e for e in self._entries.values() if form in e.forms and e.type not in UNBOOKED]

    def take(self, placed: Placed) -> Placed:
        """Remove a form from its entry."""
        if (entry := self.get(placed.surrogate)) is not None:
            forms = tuple(form for form in entry.forms if form != placed.form)
            self._entries[entry.surrogate] = replace(entry, forms=forms)
        return placed

    def give(self, placed: Placed) -> None:
        """Add a form to its entry."""
        entry = self.get(placed.surrogate)
        if entry is not None and placed.form not in entry.forms:
            forms = tuple(sorted((*entry.forms, placed.form)))
            self._entries[entry.surrogate] = replace(entry, forms=forms)

    def reserved(self, mark: NameMark) -> Entry | None:
        """The empty entry that the same mark once filled."""
        wanted = (mark.type, mark.role, mark.words)
        return next(
            (e for e in self._entries.values() if not e.forms and (e.type, e.role, e.canonical) == wanted),
            None,
        )

    def new(self, mark: NameMark) -> Entry:
        """A fresh entry for a mark."""
        surrogate = Numbering(self._entries).next(mark.type, mark.role)
        made = Entry(surrogate=surrogate, type=mark.type, role=mark.role, canonical=mark.words, forms=())
        self._entries[surrogate] = made
        return made


def _named(book: _Book, mark: NameMark) -> tuple[list[Placed], list[Placed]]:
    """Put a marked name into the book: what was taken from other entries for it, and what was added."""
    form = _form(mark)
    holder = next(iter(book.holders(form)), None)
    target = book.get(mark.same_as) if mark.same_as else book.reserved(mark)
    if holder is not None and (holder is target or _serves(holder, mark, target)):
        return [], []
    target = target or book.new(mark)
    moved = () if holder is None else holder.forms
    gone = [book.take(Placed(holder.surrogate, each)) for each in moved] if holder is not None else []
    come = [Placed(target.surrogate, each) for each in dict.fromkeys((*moved, *_parts(mark, form)))]
    fresh = [placed for placed in come if placed.form not in target.forms]
    for placed in fresh:
        book.give(placed)
    return gone, fresh


def _serves(holder: Entry, mark: NameMark, target: Entry | None) -> bool:
    """Whether an entry that the notes made is all that the mark asks for; one it filled before goes first."""
    if holder.role == CLIENT:
        return True
    if mark.same_as or holder.type is not mark.type:
        return False
    if not mark.role and holder.role not in GENERIC:
        return True  # the notes say who it is
    return target is None and mark.role in ("", holder.role)


def _form(mark: NameMark) -> str:
    return " ".join(name_keys(mark.words)) if mark.type is IdentifierType.NAME else form_of(mark.words)


def _parts(mark: NameMark, form: str) -> list[str]:
    """The form, and of a person's full name the parts that are no ordinary words."""
    words = form.split(" ")
    if mark.type is not IdentifierType.NAME or len(words) < 2:
        return [form]
    nobody = word_set("nobody")
    return [form, *(w for w in words if len(w) > 2 and not english(w) and w not in nobody)]


# one text ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Wanted:
    keys: tuple[str, ...]
    mark: NameMark
    cased: bool
    """Whether it counts only with a capital: an ordinary word that was marked with one."""


def _marked(text: str, tokens: Sequence[Word], marks: Sequence[NameMark]) -> Iterator[Finding]:
    """Every stretch of a text that a mark names."""
    wanted: dict[str, list[_Wanted]] = {}
    for mark in marks:
        keys = tuple(_form(mark).split(" "))
        cased = all(english(key) for key in keys) and any(c.isupper() for c in mark.words)
        wanted.setdefault(keys[0], []).append(_Wanted(keys, mark, cased))
    for at, word in enumerate(tokens):
        for want in wanted.get(word.key, ()):
            run = tokens[at : at + len(want.keys)]
            if tuple(w.key for w in run) != want.keys or (want.cased and not run[0].capital):
                continue
            if all(_joined(text[a.end : b.start]) for a, b in pairwise(run)):
                yield Finding(
                    start=run[0].start, end=_end(run[-1]), type=want.mark.type, score=1.0,
                    detector=DETECTOR, role=want.mark.role, certain=True,
                )  # fmt: skip


def _joined(gap: str) -> bool:
    return len(gap) <= WIDEST and not gap.strip(JOINERS)


def _end(word: Word) -> int:
    possessive = len(word.text) > 2 and word.text.lower().endswith("'s")
    return word.end - 2 if possessive else word.end
