"""From the words of a question to its understanding: parts, time, and what was asked before."""

from __future__ import annotations

import re
from dataclasses import replace

from agent.gathering.anchors import resolve_event
from agent.gathering.facts import judge_question
from agent.gathering.sources import Sources
from agent.records import Asked, QuestionKind, Support, TimeFrame, Understanding
from agent.understanding import following, periods, read, times
from agent.understanding.splitting import split
from agent.understanding.wording import content, stem

POINTED = frozenset({Asked.WHO, Asked.WHERE, Asked.WHY})
"""Question words that want one fact, whatever time they name."""
SHORT = 6
"""Words of a question that may lean on the one before without a word that says so."""
PRONOUN = re.compile(r"\b(s?he|they|him|her|his|them|their|\[client\])\b")
AMBIGUOUS = frozenset({"the fall", "his fall", "her fall", "their fall", "the march", "the break"})
"""Events that read like a time of the year."""
TIMES = frozenset(
    stem(word)
    for word in (
        "january february march april may june july august september october november december "
        "jan feb mar apr jun jul aug sep sept oct nov dec spring summer autumn fall winter term "
        "semester quarter half year month week period time session"
    ).split()
)
"""Words for times, which are no part of a topic."""
OPEN = frozenset({QuestionKind.LOOKUP, QuestionKind.CHANGE, QuestionKind.SUMMARY, QuestionKind.GOAL})
"""Kinds that a time hung on an event turns into "how was it then"."""


def understand_question(
    typed: str, clean: str, sources: Sources, before: Understanding | None = None
) -> Understanding:
    """Read a question, or several that were typed as one.

    Args:
        typed: The words as typed, from which times are read.
        clean: The same with surrogates for names.
        sources: The client's record.
        before: What the question before it asked.
    """
    typed_parts, clean_parts = split(typed), split(clean)
    if len(clean_parts) == 1 or len(typed_parts) != len(clean_parts):
        return _single(typed, clean, sources, before)
    parts: list[Understanding] = []
    for words, masked in zip(typed_parts, clean_parts, strict=True):
        parts.append(_single(words, masked, sources, parts[-1] if parts else before))
    return Understanding(question=clean, kind=QuestionKind.SEVERAL, asked=Asked.WHAT, parts=tuple(parts))


def _single(typed: str, clean: str, sources: Sources, before: Understanding | None) -> Understanding:
    occasions = [times.Occasion(note.session, note.date) for note in sources.history.notes()]
    frame, compared, event = _time(typed, clean, sources, occasions)
    previous = before.parts[-1] if before and before.parts else before
    understood = read.understand(
        clean,
        frame=frame,
        vocabulary=sources.lexicon.words,
        instruments={m.instrument for m in sources.assessment.measures},
        before=previous,
    )
    if previous is not None and _fits_nothing(understood, sources):
        understood = following.refer_back(understood, previous, understood.question.lower(), always=True)
    return _in_time(understood, compared, event)


def _fits_nothing(understood: Understanding, sources: Sources) -> bool:
    """Whether a short question with a pronoun finds nothing as it stands ("how old was she?")."""
    short = len(understood.question.split()) <= SHORT and not understood.follow_up
    if (
        not short
        or understood.kind is not QuestionKind.LOOKUP
        or not PRONOUN.search(understood.question.lower())
    ):
        return False
    return judge_question(understood, sources).support is Support.NOT_DOCUMENTED


def _time(
    typed: str, clean: str, sources: Sources, occasions: list[times.Occasion]
) -> tuple[TimeFrame | None, TimeFrame | None, str]:
    """Resolve the one or two times of a question, and the words of the events they hang on."""
    typed_halves, clean_halves = list(periods.halves(typed)), list(periods.halves(clean))
    if len(typed_halves) != len(clean_halves):  # masking took a joint with it: dates count, events do not
        clean_halves = [("", "")] * len(typed_halves)
    for (first, second), (clean_first, clean_second) in zip(typed_halves, clean_halves, strict=True):
        one = _one_time(first, clean_first, sources, occasions)
        other = _one_time(second, clean_second, sources, occasions)
        bare = periods.bare_relation(clean_second)
        named = periods.event_time(clean_first)
        if other is None and bare and named is not None:
            other = resolve_event(replace(named, relation=bare), sources)
        if one is not None and other is not None and set(one.sessions) != set(other.sessions):
            return one, other, f"{one.event} {other.event}".strip()
    frame = _one_time(typed, clean, sources, occasions)
    return frame, None, frame.event if frame else ""


def _one_time(typed: str, clean: str, sources: Sources, occasions: list[times.Occasion]) -> TimeFrame | None:
    hung = periods.event_time(clean)
    told = resolve_event(hung, sources) if hung else None
    if told is not None and hung is not None and hung.event.lower() in AMBIGUOUS:
        return told
    return times.resolve(typed, occasions) or told


def _in_time(understood: Understanding, compared: TimeFrame | None, event: str) -> Understanding:
    """Turn an open question about a time into one about a period, or two; the event is not its topic."""
    kind = understood.kind
    if compared is not None and kind is not QuestionKind.MEASURE:
        kind = QuestionKind.COMPARISON
    elif kind is QuestionKind.PERIOD and event:
        pass  # carried over from the question before
    elif (event and kind in OPEN and understood.asked not in POINTED | {Asked.WHEN, Asked.QUANTITY}) or (
        understood.frame and _how_then(understood)
    ):
        kind = QuestionKind.PERIOD
    if kind is understood.kind:
        return understood
    told = {stem(word) for word in content(event)} | TIMES
    terms = tuple(t for t in understood.terms if t not in told)
    topic, domains = read.topic_of(" ".join(w for w in content(understood.question) if stem(w) in terms))
    return replace(
        understood, kind=kind, compared=compared, terms=terms, topic=topic, domains=domains, presumes=False
    )


def _how_then(understood: Understanding) -> bool:
    """Whether a calendar time or session numbers are asked after as a whole ("how was she in spring")."""
    frame = understood.frame
    if frame is None or (frame.relation in ("now", "baseline", "last") and len(frame.sessions) < 2):
        return False
    open_kind = understood.kind in (QuestionKind.LOOKUP, QuestionKind.SUMMARY)
    return open_kind and bool(following.OPEN_QUESTION.search(understood.question.lower()))
