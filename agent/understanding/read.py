"""From the clean words of a question to what it asks for: the one entry of this folder."""

from __future__ import annotations

import re
from collections.abc import Collection

from agent.records import Asked, Direction, Pick, QuestionKind, TimeFrame, Understanding
from agent.understanding import kinds
from agent.understanding.following import carry_over, leans, refer_back
from agent.understanding.spelling import mend
from agent.understanding.tables import topic_rows
from agent.understanding.wording import content, stem, stems
from tools.records import Domain

JOINED = re.compile(r"\bself (harm|injur|esteem|care)\w*", re.IGNORECASE)
"""Words that notes write with a hyphen."""

SHORT_FORM = re.compile(r"\b(how|who|what|where|when)['’]?s\b(?! (up|name\b))", re.IGNORECASE)
MEDICATION = re.compile(
    r"\bwhat\b.{0,14}\b(s?he|they|\[client\]) (currently |now |still )?(on|taking|prescribed)\b(?! (his"
    r"|her|their|leave|probation|the))"
    r"|^(current |present |latest )?(meds?|medications?|medicines?|rx)\b",
    re.IGNORECASE,
)
"""Questions after medication as such."""
FIRST = re.compile(
    r"\b(first|earliest|initially|originally|original)\b(?! (session|visit|appointment|note))", re.IGNORECASE
)
LATEST = re.compile(
    r"\b(now|current(ly)?|latest|most recent(ly)?|these days|at the moment|so far|yet|today|still|nowadays"
    r"|last time"
    r"|(his|her|their|the) last \w+|(what )?(became|become) of|end(ed)? up|last (use|drink|see|saw|have"
    r"|had|cut|report)\w*"
    r"|when did .*\blast)\b",
    re.IGNORECASE,
)
BEFORE = re.compile(
    r"\b(before|preced\w*|led( up)? to|lead to|help(ed|s)?( (with|the|her|him|his|their|\[client\])|\W*$)"
    r"|line[sd]? up"
    r"|coincid\w*|when\b.*\b(better|improv\w*|eas\w*|dropp?\w*|lift\w*|settl\w*))\b",
    re.IGNORECASE,
)
"""Wordings of a question that looks back from a change to what was done before it."""
NAMED_FIRST = re.compile(
    r"^(did|does|has|have|was|is|after)\b|\b(after|since|came of|follow\w*|lead to|led to)\b", re.IGNORECASE
)
"""Wordings that name what was done and ask what followed."""

ACRONYM = re.compile(r"\b([A-Z][A-Za-z]*-?[A-Z0-9][A-Z0-9-]*(?:-\d+)?)\b")
SCORE_OF = re.compile(
    r"(?:score|scored|total|rating)s?\b.*?\b(?:on|for|of) (?:the |her |his |their )?([A-Za-z][\w-]+)"
    r"|\b([A-Za-z][\w-]+)(?: \w+)? (?:score|total|rating)s?\b",
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
    mended = mend(_spelled_out(question), vocabulary)
    text = mended.lower()
    asked, *also = kinds.all_asked(text)
    kind = _kind(mended, text)
    topic, domains = topic_of(mended)
    instrument = _instrument(mended, instruments) if kind is QuestionKind.MEASURE else ""
    own = Understanding(
        question=mended,
        kind=kind,
        asked=asked,
        terms=(stem("medication"),) if MEDICATION.search(mended) else _terms(mended),
        topic=topic,
        domains=domains,
        frame=frame,
        instrument=instrument,
        presumes=kinds.presumes(text, asked),
        begun=kinds.presumes_begun(text),
        also_asked=tuple(also),
        pick=_pick(text) if not _who_is_named(asked, mended) else Pick.FIRST,
        direction=_direction(text) if kind is QuestionKind.INTERVENTION else None,
    )
    if before is None:
        return own
    return carry_over(own, before) if leans(text) else refer_back(own, before, text)


def _spelled_out(question: str) -> str:
    """Write out short forms that the cues do not know: "hows", "whos", "self harm"."""
    joined = JOINED.sub(lambda m: m[0].replace(" ", "-"), question.strip())
    return SHORT_FORM.sub(lambda m: f"{m[1]} is", joined)


def _kind(mended: str, text: str) -> QuestionKind:
    """The kind of the cues; a rating scale named in a question of no other kind asks for its scores."""
    kind = kinds.kind_of(text)
    if kind in (QuestionKind.LOOKUP, QuestionKind.CHANGE) and _scale_named(mended):
        return QuestionKind.MEASURE
    return kind


def _scale_named(question: str) -> str:
    """Return the first word of a question that is a rating scale's name; empty if none is."""
    from tools.instruments import find

    for word in re.findall(r"[A-Za-z][\w-]+", question):
        scale = find(word) or find(re.sub(r"s$", "", word))
        if scale is not None and (word.isupper() or not scale.word):
            return scale.name
    return ""


def _who_is_named(asked: Asked, question: str) -> bool:
    """Whether it is asked who somebody is that the question names: her first mention tells."""
    return (
        asked is Asked.WHO
        and all(word.startswith("[") for word in content(question))
        and bool(content(question))
    )


def _pick(text: str) -> Pick:
    if FIRST.search(text):
        return Pick.BOTH if LATEST.search(text) else Pick.FIRST
    return Pick.LATEST if LATEST.search(text) else Pick.BEST


def _direction(text: str) -> Direction:
    looks_back = BEFORE.search(text)
    names = NAMED_FIRST.search(text)
    if looks_back and not (names and names.start() < looks_back.start()):
        return Direction.BEFORE
    return Direction.AFTER


def topic_of(question: str) -> tuple[str, tuple[Domain, ...]]:
    """Return the topic that a question names and its outcome domains; empty for the overall picture."""
    words = set(stems(question))
    rows = [row for row in topic_rows() if row.stems & words]
    return (rows[0].topic, tuple(dict.fromkeys(row.domain for row in rows))) if rows else ("", ())


def _terms(question: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stem(word) for word in content(question)))


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
    if named := _scale_named(question):
        return named
    for found in SCORE_OF.finditer(question):
        word = next(group for group in found.groups() if group)
        if word.lower() not in GENERIC:
            return word
    return ""
