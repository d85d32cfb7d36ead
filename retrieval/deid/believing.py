"""What of the findings of a text is to be hidden: who the book knows, strong patterns, dates, ages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import regex

from retrieval.deid import contexts, initials, keep, naming
from retrieval.deid.endings import end_of
from retrieval.deid.findings import Finding
from retrieval.deid.identity import ClientIdentity, Entry
from retrieval.deid.learning import CLIENT, name_keys
from retrieval.deid.lexicon import english, word_set
from retrieval.deid.page import Page
from retrieval.deid.roster import Match, Roster
from retrieval.deid.shadow import Shadow
from retrieval.deid.titled import title_before
from retrieval.deid.tokens import Word, uncased, words_of
from retrieval.records import IdentifierType

NAMED = frozenset((IdentifierType.NAME, IdentifierType.LOCATION, IdentifierType.ORG))
WHOLE = frozenset((IdentifierType.CONTACT, IdentifierType.ID))
"""What a name inside belongs to: an e-mail address, a file's name."""

MONTH_NAMES = frozenset("april may june august january march jan avril".split())
DATE_BEFORE = regex.compile(
    r"\b(?:in|since|by|until|till?|of|last|next|mid|early|late|this|from|on|\d)[ -]$", regex.I
)
ALIKE = 0.12
"""Least probability for a known name that is also a word (Will, Hope) where a sentence begins with it."""
KNOWN_AT_LEAST, SMALL_AT_LEAST = 0.2, 0.7
"""Least probability of a writing that the book knows, where the roster alone would not find it; of one in
small letters in a note that has capitals: Ash the friend, and ash on the grate."""
TAIL = regex.compile(r"-([a-z]{2,})\b")
HEAD = regex.compile(r"(?<![\w-])\p{Lu}\p{Ll}+-$")
"""The halves of a given name such as Eun-ji."""
PARTICLE = (
    r"(?:van|von|de|del|della|di|da|dos|das|du|der|den|ter|ten|la|le|el|al|bin|ibn|bint|abu|'t|mac|mc|nic|st)"
)
ONWARD = regex.compile(rf"(?:-| )(?:{PARTICLE} ){{1,2}}\p{{Lu}}[\p{{L}}'-]+")
"""How a family name goes on over words written small: Ana van der Berg."""
FIGURED = regex.compile(r"(?<![\w@$])(?=\p{L}*[\d@$])(?=[\d@$]*\p{L})[\p{L}\d@$]{4,}(?<=\p{L})(?!\w)")
LOOK_ALIKE = str.maketrans("013457@$", "oleastas")
"""A word with figures for some of its letters, and which letters they look like."""
SEPT = regex.compile(r"(?<![\w'])(?:[OÓ]|N[ií]|Mac|Nic|U[ií]|Abu) $")
"""What stands before an Irish, Scottish or Arabic family name."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text, its folded shadow, the words of that, and all findings in it."""

    source: str
    shadow: Shadow
    day: date | None
    page: Page
    findings: list[Finding]


Book = Mapping[str, Entry]
"""The entries of a client's book by every form."""


def keys_of(finding: Finding, text: str) -> tuple[str, ...]:
    """The keys by which the book knows the words of a finding."""
    words = text[finding.start : finding.end]
    if finding.detector == initials.DETECTOR:
        return initials.letters(words)
    if finding.type is IdentifierType.NAME:
        return name_keys(words.lower().translate(LOOK_ALIKE) if FIGURED.fullmatch(words) else words)
    return tuple(word.key for word in words_of(words))


def believed(sheet: Sheet, identity: ClientIdentity, roster: Roster, book: Book) -> Iterator[Finding]:
    """Yield what is to be hidden: roster matches, strong patterns, dates, and what the book knows."""
    text = sheet.shadow.text
    wholes = [(f.start, f.end) for f in sheet.findings if f.certain and f.type in WHOLE]
    for match in roster.find(text, sheet.page.tokens):
        entry = identity.entries[match.entry]
        found = _matched(sheet, match, entry)
        if not _within(found, wholes) and not _doubtful(sheet, match, entry):
            yield found
    yield from _disguised(text, book)
    for finding in sheet.findings:
        named = finding.type in NAMED
        if named and _within(finding, wholes):
            continue
        if finding.detector == naming.DETECTOR and _beside_better(finding, sheet.findings):
            continue
        known = book.get(" ".join(keys_of(finding, text))) if named else None
        if known is not None and not finding.certain and not _meant(finding, sheet):
            continue
        if known is not None and (finding.detector == initials.DETECTOR or not finding.certain):
            vouched = replace(
                finding, type=known.type, score=1.0, role=known.role, certain=True, surrogate=known.surrogate
            )
            yield _widened(vouched, text)
        elif finding.certain or finding.type not in NAMED:
            yield finding


