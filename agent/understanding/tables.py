"""The tables beside this file, loaded once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from agent.records import Asked, QuestionKind, Refusal
from agent.understanding.wording import stem
from tools.records import Domain

ACUTE = "acute"
"""The row of the screening table that turns nothing away."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One expression that speaks for a kind of question."""

    kind: QuestionKind
    weight: int
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic, its outcome domain and the stems that name it."""

    topic: str
    domain: Domain
    stems: frozenset[str]


@cache
def kind_cues() -> tuple[Cue, ...]:
    """Return the cues of all question kinds, in the order of the table."""
    return tuple(
        Cue(QuestionKind(kind), weight, re.compile(pattern))
        for kind, by_weight in load("kinds.yaml").items()
        for weight, patterns in by_weight.items()
        for pattern in patterns
    )


@cache
def screen_cues() -> tuple[tuple[Refusal, re.Pattern[str]], ...]:
    """Return what is not taken up, with the expressions that ask for it."""
    return tuple(
        (Refusal(name), re.compile(pattern))
        for name, patterns in load("screens.yaml").items()
        if name != ACUTE
        for pattern in patterns
    )


@cache
def acute_cues() -> tuple[re.Pattern[str], ...]:
    """Return wordings of danger that is acute while the therapist types."""
    return tuple(re.compile(pattern) for pattern in load("screens.yaml")[ACUTE])


@cache
def asked_cues() -> tuple[tuple[Asked, re.Pattern[str]], ...]:
    """Return what question words ask for, in the order in which they win."""
    table = load("asked.yaml")["asked"]
    return tuple(
        (Asked(name), re.compile(pattern)) for name, patterns in table.items() for pattern in patterns
    )


@cache
def wordings(name: str) -> tuple[re.Pattern[str], ...]:
    """Return the wordings that take something for granted: "presuming" an event, or that it was "begun"."""
    return tuple(re.compile(pattern) for pattern in load("asked.yaml")[name])


@cache
def topic_rows() -> tuple[TopicRow, ...]:
    """Return the topics in the order of the table."""
    return tuple(
        TopicRow(row["topic"], Domain(row["domain"]), frozenset(stem(word) for word in row["words"]))
        for row in load("topics.yaml")
    )


def load(name: str) -> Any:
    """Read one of the YAML tables of this folder."""
    return yaml.safe_load((resources.files("agent.understanding") / name).read_text(encoding="utf-8"))
