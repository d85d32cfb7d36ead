"""From the clean words of a question to what it asks for: the one entry of this folder."""

from __future__ import annotations

import re
from collections.abc import Collection

from agent.records import QuestionKind, TimeFrame, Understanding
from agent.understanding import kinds
from agent.understanding.spelling import mend
from agent.understanding.tables import topic_rows
from agent.understanding.wording import content, stem, stems
from tools.records import Domain

FOLLOWING = re.compile(
    r"^(and|what about|how about|same for|or|also)\b.{0,60}$"
    r"|^(since when|when was that|who was that|why|when|how so|then|so)\W*$"
)
"""Questions that lean on the one before: an opening word and little else, and no cue of a kind of their
own."""

JOINED = re.compile(r"\bself (harm|injur|esteem|care)\w*", re.IGNORECASE)
"""Words that notes write with a hyphen."""

ACRONYM = re.compile(r"\b([A-Z][A-Za-z]*-?[A-Z0-9][A-Z0-9-]*(?:-\d+)?)\b")
SCORE_OF = re.compile(
    r"(?:score|scored|total|rating)s?\b.*?\b(?:on|for|of) (?:the |her |his |their )?([A-Za-z][\w-]+)"
    r"|\b([A-Za-z][\w-]+)(?: \w+)? (?:score|scale|total|rating)s?\b",
    re.IGNORECASE,
)
GENERIC = frozenset(
    "the a any all what her his their your intake baseline last first latest current test symptom outcome "
    "overall over total no raw it time".split()
)


def understand(
    question: str,
    *,
    frame: TimeFrame | None = None,
    vocabulary: Collection[str] = (),
    instruments: Collection[str] = (),
    before: Understanding | None = None,
) -> Understanding:
    """Read a clean question.

    Args:
        question: The question with surrogates for names.
        frame: The sessions its time expression stands for, resolved beforehand.
        vocabulary: Words of the client's notes, lower case, towards which spelling is mended.
        instruments: Names of the measures recorded for the client.
        before: What the question before it asked, for follow-ups.
    """
    mended = mend(JOINED.sub(lambda m: m[0].replace(" ", "-"), question.strip()), vocabulary)
    text = mended.lower()
    kind, asked = kinds.kind_of(text), kinds.asked_of(text)
    topic, domains = topic_of(mended)
    instrument = _instrument(mended, instruments) if kind is QuestionKind.MEASURE else ""
    own = Understanding(
        question=mended,
        kind=kind,
        asked=asked,
        terms=_terms(mended),
        topic=topic,
        domains=domains,
        frame=frame,
        instrument=instrument,
        presumes=kinds.presumes(text, asked),
        begun=kinds.presumes_begun(text),
    )
    return _carry_over(own, before) if before and _leans(text) else own


def topic_of(question: str) -> tuple[str, tuple[Domain, ...]]:
    """Return the topic that a question names and its outcome domains; empty for the overall picture."""
    words = set(stems(question))
    rows = [row for row in topic_rows() if row.stems & words]
    return (rows[0].topic, tuple(dict.fromkeys(row.domain for row in rows))) if rows else ("", ())


def _terms(question: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stem(word) for word in content(question)))


def _leans(text: str) -> bool:
    return bool(FOLLOWING.search(text)) and not kinds.has_cue(text)


def _carry_over(own: Understanding, before: Understanding) -> Understanding:
    """Fill what a follow-up leaves out from the question before it."""
    new_topic = bool(own.terms) and bool(own.topic)
    keeps_terms = not own.terms
    return Understanding(
        question=own.question if own.terms else f"{before.question} {own.question}",
        kind=before.kind,
        asked=own.asked if own.asked is not own.asked.WHAT else before.asked,
        terms=before.terms
        if keeps_terms
        else tuple(dict.fromkeys((*own.terms, *(() if new_topic else before.terms)))),
        topic=own.topic or before.topic,
        domains=own.domains or before.domains,
        frame=own.frame or before.frame,
        instrument=own.instrument or before.instrument,
        presumes=own.presumes,
        begun=own.begun,
        follow_up=True,
    )


def _instrument(question: str, recorded: Collection[str]) -> str:
    """Return the measure that is asked for: one on record, else the word that looks like one."""
    squeezed = re.sub(r"[^a-z0-9]", "", question.lower())
    for name in sorted(recorded, key=len, reverse=True):
        plain = re.sub(r"[^a-z0-9]", "", name.lower())
        if plain in squeezed or (
            len(letters := plain.rstrip("0123456789")) > 2 and re.search(rf"\b{letters}\b", question.lower())
        ):
            return name
    match = ACRONYM.search(question)
    if match:
        return match[1]
    for found in SCORE_OF.finditer(question):
        word = next(group for group in found.groups() if group)
        if word.lower() not in GENERIC:
            return word
    return ""
