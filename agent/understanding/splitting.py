"""Several questions typed as one, taken apart; what belongs together stays together."""

from __future__ import annotations

import re

from agent.understanding.kinds import has_cue
from agent.understanding.wording import content, stem, weak

MARK = re.compile(r"\?+\s*(?=\S)")
JOINT = re.compile(
    r"(?:,\s*(?:and\s+|also\s+)?|\s+(?:and|&|also|plus)\s+(?:also\s+)?)"
    r"(?=(?:who(?:'?s)?|what(?:'?s)?|when(?:'?s)?|where(?:'?s)?|why|how(?:'?s)?|which|is|are|was|were|does|do|did|has"
    r"|have|had|can)\s+(?:\S))",
    re.IGNORECASE,
)
"""Where one question may end and another, with a question word of its own, begin."""
OPENING = re.compile(
    r"(so |and |ok(ay)? )?(who|what|when|where|why|how|which|is|are|was|were|does|do|did|has|have|had|can"
    r"|whats|whos|whens"
    r"|hows|current|any)\b",
    re.IGNORECASE,
)
MOST = 4
"""Questions taken up at once; the rest is asked again."""
LEANING = re.compile(
    r"^(how|what|who|when|where|why|which|did|does|do|is|was|has|have|are|were|can)\s+(\w+\s+)?(it|that|this|them|those)\b"
    r"|\b(it|that|them|next|then|after|afterwards)\W*$",
    re.IGNORECASE,
)
"""A part that speaks of what the part before named."""


def split(question: str) -> tuple[str, ...]:
    """Return the questions in `question`, in order; itself where there is one."""
    parts = [part.strip() for sentence in MARK.split(question) for part in _joined(sentence)]
    kept = [part for part in parts if part]
    return tuple(kept[:MOST]) if len(kept) > 1 else (question,)


def _joined(sentence: str) -> list[str]:
    """Cut one sentence at its joints; a cut that leaves a part without a matter of its own is not made."""
    if not OPENING.match(sentence.strip()):
        return [sentence]
    pieces = JOINT.split(sentence)
    out: list[str] = []
    for piece in pieces:
        if out and not (_stands_alone(piece) and _stands_alone(out[-1])):
            at = sentence.index(out[-1]) + len(out[-1])
            start = sentence.index(piece, at)
            out[-1] = sentence[sentence.index(out[-1]) : start + len(piece)]
        else:
            out.append(piece)
    return out


def _stands_alone(piece: str) -> bool:
    """Whether a part names something itself, other than "it" and what every question has."""
    matter = [word for word in content(piece) if stem(word) not in weak()]
    return (bool(matter) or has_cue(piece.lower())) and not LEANING.search(piece.strip())
