"""Whether a sentence says that a thing is so, is not so, or is only planned."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from importlib import resources
from typing import Any

import yaml

from agent.understanding.wording import TOKEN, stem

CLAUSE = re.compile(r"[.;!?]|,? \bbut\b|, (?=and |then |so )|\bthough\b|\balthough\b|\bhowever\b|->")
"""Where the reach of a cue ends."""


MOSTLY = 0.5
"""Share of the words in question that a cue must govern for the whole sentence to count as denied or
planned."""
COMMA = 3
"""Words that a comma between cue and word counts for."""

INTENTIONS = re.compile(
    r"\W*((tx|treatment|short-term|long-term|client|her|his|their) )?"
    r"(goals?|plans?|p|homework|hw|next( steps| session)?)\b[^.:]{0,25}:",
    re.IGNORECASE,
)
"""The opening of a line that lists what is intended, not what is."""
WEEK = re.compile(r"\[week (\d+)\]")
PLAN_SECTIONS = frozenset({"p", "plan", "plans", "goals", "next steps", "next session", "homework"})


def negated(text: str, stems: Collection[str]) -> bool:
    """Tell whether at least half of the `stems` that stand in `text` are denied there."""
    return _governed(text.lower(), stems, "negated")


def planned(text: str, stems: Collection[str], *, section: str = "", week: int | None = None) -> bool:
    """Tell whether at least half of `stems` are spoken of only as to come, offered or considered.

    Args:
        text: The sentence.
        stems: The words in question.
        section: Name of the note's section; what a plan section holds is planned.
        week: Week of care of the note; a date after it lies ahead.
    """
    if INTENTIONS.match(text) or section.strip(" :*").lower() in PLAN_SECTIONS:
        return True
    if week is not None and any(int(m[1]) > week for m in WEEK.finditer(text)):
        return True
    return _governed(text.lower(), stems, "planned")


def _governed(text: str, stems: Collection[str], name: str) -> bool:
    verdicts = [
        _clause_governs(clause, start, end, name)
        for clause in CLAUSE.split(text)
        for start, end in _places(clause, stems)
    ]
    return bool(verdicts) and sum(verdicts) >= MOSTLY * len(verdicts)


def _places(clause: str, stems: Collection[str]) -> list[tuple[int, int]]:
    found = []
    for token in TOKEN.finditer(clause):
        word = token.group().replace("’", "'")
        if stem(word) in stems or any(stem(part) in stems for part in word.split("-") if part):
            found.append(token.span())
    return found


def _clause_governs(clause: str, start: int, end: int, name: str) -> bool:
    table = _cues()[name]
    for at, cue in enumerate(table["before"]):
        for match in cue.finditer(clause, 0, start):
            between = clause[match.end() : start]
            commas = 0 if name == "negated" and at == 0 else COMMA * between.count(",")
            if len(TOKEN.findall(between)) + commas < table["reach"]:
                return True
    return any(cue.search(clause[end:]) for cue in table["after"])


@cache
def _cues() -> dict[str, dict[str, Any]]:
    raw = yaml.safe_load(
        (resources.files("agent.gathering") / "assertion_cues.yaml").read_text(encoding="utf-8")
    )
    return {
        name: {
            key: value if key == "reach" else tuple(re.compile(p) for p in value)
            for key, value in table.items()
        }
        for name, table in raw.items()
    }
