"""Which sentences of a session tell most of how the client was, or of what went on in her life."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import cache
from importlib import resources

from agent.gathering.answer_types import NUMBER
from agent.gathering.excerpts import excerpt
from agent.gathering.sources import Sources
from agent.records import Finding, Role
from agent.understanding.wording import stem
from retrieval.records import Passage
from tools.records import Domain, Topic

PLANS = re.compile(r"\W*(p|plan|plans|goals?|next|homework|hw)\b[^.:]{0,20}:", re.IGNORECASE)
FINDING, FIGURE, CORE, SHORT = 1.0, 0.5, 0.3, 0.6
"""What speaks for a sentence: an observation on the client in it, a figure, a core domain; and against it."""
CORE_DOMAINS = frozenset({Domain.SYMPTOMS, Domain.FUNCTION, Domain.RISK})
EVENT_READ, EVENT_WORD, MOST_WORDS = 1.0, 0.3, 3
"""What speaks for an event of life: that the reader took it for one, and each word for such events."""

Weigh = Callable[[Passage, Sources], float]


def told(
    role: Role, sessions: Collection[int], sources: Sources, *, each: int = 2, weigh: Weigh | None = None
) -> list[Finding]:
    """Return the most telling sentences of each of some sessions, in order."""
    found: list[Finding] = []
    for number in sorted(sessions):
        best = ranked(number, sources, weigh or weight)[:each]
        for passage in sorted(best, key=lambda p: p.position):
            found.append(Finding(role=role, evidence=excerpt(sources.history, passage)))
    return found


def ranked(session: int, sources: Sources, weigh: Weigh) -> list[Passage]:
    """Return the sentences of a session that weigh anything, heaviest first."""
    weighed = [(weigh(p, sources), p) for p in sources.sentences.get(session, ())]
    return [p for value, p in sorted(weighed, key=lambda pair: (-pair[0], pair[1].position)) if value > 0]


def weight(passage: Passage, sources: Sources) -> float:
    """How much a sentence tells of the client's state."""
    seen = [o for o in sources.seen_in(passage) if o.topic is Topic.FINDING and o.of_client]
    value = FINDING * bool(seen) + FIGURE * bool(NUMBER.search(passage.text))
    value += CORE * bool({d for o in seen for d in o.domains} & CORE_DOMAINS)
    if PLANS.match(passage.text) or len(passage.text.split()) < 3:
        value -= SHORT
    return value


def eventfulness(passage: Passage, sources: Sources) -> float:
    """How much a sentence tells of what went on in the client's life."""
    read = any(o.topic is Topic.LIFE_EVENT for o in sources.seen_in(passage))
    row = sources.lexicon.place[passage.id]
    words = len(sources.lexicon.stems[row] & life_stems())
    value = EVENT_READ * read + EVENT_WORD * min(words, MOST_WORDS)
    return value - SHORT if PLANS.match(passage.text) else value


@cache
def life_stems() -> frozenset[str]:
    """Return the stems of the table of life events."""
    text = (resources.files("agent.gathering") / "life_words.txt").read_text(encoding="utf-8")
    words = " ".join(line for line in text.splitlines() if not line.startswith("#")).split()
    return frozenset(stem(word) for word in words)


def spread(sessions: Sequence[int], most: int) -> list[int]:
    """Return at most `most` of some sessions, evenly, the first and last among them."""
    if len(sessions) <= most:
        return list(sessions)
    if most == 1:
        return [sessions[-1]]
    return sorted({sessions[round(i * (len(sessions) - 1) / (most - 1))] for i in range(most)})
