"""From claims to what the therapist reads: names, verbatim quotes, numbered citations, dates."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from agent.errors import EvidenceError
from agent.records import Answer, Claim, NumberedQuote, RenderedAnswer
from retrieval.records import Evidence

if TYPE_CHECKING:
    from retrieval.history import History

PLACEHOLDER = re.compile(r"\{(quote|cite|date):(\d+)\}")
"""What a claim's text leaves to be filled in (see `agent.records.Claim`)."""


def render(answer: Answer, history: History) -> RenderedAnswer:
    """Fill placeholders and restore names.

    Raises:
        EvidenceError: a placeholder names a piece of evidence or a session that there is not.
        retrieval.errors.EvidenceError: a quote is not verbatim in its note; nothing may be shown.
    """
    days = {note.session: note.date for note in history.notes()}
    cited: list[NumberedQuote] = []
    numbers: dict[Evidence, int] = {}
    parts = [_render_claim(claim, history, days, cited, numbers) for claim in answer.claims]
    return RenderedAnswer(
        text="\n\n".join(parts),
        citations=tuple(cited),
        kind=answer.kind,
        abstained=answer.abstained,
        corrects_premise=answer.corrects_premise,
        writer=answer.writer,
        notices=answer.notices,
    )


def _render_claim(
    claim: Claim,
    history: History,
    days: dict[int, date],
    cited: list[NumberedQuote],
    numbers: dict[Evidence, int],
) -> str:
    pieces, at = [], 0
    for mark in PLACEHOLDER.finditer(claim.text):
        pieces.append(history.restore(claim.text[at : mark.start()]))
        name, value = mark[1], int(mark[2])
        if name == "date":
            pieces.append(_day(value, days))
        else:
            number = _cite(_evidence(claim, value), history, cited, numbers)
            words = f"“{_one_line(cited[number - 1].quote.text)}” " if name == "quote" else ""
            pieces.append(f"{words}[{number}]")
        at = mark.end()
    pieces.append(history.restore(claim.text[at:]))
    return "".join(pieces)


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
