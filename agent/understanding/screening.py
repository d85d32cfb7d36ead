"""What is not taken up: nothing asked, too much asked, not about the record, or the therapist's to decide."""

from __future__ import annotations

import re

from agent.records import Refusal
from agent.understanding.tables import acute_cues, screen_cues

LONGEST = 1500
"""Characters; a question that goes on longer is pasted material."""


def screen(question: str) -> Refusal | None:
    """Return why a question is not taken up, or None."""
    text = re.sub(r"\s+", " ", question).strip().lower()
    if not any(char.isalnum() for char in text):
        return Refusal.EMPTY
    if len(text) > LONGEST:
        return Refusal.TOO_LONG
    return next((refusal for refusal, pattern in screen_cues() if pattern.search(text)), None)


def acute(question: str) -> bool:
    """Tell whether a question speaks of danger at this moment."""
    return any(pattern.search(question.lower()) for pattern in acute_cues())
