"""Words that mark a remark as one on a life event or on the working relationship: `tables/topic_cues.tsv`.

Such remarks are rare, so a head that has met few of them believes in none; the words of the literature lift
its belief.
"""

from __future__ import annotations

import math
import re
from functools import cache

from tools.reading.vocabularies import table
from tools.records import Topic

LIFT = {Topic.LIFE_EVENT: 1.5, Topic.ALLIANCE: 3.0}
"""Added to the log odds of a topic where its words stand; chosen on held-out writers."""
QUOTED = re.compile(r'["“][^"“”\n]{2,300}?["”]')
TO_THERAPIST = "to the therapist"
"""Rows that are looked for in what the client says in quotation marks; all others only outside them."""


def lifted(text: str, topic: Topic, belief: float, least: float) -> float:
    """Return the belief in a topic, lifted where the words stand for it.

    Args:
        text: A sentence.
        topic: What it may be about.
        belief: Of the head, from 0 to 1.
        least: Beliefs that cannot reach this are returned as they are, and the words are not looked for.
    """
    lift = LIFT.get(topic)
    if lift is None or not 0 < belief < 1:
        return belief
    higher = 1 / (1 + math.exp(-lift) * (1 - belief) / belief)
    return higher if higher >= least and says(text, topic) else belief


def says(text: str, topic: Topic) -> bool:
    """Whether the words of a topic stand in a sentence: the writer's, or the client's in quotation marks."""
    own = QUOTED.sub(lambda match: " " * len(match.group()), text)
    quoted = " ".join(QUOTED.findall(text))
    return any(pattern.search(quoted if name == TO_THERAPIST else own) for name, pattern in _patterns(topic))


@cache
def _patterns(topic: Topic) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(rf"(?<![\w'’])(?:{body})(?![\w'’])", re.IGNORECASE))
        for kind, name, body in table("topic_cues.tsv")
        if kind == topic.value
    )