def _disguised(text: str, book: Book) -> Iterator[Finding]:
    """Known names with figures for letters, as scanners and wits write them: G1oria."""
    for match in FIGURED.finditer(text):
        entry = book.get(match.group().lower().translate(LOOK_ALIKE))
        if entry is not None and entry.type in NAMED:
            yield Finding(
                start=match.start(), end=match.end(), type=entry.type, score=1.0, detector="roster",
                role=entry.role, certain=True, surrogate=entry.surrogate,
            )  # fmt: skip


def _meant(finding: Finding, sheet: Sheet) -> bool:
    """Whether a writing that the book knows, and that the roster alone would not find, means its bearer."""
    small = not any(c.isupper() for c in sheet.shadow.text[finding.start : finding.end])
    least = SMALL_AT_LEAST if small and not uncased(sheet.page.tokens) else KNOWN_AT_LEAST
    return finding.detector == initials.DETECTOR or finding.score >= least


def _beside_better(finding: Finding, others: Sequence[Finding]) -> bool:
    """Whether a date or pattern, which knows its limits, overlaps what only the tagger takes for a number."""
    return any(
        o.start < finding.end and finding.start < o.end and o.detector.startswith(("date:", "pattern:"))
        for o in others
    )


def _within(finding: Finding, wholes: Sequence[tuple[int, int]]) -> bool:
    return any(start <= finding.start and finding.end <= end for start, end in wholes)


def _matched(sheet: Sheet, match: Match, entry: Entry) -> Finding:
    text, tokens = sheet.shadow.text, sheet.page.tokens
    named = entry.type is IdentifierType.NAME
    start = _with_title(text, tokens, match.first) if named else tokens[match.first].start
    last = tokens[match.last - 1]
    end = last.end if entry.type is IdentifierType.ORG else end_of(text, last)
    found = Finding(
        start=start, end=end, type=entry.type, score=1.0, detector="roster", role=entry.role,
        certain=True, surrogate=entry.surrogate,
    )  # fmt: skip
    return _widened(found, text)


def _widened(finding: Finding, text: str) -> Finding:
    """A name with what belongs to it: the halves of Eun-ji, but not Eun-related; de la Cruz; Ó Baoill."""
    if finding.type is not IdentifierType.NAME:
        return finding
    start, end = finding.start, finding.end
    for head in (HEAD, SEPT):
        if before := head.search(text, max(0, start - 16), start):
            start = before.start()
    tail = TAIL.match(text, end)
    if tail is not None and tail[1] not in word_set("hyphen_tails"):
        end = tail.end()
    if text[start:end].istitle() and (onward := ONWARD.match(text, end)):
        end = onward.end()
    return replace(finding, start=start, end=end)


def _doubtful(sheet: Sheet, match: Match, entry: Entry) -> bool:
    """Whether known words mean something else here: a month, a sentence's first word, a test's title."""
    if match.last - match.first > 1 or entry.type not in NAMED:
        return False
    word = sheet.page.tokens[match.first]
    if word.key in MONTH_NAMES:
        before, after = sheet.shadow.text[: word.start], sheet.shadow.text[word.end : word.end + 2]
        return bool(DATE_BEFORE.search(before[-12:])) or after[1:].isdigit()
    if keep.within_phrase(sheet.page.tokens, match.first):
        return True
    if not (word.opens and english(word.key)) or _acts(sheet, word, entry):
        return False
    return not any(
        f.type in NAMED and f.score >= ALIKE and f.start <= word.start < f.end for f in sheet.findings
    )


def _acts(sheet: Sheet, word: Word, entry: Entry) -> bool:
    """Whether the words after it say what somebody does; of the client, any verb will do."""
    if not word.capital or entry.type is not IdentifierType.NAME:
        return False
    text = sheet.shadow.text
    return contexts.does(text, word.end) if entry.role == CLIENT else contexts.acts(text, word.end)


def _with_title(text: str, tokens: Sequence[Word], first: int) -> int:
    """Where a name begins, with the title before it."""
    title = title_before(text, tokens, first)
    return (title or tokens[first]).start
