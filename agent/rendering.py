"""From claims to what the therapist reads: names, verbatim quotes, numbered citations, dates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from agent.errors import EvidenceError
from agent.records import Answer, Claim, NumberedQuote, RenderedAnswer
from agent.shown import Side
from retrieval.records import Evidence

if TYPE_CHECKING:
    from retrieval.history import History

PLACEHOLDER = re.compile(r"\{(quote|cite|date):(\d+)\}")
"""What a claim's text leaves to be filled in (see `agent.records.Claim`)."""


def render(answer: Answer, history: History, sides: Mapping[Evidence, Side] | None = None) -> RenderedAnswer:
    """Fill placeholders and restore names.

    Args:
        answer: verified claims.
        history: the client's record.
        sides: which evidence carries the answer or speaks against it.

    Raises:
        EvidenceError: a placeholder names a piece of evidence or a session that there is not.
        retrieval.errors.EvidenceError: a quote is not verbatim in its note; nothing may be shown.
    """
    renderer = ClaimRenderer(history)
    parts = [renderer.render(claim) for claim in answer.claims]
    return RenderedAnswer(
        text="\n\n".join(parts),
        citations=renderer.on_sides(sides or {}),
        kind=answer.kind,
        abstained=answer.abstained,
        corrects_premise=answer.corrects_premise,
        writer=answer.writer,
        notices=answer.notices,
    )


class ClaimRenderer:
    """Renders claims one after the other, with citations numbered through."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._days = {note.session: note.date for note in history.notes()}
        self._cited: list[NumberedQuote] = []
        self._numbers: dict[Evidence, int] = {}

    @property
    def cited(self) -> tuple[NumberedQuote, ...]:
        """What was cited so far."""
        return tuple(self._cited)

    def on_sides(self, sides: Mapping[Evidence, Side]) -> tuple[NumberedQuote, ...]:
        """What was cited, each with the side that it is on."""
        return tuple(
            replace(self._cited[number - 1], side=sides.get(evidence, Side.NEITHER))
            for evidence, number in self._numbers.items()
        )

    def render(self, claim: Claim) -> str:
        """Return the words of one claim."""
        pieces, at = [], 0
        for mark in PLACEHOLDER.finditer(claim.text):
            pieces.append(self._history.restore(claim.text[at : mark.start()]))
            pieces.append(self._filled(mark[1], int(mark[2]), claim))
            at = mark.end()
        pieces.append(self._history.restore(claim.text[at:]))
        return "".join(pieces)

    def _filled(self, name: str, value: int, claim: Claim) -> str:
        if name == "date":
            return _day(value, self._days)
        number = _cite(_evidence(claim, value), self._history, self._cited, self._numbers)
        words = f"“{_one_line(self._cited[number - 1].quote.text)}” " if name == "quote" else ""
        return f"{words}[{number}]"


def _cite(
    evidence: Evidence, history: History, cited: list[NumberedQuote], numbers: dict[Evidence, int]
) -> int:
    if evidence not in numbers:
        cited.append(NumberedQuote(number=len(cited) + 1, quote=history.quote(evidence)))
        numbers[evidence] = len(cited)
    return numbers[evidence]


def _evidence(claim: Claim, position: int) -> Evidence:
    if position >= len(claim.evidence):
        raise EvidenceError(
            f"A claim cites evidence {position} of {len(claim.evidence)}; it was not verified."
        )
    return claim.evidence[position]


def _day(session: int, days: dict[int, date]) -> str:
    if session not in days:
        raise EvidenceError(f"A claim names session {session}, which this record does not have.")
    day = days[session]
    return f"{day.day} {day:%b} {day.year}"


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().rstrip(".")
