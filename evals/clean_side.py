"""Look for names in what is behind the encryption: clean notes, passages, readings and kept conversations.

Encryption hides a name from whoever steals the disk, not from a prompt. This is the strict test: the labels
of the notes say where a name stood, and the offsets of masking say what became of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evals.deid.records import AnnotatedChart, AnnotatedNote, Span
from retrieval.deid.gate import leaks
from retrieval.deid.lexicon import english
from retrieval.records import IdentifierType

if TYPE_CHECKING:
    from retrieval.history import History
    from retrieval.records import MaskedText

CONTEXT = 40
LETTERS = re.compile(r"[^\W\d_]+")
LEAST = 3
"""Letters from which a part of a name is looked for in what has no labels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A labelled name of which letters are in the clean text."""

    chart: str
    session: int
    type: str
    writing: str
    """How it was written: lower, upper, title, initials, with figures."""
    words: str
    whole: bool
    """Whether nothing of it was hidden."""
    context: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clean:
    """One client's clean side."""

    mentions: int
    """Labelled names in the notes."""
    identifiers: int
    """Labelled identifiers of all kinds."""
    left: tuple[Left, ...]
    refused: int
    """Clean notes that the gate would let go nowhere."""
    elsewhere: tuple[str, ...]
    """Names in readings and conversations that are not what is left in the notes."""


def look(chart: AnnotatedChart, history: History, others: Iterable[str]) -> Clean:
    """Compare the clean notes of a client with the labels, and search what was made of them.

    Args:
        chart: the notes with their labels; session numbers count from 1.
        history: the client's record after import.
        others: readings and states of conversations, decrypted.
    """
    bodies = {note.session: (history.original(note.id), note.body) for note in history.notes()}
    left: list[Left] = []
    spans: list[Span] = []
    for session, note in enumerate(chart.notes, 1):
        if session not in bodies:
            continue
        spans += note.spans
        left += _left(chart.id, session, note, *bodies[session])
    known = {part.lower() for item in left for part in LETTERS.findall(item.words)}
    return Clean(
        mentions=sum(span.type == IdentifierType.NAME for span in spans),
        identifiers=len(spans),
        left=tuple(left),
        refused=sum(bool(leaks(body.text, history.identity, vouched=True)) for _, body in bodies.values()),
        elsewhere=tuple(_elsewhere(chart.roster, others, known | _unlabelled(chart))),
    )


def _left(chart: str, session: int, note: AnnotatedNote, original: str, body: MaskedText) -> Iterator[Left]:
    shift = original.find(note.text)
    if shift < 0:
        raise ValueError(f"{chart}, session {session}: the stored note is not the one that was written.")
    hidden = {at for item in body.identifiers for at in range(item.start - shift, item.end - shift)}
    for span in note.spans:
        letters = [at for at in range(span.start, span.end) if note.text[at].isalnum()]
        bare = [at for at in letters if at not in hidden]
        if bare:
            around = (
                note.text[max(0, span.start - CONTEXT) : span.start],
                note.text[span.end : span.end + CONTEXT],
            )
            yield Left(
                chart=chart, session=session, type=span.type, writing=_writing(span.text), words=span.text,
                whole=len(bare) == len(letters),
                context=f"{around[0]}⟦{span.text}⟧{around[1]}".replace("\n", "⏎"),
            )  # fmt: skip


def _unlabelled(chart: AnnotatedChart) -> set[str]:
    """Words that the notes hold outside of identifiers, such as a namesake in the title of a workbook."""
    found: set[str] = set()
    for note in chart.notes:
        text = note.text
        for span in note.spans:
            text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
        found |= {word.lower() for word in LETTERS.findall(text)}
    return found


def _elsewhere(roster: Sequence[str], texts: Iterable[str], known: set[str]) -> Iterator[str]:
    parts = {part.lower() for name in roster for part in LETTERS.findall(name) if len(part) >= LEAST}
    strange = {part for part in parts if part not in known and not english(part)}
    for text in texts:
        yield from strange & {word.lower() for word in LETTERS.findall(text)}


def _writing(words: str) -> str:
    letters = "".join(c for c in words if c.isalpha())
    if len(letters) < LEAST:
        return "initials"
    if any(c.isdigit() for c in words):
        return "with figures"
    return "lower" if words.islower() else "upper" if words.isupper() else "title"
