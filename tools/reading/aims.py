"""Which sentences stand under a heading of goals: what is aimed at is not yet so.

"Goal: one whole week without cutting" is no week without cutting. The headings are those of goal-led note
formats (GIRP: goal, intervention, response, plan) and of treatment plans. Of 94 sentences that stand so in
annotated charts, none is marked as a finding, save where another heading follows within the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tools.reading.sentence import SentenceBeliefs

HEADING = re.compile(
    r"(?:^|\n|(?<=[.!?\"”)] ))[ \t*#>-]*"
    r"(?P<name>[A-Z][A-Za-z/&-]*(?:[ ][A-Za-z/&-]+){0,3})\**[ \t]*:(?=[\s*])"
)
AIM = re.compile(
    r"(?:g|(?:(?:tx|treatment|therapy|session|client|long[- ]term|short[- ]term|today's)[ ])?"
    r"(?:goals?|aims?|targets?)"
    r"(?:[ ](?:of|for)[ ](?:therapy|treatment|today|session))?)",
    re.IGNORECASE,
)


def aimed_at(text: str, ends: Sequence[int]) -> list[bool]:
    """Return, for each end of a sentence, whether the last heading before it is one of goals."""
    marks = [(m.start("name"), AIM.fullmatch(m["name"]) is not None) for m in HEADING.finditer(text)]
    return [next((aim for at, aim in reversed(marks) if at < end), False) for end in ends]


def as_aim(beliefs: SentenceBeliefs) -> SentenceBeliefs:
    """Return what is believed of a sentence that states an aim: whatever it says is not so yet."""
    return replace(beliefs, flags={**beliefs.flags, "hypothetical": 1.0})
