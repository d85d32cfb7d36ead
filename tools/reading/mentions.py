"""Find where a text names a rating scale, in any spelling: phq9, PHQ 9, PHQ-9, GAD7, OQ45, YBOCS."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tools.instruments import Instrument, find, instruments, key

SPACED = re.compile(r"^(?P<stem>[A-Za-z&-]+)\s(?P<digits>\d+)$")
NAME_GOES_ON = re.compile(
    r"\s*(?:[:=–-]|(?:of|is|was|score|scores|scored|total|today|now|at)\b|\(\s*\d{1,3}\s*\)|\d)",
    re.IGNORECASE,
)
"""After "GAD 7" these show that 7 belongs to the name; otherwise it is the score of the "GAD"."""

GIVING = re.compile(
    r"\b(?:complet|admin|gave|given|giv|fill|hand|did|do|redo|repeat|re-?screen|next|due|plan|send|sent|review)\w*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One instrument named in a text."""

    instrument: Instrument
    start: int
    end: int


def mentions(text: str) -> tuple[Mention, ...]:
    """Return every naming of an instrument, in order."""
    return tuple(m for m in (_mention(text, match) for match in _pattern().finditer(text)) if m is not None)


def _mention(text: str, match: re.Match[str]) -> Mention | None:
    instrument = find(match.group())
    if instrument is None:
        return None
    spaced = SPACED.match(match.group())
    if spaced and not NAME_GOES_ON.match(text, match.end()):
        shorter = find(spaced["stem"])
        # "PHQ 9" by itself: the score nine, unless somebody is giving the questionnaire
        if shorter is not None and not GIVING.search(text[max(0, match.start() - 40) : match.start()]):
            return Mention(shorter, match.start(), match.start() + len(spaced["stem"]))
    if (
        spaced
        and instrument.name in ("PHQ-15", "PHQ-8", "PHQ-2")
        and not re.match(r"\s*[:=]", text[match.end() :])
    ):
        return Mention(find("PHQ") or instrument, match.start(), match.start() + len(spaced["stem"]))
    return Mention(instrument, match.start(), match.end())


@cache
def _pattern() -> re.Pattern[str]:
    exact: set[str] = set()
    loose: set[str] = set()
    for instrument in instruments():
        for spelling in (instrument.name, *instrument.spellings):
            word = instrument.word and not any(c.isdigit() for c in spelling)
            (exact if word else loose).add(_spelling(spelling))
    ordered = [f"(?i:{s})" for s in loose] + list(exact)
    body = "|".join(sorted(ordered, key=lambda s: len(key(s.removeprefix("(?i:"))), reverse=True))
    return re.compile(rf"(?<![A-Za-z0-9-])(?:{body})(?![A-Za-z0-9]|-\d*[A-Za-z])")


def _spelling(spelling: str) -> str:
    chunks = re.findall(r"[A-Za-z&]+|\d+(?:\.\d+)?", spelling)
    return r"[\s–-]?".join(re.escape(c) for c in chunks)
