"""Two periods that a question sets against each other, and the event that a time expression hangs on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

COMPARING = re.compile(r"\b(compar\w*|contrast\w*|vs|versus|differ\w*|than)\b", re.IGNORECASE)
JOINT = re.compile(
    r"\s*\b(?:vs\.?|versus|compared (?:to|with)|against|rather than|than|with|and|to)\b\s*|\s*[/;]\s*",
    re.IGNORECASE,
)
"""Where the first period may end and the second begin."""
EVENT = re.compile(
    r"\b(?P<relation>just before|right before|shortly before|before|prior to|up to|just after|right after"
    r"|after"
    r"|following|ever since|since|until|till|while|whilst|during)\s+(?P<event>[^,?;]+)",
    re.IGNORECASE,
)
BARE = re.compile(r"^\W*(?P<relation>since|after(?:wards)?|before|then|during)\W*$", re.IGNORECASE)
"""The second half of "before the move vs after"."""
RELATIONS = {
    "just before": "before",
    "right before": "before",
    "shortly before": "before",
    "prior to": "before",
    "up to": "before",
    "just after": "after",
    "right after": "after",
    "following": "after",
    "afterwards": "after",
    "then": "after",
    "ever since": "since",
    "till": "until",
    "whilst": "while",
    "during": "while",
}


@dataclass(frozen=True, slots=True)
class EventTime:
    """A time told by an event: before the move."""

    relation: str
    """before, after, since, until or while."""
    event: str


def event_time(text: str) -> EventTime | None:
    """Return the event that a time expression hangs on, or None."""
    match = EVENT.search(text)
    return EventTime(relation(match["relation"]), match["event"].strip()) if match else None


def bare_relation(text: str) -> str:
    """Return the relation of an expression that leaves out its event; empty if it is none."""
    match = BARE.match(text)
    return relation(match["relation"]) if match else ""


def relation(words: str) -> str:
    """Return the plain form of a relation."""
    plain = words.lower()
    return RELATIONS.get(plain, plain)


def halves(question: str) -> Iterator[tuple[str, str]]:
    """Give the ways in which a comparing question may be cut in two; none for one that does not compare."""
    if not COMPARING.search(question):
        return
    for joint in JOINT.finditer(question):
        first, second = question[: joint.start()], question[joint.end() :]
        if first.strip() and second.strip():
            yield first, second
