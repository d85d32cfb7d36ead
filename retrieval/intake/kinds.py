"""What sort of contact a note records: from its title, or from how its text opens.

A title is trusted. A text is read with care: "client cancelled" makes a cancelled session only when it says
so of this session, in a short note without signs that the session took place.
"""

from __future__ import annotations

import re
from functools import lru_cache

from retrieval.records import NoteFormat, NoteKind

# Titles in the order in which they win; compiled from general knowledge of outpatient templates and NHS
# records.
TITLES: tuple[tuple[NoteKind, str], ...] = (
    (NoteKind.PSYCHOTHERAPY, r"(?<!individual )psychotherapy notes?|process notes?|private notes?"),
    (
        NoteKind.CANCELLED,
        r"(?:late[- ])?cancel+(?:ed|ation)?|no (?:session|contact)|no[- ]?shows?|did not attend|dna(?:'?d)?"
        r"|dns|failed to attend|fta"
        r"|missed (?:session|appointment|appt|visit)|non-?attendance|unable to attend|uta",
    ),
    (
        NoteKind.COLLATERAL,
        r"collateral|(?:parent|carer|caregiver|teacher|school) (?:session|consult(?:ation)?|meeting"
        r"|contact|call|visit)"
        r"|(?:hospital|inpatient|ed|er) discharge",
    ),
    (
        NoteKind.DISCHARGE,
        r"discharge|termination|closing (?:note|summary|session)|closure|case clos(?:ed|ing)"
        r"|transfer summary",
    ),
    (
        NoteKind.INTAKE,
        r"intake|biopsychosocial|initial (?:assessment|eval(?:uation)?|session|visit|consult(?:ation)?"
        r"|appointment"
        r"|interview)|diagnostic (?:assessment|eval(?:uation)?|interview)|psychosocial assessment"
        r"|assessment (?:session|appointment|interview)",
    ),
    (NoteKind.GROUP, r"group"),
    (
        NoteKind.PHONE,
        r"(?:tele)?phone(?: (?:call|contact|note|session|check-?in))?|t/c|tc|voicemail|crisis call|call with",
    ),
    (
        NoteKind.PROGRESS,
        r"progress(?: notes?)?|session notes?|treatment notes?|therapy notes?|individual (?:therapy|session)",
    ),
)
TITLE_CUES: tuple[str, ...] = tuple(cues for _, cues in TITLES)
"""All of them, for those who look for headings."""

