"""Making sentences: each from a template of `phrases.yaml`, with what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

import yaml

from retrieval.intake.section_names import headings
from retrieval.records import Evidence, Passage
from tools.documents.records import Basis, Sentence
from tools.outcomes.evidence import quotable

PLACEHOLDER = re.compile(r"\{(quote|cite|day):(\d+)\}")
LAYOUT = r"[\s*_#>•–-]*"
BEFORE = re.compile(rf"^{LAYOUT}(?:(?P<heading>[A-Za-z][A-Za-z/&() -]{{0,40}}?)\s?:[\s*_]*{LAYOUT})?")
"""Marks of layout and the heading of a section: they are not what was said. "Number for booster:" is."""
LETTERS = frozenset("SOAPDBIRGE")
AFTER = re.compile(r"(?:[\s*_#>-]*\*\*[A-Za-z ]{1,20}:?\*\*:?|\s+[SOAPDBIRGE]\s?:)?[\s*_#>;,-]*$")
"""The same behind it: the heading of the next section, where a sentence ran on into it."""


@cache
def phrases(register: str) -> dict[str, Any]:
    """Return the sentences of a register: clinical or plain."""
    table: dict[str, dict[str, Any]] = yaml.safe_load(
        (resources.files("tools.documents") / "phrases.yaml").read_text(encoding="utf-8")
    )
    return table[register]


def sentence(text: str, basis: Basis, evidence: Iterable[Evidence] = ()) -> Sentence:
    """Make a sentence; its id follows from what it says and rests on."""
    found = tuple(evidence)
    parts = [basis.value, text, *(f"{e.note_id}:{e.start}:{e.end}" for e in found)]
    return Sentence(
        id=sha256("\0".join(parts).encode()).hexdigest()[:12], text=text, basis=basis, evidence=found
    )


def quote(template: str, evidence: Evidence, **values: object) -> Sentence:
    """Make a sentence that quotes one piece of evidence."""
    return sentence(template.format(session=evidence.session, **values), Basis.QUOTE, (evidence,))


def trimmed(evidence: Evidence) -> Evidence:
    """The words themselves, without marks of layout around them; of a length that is read."""
    text = evidence.quote
    start = _beginning(text)
    tail = AFTER.search(text, start)
    end = tail.start() if tail else len(text)
    if end <= start or not re.search(r"\w", text[start:end]):
        return quotable(evidence)
    return quotable(
        replace(evidence, start=evidence.start + start, end=evidence.start + end, quote=text[start:end])
    )


def _beginning(text: str) -> int:
    found = BEFORE.match(text)
    if found is None:
        return 0
    heading = found["heading"] or ""
    if heading in LETTERS or heading.lower() in headings():
        return found.end()
    return found.start("heading") if heading else found.end()


def of_passage(passage: Passage) -> Evidence:
    """A passage as evidence."""
    return trimmed(
        Evidence(
            note_id=passage.note_id,
            session=passage.session,
            start=passage.start,
            end=passage.end,
            quote=passage.text,
        )
    )


def apart(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Leave out what overlaps something before it."""
    kept: list[Evidence] = []
    for item in evidence:
        if not any(item.overlaps(other) for other in kept):
            kept.append(item)
    return tuple(kept)


def listed(numbers: Iterable[int]) -> str:
    """Session numbers in words: session 9; sessions 9, 10."""
    found = sorted(set(numbers))
    return ("session " if len(found) == 1 else "sessions ") + ", ".join(map(str, found))
