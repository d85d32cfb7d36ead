"""Counting over drafts: what is cited, what is verbatim, what is there, what was supplied by nobody.

Checked from the outside: quotes are taken from the printed page and looked for in the notes as they were
written, not by the code that made them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from retrieval.sentences import split
from tools.documents.document import Document
from tools.documents.layout import Page
from tools.documents.outlines import outline_of
from tools.documents.records import Basis, DocumentKind

QUOTED = re.compile(r"“(.+?)” \[(\d+)\]")
SOURCE = re.compile(r"Session (\d+), [^:]+: “(.+)”$", re.DOTALL)
BLANKS = ("diagnosis", "mental", "risk", "safety")
"""Parts of a document that must stay blank when the notes say nothing of them."""
BLANK_LABELS = frozenset(
    p.label
    for kind in DocumentKind
    for section in outline_of(kind).sections
    for p in section.parts
    if p.key in BLANKS
)
TELLING = re.compile(
    r"\b(?:diagnos\w*|dx|disorders?|depressi\w+|anxiety|ptsd|ocd|mdd|gad|adhd|episode|criteri\w+|f\d\d(?:\.\d+)?"
    r"|si|hi|suicid\w*|self[- ]?harm\w*|self[- ]?injur\w*|ideation|risk\w*|safe\w*|crisis|overdos\w*"
    r"|plan|intent|means|harm\w*|dead|die|kill\w*|gone|burden|homicid\w*|cutt?ing|cuts?|violen\w*|988|911|999|lock\w*"
    r"|mse|mental|affect\w*|mood|orient\w*|alert|groom\w*|kempt|unkempt|dishevel\w*|eye contact|speech"
    r"|thought\w*|insight\w*|judge?ment|appear\w*|psychomotor|tearful\w*|unshaven|calm\w*|cooperat\w*|engag\w*|euthymic"
    r"|dysphori\w*|anxious|flat|blunted|bright\w*|congruent|restless|agitat\w*|voice|warning|reasons)\b",
    re.IGNORECASE,
)
"""Whatever may speak of diagnosis, risk or mental status: much wider than what the drafts look for."""
NORMAL = re.compile(
    r"\b(?:within normal limits|wnl|unremarkable|no acute distress|no (?:current )?(?:si|hi|risk)|denie[sd]"
    r"|oriented|euthymic|appropriate|cooperative|intact|well[- ]groomed|no concerns)\b",
    re.IGNORECASE,
)
"""Normal findings as templates supply them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What was found in one draft, or in many."""

    documents: int = 0
    sentences: int = 0
    cited: int = 0
    marked: int = 0
    """"Not documented", or left to the clinician."""
    of_record: int = 0
    """Dates and counts of contacts."""
    neither: int = 0
    quotes: int = 0
    not_verbatim: int = 0
    missing_sections: int = 0
    supplied: int = 0
    """Normal findings in words that are no quote."""
    not_blank: int = 0
    """Sentences in parts that should be blank."""
    asks: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})


def count(document: Document, page: Page, originals: Mapping[int, str], *, blank: bool = False) -> Counts:
    """Count one draft.

    Args:
        document: the draft.
        page: as printed, with names and citations.
        originals: the notes as written, by session.
        blank: whether the notes say nothing of diagnosis, risk and mental status.
    """
    sentences = [s for section in document.sections for s in section.sentences]
    cited = [s for s in sentences if s.evidence]
    marked = [s for s in sentences if s.basis in (Basis.SILENT, Basis.TO_WRITE)]
    record = [s for s in sentences if s.basis is Basis.RECORD]
    quotes = list(_quotes(page))
    return Counts(
        documents=1,
        sentences=len(sentences),
        cited=len(cited),
        marked=len(marked),
        of_record=len(record),
        neither=len(sentences) - len(cited) - len(marked) - len(record),
        quotes=len(quotes),
        not_verbatim=sum(not _stands(words, originals.get(session, "")) for session, words in quotes),
        missing_sections=_missing(document),
        supplied=sum(bool(NORMAL.search(s.text)) for s in sentences if s.basis is not Basis.WRITTEN),
        not_blank=_not_blank(document) if blank else 0,
        asks=sum(len(section.asks) for section in document.sections),
    )


def without_findings(text: str) -> str:
    """A note without any sentence that may speak of diagnosis, risk or mental status."""
    kept = [text[a:b] for a, b in split(text) if not TELLING.search(text[a:b])]
    return "\n".join(kept) or "Met."


def without(text: str, told: set[str]) -> str:
    """A note without the sentences in which any of these words stand, white space aside."""
    sentences = [text[a:b] for a, b in split(text)]
    plain = [" ".join(s.split()).rstrip(".") for s in sentences]
    return "\n".join(
        s
        for s, words in zip(sentences, plain, strict=True)
        if not any(t in words or words in t for t in told)
    )


def quotes_of_blanks(page: Page) -> Iterable[str]:
    """What the parts that should be blank still quote."""
    for section in page.sections:
        for part in section.parts:
            if part.label in BLANK_LABELS:
                for line in part.lines:
                    yield from (words for words, _ in QUOTED.findall(line.text))


def _quotes(page: Page) -> Iterable[tuple[int, str]]:
    sessions: dict[int, int] = {}
    for source in page.sources:
        found = SOURCE.match(source.text)
        sessions[source.number] = int(found[1]) if found else -1
        yield sessions[source.number], found[2] if found else source.text
    for line in _lines(page):
        yield from ((sessions.get(int(number), -1), words) for words, number in QUOTED.findall(line))


def _lines(page: Page) -> Iterable[str]:
    return (line.text for s in page.sections for p in s.parts for line in p.lines)


def _stands(words: str, original: str) -> bool:
    return " ".join(words.split()) in " ".join(original.split())


def _missing(document: Document) -> int:
    outline = outline_of(document.draft.kind)
    wanted = {s.key for s in outline.sections if document.draft.purpose in s.purposes}
    return len(wanted - {s.key for s in document.sections if s.sentences})


def _not_blank(document: Document) -> int:
    return sum(
        s.basis is not Basis.SILENT
        for section in document.sections
        for part in section.parts
        if part.key in BLANKS
        for s in part.sentences
    )
