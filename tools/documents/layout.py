"""From a draft to a page: placeholders filled, citations numbered, names as the purpose has them.

A page knows no format; `tools.documents.out` writes it as text, Markdown, DOCX, PDF or FHIR.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources

from retrieval.records import Evidence
from tools.documents.records import Basis, DocumentKind, DraftSection, Purpose, Sentence
from tools.documents.revealing import Revealer
from tools.documents.sentences import PLACEHOLDER

CLIENT = "{client}"
DRAFT_MARK = "DRAFT – not signed"


@cache
def part_2_notice() -> str:
    """Return the notice that goes with records under 42 CFR Part 2."""
    raw = (resources.files("tools.documents") / "part_2_notice.txt").read_text(encoding="utf-8")
    return "\n".join(line for line in raw.splitlines() if not line.startswith("#")).strip()


class Tone(StrEnum):
    """How a line stands out."""

    PLAIN = "plain"
    SILENT = "silent"
    TO_WRITE = "to write"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence as it is printed; `cites` are the numbers of its sources, in the text already."""

    text: str
    tone: Tone = Tone.PLAIN
    sentence_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidPart:
    """Lines under a label."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidSection:
    """A section as printed."""

    key: str
    title: str
    parts: tuple[LaidPart, ...]
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A numbered place in the notes."""

    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document for somebody's eyes, in no particular format."""

    kind: DocumentKind
    purpose: Purpose
    title: str
    client: str
    """Name or code."""
    mark: str
    """The draft mark, or empty once it is signed."""
    sections: tuple[LaidSection, ...]
    sources: tuple[Source, ...] = ()
    signature: str = ""
    notice: str = ""
    """What must go with it, such as the Part 2 notice."""
    footer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What of a document is shown."""

    citations: bool = True
    part2: bool = False
    asks: bool = True
    """The lists of what to ask; only ever in an unsigned draft."""
    signature: str = ""
    """"Signed by … on …"; empty for a draft."""
    footer: str = ""


@dataclass(slots=True)
class _Citing:
    """Numbers given so far."""

    revealer: Revealer
    days: Mapping[int, date]
    kinds: Mapping[str, str]
    shown: bool
    numbers: dict[Evidence, int] = field(default_factory=dict)

    def mark(self, evidence: Evidence) -> str:
        number = self.numbers.setdefault(evidence, len(self.numbers) + 1)
        return f"[{number}]" if self.shown else ""

    def sources(self) -> tuple[Source, ...]:
        if not self.shown:
            return ()
        return tuple(Source(number=n, text=self._source(e)) for e, n in self.numbers.items())

    def _source(self, evidence: Evidence) -> str:
        day = self.revealer.day(self.days[evidence.session])
        kind = self.kinds.get(evidence.note_id, "")
        return f"Session {evidence.session}, {day}, {kind} note: “{one_line(self.revealer.quoted(evidence))}”"


def lay_out(
    sections: Sequence[DraftSection],
    *,
    kind: DocumentKind,
    purpose: Purpose,
    title: str,
    revealer: Revealer,
    days: Mapping[int, date],
    kinds: Mapping[str, str],
    look: Look | None = None,
) -> Page:
    """Print a document's sections for a purpose.

    Args:
        sections: what it says, in clean space.
        kind: which document.
        purpose: whom it is for.
        title: its title.
        revealer: names people as far as this purpose may see them.
        days: date of each session.
        kinds: kind of each note, by id.
        look: what is shown.

    Raises:
        retrieval.errors.EvidenceError: a quote is not verbatim in its note; nothing is printed.
    """
    shown = look or Look()
    citing = _Citing(revealer=revealer, days=days, kinds=kinds, shown=shown.citations)
    laid = tuple(_section(item, citing, shown) for item in sections)
    return Page(
        kind=kind,
        purpose=purpose,
        title=title,
        client=revealer.client,
        mark="" if shown.signature else DRAFT_MARK,
        sections=tuple(item for item in laid if item.parts),
        sources=citing.sources(),
        signature=shown.signature,
        notice=part_2_notice() if shown.part2 else "",
        footer=shown.footer,
    )


def _section(section: DraftSection, citing: _Citing, look: Look) -> LaidSection:
    parts = tuple(
        LaidPart(label=part.label, lines=lines)
        for part in section.parts
        if (lines := tuple(_line(s, citing) for s in part.sentences if _printed(s, look)))
    )
    asks = section.asks if look.asks and not look.signature else ()
    return LaidSection(key=section.key, title=section.title, parts=parts, asks=asks)


def _printed(sentence: Sentence, look: Look) -> bool:
    """What the clinician left unwritten is no part of what she signed."""
    return sentence.basis is not Basis.TO_WRITE or not look.signature


def _line(sentence: Sentence, citing: _Citing) -> Line:
    if sentence.basis is Basis.WRITTEN:
        words = one_line(citing.revealer.written(sentence.id, sentence.text))
        marks = "".join(citing.mark(e) for e in sentence.evidence)
        return Line(text=f"{words} {marks}".strip(), sentence_id=sentence.id)
    text = PLACEHOLDER.sub(lambda found: _filled(found, sentence, citing), sentence.text)
    tones = {Basis.SILENT: Tone.SILENT, Basis.TO_WRITE: Tone.TO_WRITE}
    return Line(
        text=" ".join(text.replace(CLIENT, citing.revealer.client).split()).replace(" .", "."),
        tone=tones.get(sentence.basis, Tone.PLAIN),
        sentence_id=sentence.id,
    )


def _filled(found: re.Match[str], sentence: Sentence, citing: _Citing) -> str:
    name, value = found[1], int(found[2])
    if name == "day":
        return citing.revealer.day(citing.days[value])
    mark = citing.mark(sentence.evidence[value])
    if name == "cite":
        return mark
    words = one_line(citing.revealer.quoted(sentence.evidence[value])).rstrip(".")
    return f"“{words}” {mark}".rstrip()


def one_line(text: str) -> str:
    """Words without line breaks."""
    return " ".join(text.split())
