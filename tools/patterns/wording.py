"""Whether a question is about the caseload rather than the client at hand, and which pattern it asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

import yaml

from tools.patterns.facts import families


class Across(StrEnum):
    """What can be asked across cases."""

    TABLE = "table"
    STUCK = "stuck"
    LASTING = "lasting"
    SLOWER = "slower"
    PRECEDE = "precede"
    LIKE = "like"


@dataclass(frozen=True, slots=True, kw_only=True)
class AcrossQuestion:
    """A question across cases, understood."""

    asks: Across
    intervention: str = ""
    """The family asked about, for PRECEDE; empty if none is named."""


def across(question: str) -> AcrossQuestion | None:
    """What a question asks across cases; None if it is about the client at hand, or not understood."""
    words = " ".join(question.split())
    return _asked(words) if any(pattern.search(words) for pattern in _cues()["cases"]) else None


def question_across(words: str) -> AcrossQuestion:
    """What is asked by words that are known to be about the caseload; all counts, if nothing else is."""
    plain = " ".join(words.split())
    named = family_in(plain)
    return _asked(plain) or AcrossQuestion(asks=Across.PRECEDE if named else Across.TABLE, intervention=named)


def _asked(words: str) -> AcrossQuestion | None:
    for asks in (Across.LIKE, Across.PRECEDE, Across.STUCK, Across.SLOWER, Across.LASTING, Across.TABLE):
        if any(pattern.search(words) for pattern in _cues()[asks]):
            named = family_in(words) if asks is Across.PRECEDE else ""
            return AcrossQuestion(asks=asks, intervention=named)
    return None


def family_in(words: str) -> str:
    """The family of interventions that is named first, by its own name or by one of its cues; else empty."""
    found = [
        (place.start(), name)
        for name, cues in families().items()
        if (place := re.search(rf"\b{re.escape(name)}\b", words, re.IGNORECASE) or cues.search(words))
    ]
    return min(found)[1] if found else ""


@cache
def _cues() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    raw = yaml.safe_load((resources.files("tools.patterns") / "wording.yaml").read_text(encoding="utf-8"))
    return {kind: tuple(re.compile(cue, re.IGNORECASE) for cue in cues) for kind, cues in raw.items()}
