"""Whether a note says of itself that it is a psychotherapy note (45 CFR 164.501), to be kept apart.

Read generously: a progress note taken for one is left out of outward documents, which say so; a psychotherapy
note taken for a progress note would be disclosed.
"""

from __future__ import annotations

import re

from retrieval.intake.records import RefusedError

OPENING_LINES = 6
"""Lines with words at the top of a note, its heading among them, in which it may say so."""
_SAYS_SO = re.compile(
    r"[^\w\n]*(?:"
    r"(?:(?:note|document|record) ?)?(?:kind|type|category|class|title)?\s*[:=]?\s*"
    r"(?:psychotherapy|process|private) notes?(?!\w)"
    r"(?!\s*:?\s*(?:are|is|were|was|kept|maintained|held|stored|reviewed|none|not?|n/?a|declined)\b)"
    r"|(?:note (?:kind|type|category)|kind|category)\s*[:=]\s*(?:psychotherapy|process)\W*$"
    r"|.{0,60}\b164\.501\b)",
    re.IGNORECASE,
)
_YES = frozenset({"yes", "y", "true", "t", "1", "1.0", "x"})
_NO = frozenset({"", "no", "n", "false", "f", "0", "0.0", "-", "none", "null"})


def says_it_is_kept_apart(text: str) -> bool:
    """Whether the first lines of a note name it a psychotherapy note, as a title or after a label."""
    lines = [line for line in text.split("\n") if re.search(r"\w", line)]
    return any(_SAYS_SO.match(line) for line in lines[:OPENING_LINES])


def flagged(value: str) -> bool:
    """What the cell of a column for psychotherapy notes says.

    Raises:
        RefusedError: neither yes nor no; nothing is guessed.
    """
    said = value.strip().lower()
    if said not in _YES | _NO:
        raise RefusedError(
            "the column for psychotherapy notes says neither yes nor no",
            "write yes or no in it, or put words of a note under text",
        )
    return said in _YES