# How a text opens that is not an ordinary session.
_OPENINGS: tuple[tuple[NoteKind, str], ...] = (
    (
        NoteKind.COLLATERAL,
        r"collateral\b|(?:parent|teacher|school) (?:meeting|consult(?:ation)?|contact)\b"
        r"|(?:phone |telephone )?(?:call|contact) (?:with|from|to) (?:the )?(?:cl(?:ient)?'s|ct's|pt's"
        r"|patient's|school|gp|pcp)\b",
    ),
    (
        NoteKind.PHONE,
        r"(?:tele)?phone (?:call|contact|check-?in)\b|t/c\b|call (?:from|to|with) (?:cl|ct|pt|client"
        r"|patient)\b(?!')",
    ),
    (NoteKind.DISCHARGE, r"(?:discharge|termination|closing) (?:summary|note)\b"),
    (
        NoteKind.INTAKE,
        r"intake\b(?! (?:paperwork|forms?))|initial (?:assessment|evaluation)\b|biopsychosocial\b",
    ),
    (NoteKind.GROUP, r"group (?:note|session|therapy)\b"),
)
_SESSION = r"(?:session|appointment|appt|visit|meeting|sesh)"
_WHO = (
    r"(?:client|cl|clt|ct|pt|patient|he|she|they|mother|father|mom|mum|dad|parents?|guardian|carer|caregiver"
    r"|student|veteran|vet|couple|family|member|[A-Z][\w'’-]+)"
)
# What follows must be the end, a reason, a way or a time, or the session itself, not another object
# ("cancelled the wedding").
_THE_SESSION = (
    r"(?! (?:up )?(?!(?:for |to )?(?:the |her |his |their |this |today['’]s |scheduled |again )*"
    rf"(?:{_SESSION}|today|again|illness)|up\b|by\b|via\b|due\b|w/|with\b|this (?:morning|am"
    rf"|afternoon)|at \d|at short|on\b"
    r"|same|because|\(|within|less|again|for (?:illness|sickness|work)|\d))"
)
_NO_SHOW = (
    r"no[- ]?show(?:ed|s)?|dna'?d|(?:did not|didn['’]t|failed to) (?:attend|show|come|log (?:on|in)|join)"
)
_SENT_WORD = r"(?:called|rang|phoned|texted|e-?mailed|messaged|wrote)(?: in)?"
_CANCELLATION = (
    r"^\W*(?:late[- ])?(?:cxl'?d?\b|n/s\b|ns$|dna\b|cancellation|late[- ]cancel\b)",
    rf"^\W*(?:(?:late|client|ct|cl|pt)[- ])?(?:{_NO_SHOW}|cancel+ed|cx'?d?)\b{_THE_SESSION}",
    rf"^\W*missed (?:today's )?{_SESSION}",
    rf"\b{_SESSION} (?:was |is )?(?:late[- ])?cancel+ed\b",
    rf"\b{_WHO} (?:has |had )?(?:{_SENT_WORD} to cancel|(?:late[- ])?cancel+ed|{_NO_SHOW})\b{_THE_SESSION}",
)
_CLAUSE_END = re.compile(r"(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)[.;\n]")
# Another time than this session, or another thing than a session.
_NOT_NOW = (
    r"\b(?:last|previous|prior|earlier|past|since|ago|history|often|twice|times|usually|next|future|if|when|would"
    r"|x ?\d|plans?|trip|wedding|party|date|holiday|event|class|shift|subscription|gym|most|several"
    r"|almost|nearly)\b"
)
_TOOK_PLACE = (
    r"\b(?:attended|arrived|presented|presents|met with|was seen|seen (?:in|via|today)"
    r"|in session today|affect|mse"
    r"|mood|reports? that|processed|explored|practiced|reviewed|discussed)\b"
)
_LONGEST_CANCELLED_WORDS = 80
# A few lines on a message and a new date, and nothing of a session: the usual way to note a cancellation
# without the word.
_MESSAGE = (
    r"\b(?:text(?:ed|s)?|txtd|e-?mail(?:ed)?|call(?:ed)?"
    r"|rang|phoned|telephoned|messaged?|voicemail|vm|portal|wrote|no (?:answer|reply))\b"
)
_MOVED = (
    r"(?<!\w)(?:r/s(?:'?d)?|re-?book(?:ed)?|re-?sched(?:uled?)?|late[- ]cancel(?:lation)?|cxl'?d?"
    r"|cx'?d|no charge|fee waived|no fee"
    r"|(?:unable to|cannot|can['’]t|could not|couldn['’]t) (?:attend|come|make it|join)"
    r"|no clinical content)(?!\w)"
)
_LONGEST_MESSAGE_WORDS = 45


@lru_cache(maxsize=1)
def _title_patterns() -> tuple[tuple[NoteKind, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(rf"(?<!\w)(?:{cues})(?!\w)", re.IGNORECASE)) for kind, cues in TITLES)


@lru_cache(maxsize=1)
def _opening_patterns() -> tuple[tuple[NoteKind, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(rf"[\W_]*(?:{cues})", re.IGNORECASE)) for kind, cues in _OPENINGS)


def kind_in_title(title: str) -> NoteKind | None:
    """The kind that a heading, a file name or a field of a table names, if any."""
    return next((kind for kind, pattern in _title_patterns() if pattern.search(title)), None)


def kind_in_text(text: str) -> NoteKind | None:
    """The kind that the text itself makes clear by how it opens, if any."""
    if is_cancelled(text):
        return NoteKind.CANCELLED
    opening = text[:200]
    return next((kind for kind, pattern in _opening_patterns() if pattern.match(opening)), None)


def is_cancelled(text: str) -> bool:
    """Whether a text records a session that did not take place."""
    if len(text) > 2000 or len(text.split()) > _LONGEST_CANCELLED_WORDS:
        return False
    clause = _CLAUSE_END.split(text.strip(), maxsplit=1)[0]
    if re.search(_TOOK_PLACE, text, re.IGNORECASE):
        return False
    said = any(re.search(cue, clause, re.IGNORECASE) for cue in _CANCELLATION)
    return (said and not re.search(_NOT_NOW, clause, re.IGNORECASE)) or _is_message(text)


def _is_message(text: str) -> bool:
    cues = (_MESSAGE, _MOVED)
    return len(text.split()) <= _LONGEST_MESSAGE_WORDS and all(
        re.search(c, text, re.IGNORECASE) for c in cues
    )


def format_in_title(title: str) -> NoteFormat | None:
    """The note format that a heading or file name states, if any."""
    words = set(re.findall(r"[A-Z]+", title.upper()))
    named = [item for item in NoteFormat if item.value in words]
    return named[0] if len(named) == 1 else None
