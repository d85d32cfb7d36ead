"""Ratings of distress that an EMDR note gives without naming the scale.

The standard protocol rates each target from 0 to 10 (SUD) at the start of processing and at its close
(Shapiro 2018, phases 3 and 4), so notes shorten it to "Target 2, start 8, close 3" or "target from 6 to 1".
"""

from __future__ import annotations

import re

TARGET = re.compile(r"\btargets?\b(?!\s+(?:date|weight|dose|range|score|behaviou?rs?)\b)", re.IGNORECASE)
_N = r"(?P<{name}>10|\d)(?!\d|\.\d|[/%]|\s*(?:mg|hrs?|hours?|min|weeks?|wks?|days?|times|x)\b)"
_START = r"(?:start|started|starting|opening|opened|began|pre)"
_CLOSE = r"(?:close|closed|closing|end|ended|finish|finished|post)"
_A, _B = _N.format(name="a"), _N.format(name="b")
PAIRS = (
    re.compile(
        rf"\b{_START}\b(?:\s+at)?[\s:=]*{_A}[\s,;/-]+(?:and\s+)?{_CLOSE}\b(?:\s+at)?[\s:=]*{_B}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![\w.-]){_A}\s+at\s+(?:the\s+)?{_START}[\s,;]+(?:and\s+)?{_B}\s+at\s+(?:the\s+)?{_CLOSE}\b",
        re.IGNORECASE,
    ),
    re.compile(rf"(?<![\w.-]){_A}\s*(?:to|->|→|down to)\s*{_B}", re.IGNORECASE),
)


def unnamed_ratings(sentence: str) -> tuple[tuple[float, int, int], ...]:
    """Return value, start and end of the two ratings of a target, or nothing."""
    target = TARGET.search(sentence)
    if target is None:
        return ()
    for pattern in PAIRS:
        match = pattern.search(sentence, target.end())
        if match and match.start() - target.end() <= 30:
            return tuple((float(match[name]), target.start(), match.end(name)) for name in ("a", "b"))
    return ()
