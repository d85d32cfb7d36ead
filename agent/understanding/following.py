"""Questions that lean on the one before: what they leave out is filled in from it."""

from __future__ import annotations

import re
from dataclasses import replace

from agent.records import Asked, Pick, QuestionKind, TimeFrame, Understanding
from agent.understanding import kinds
from agent.understanding.wording import weak

FOLLOWING = re.compile(
    r"^(and|what about|how about|same for|or|also)\b.{0,60}$"
    r"|^(since when|when was that|who was that|by whom|whose|why|when|where|who|how so|then|so|how many"
    r"|how much|how often)\W*$"
    r"|^(the )?(latest|last|first|most recent|earliest)( one| time)?\W*$"
    r"|^(now|today|currently|these days|before( that)?|after(wards| that)?|since( then)?)\W*$"
)
"""Questions that lean on the one before: an opening word and little else, and no cue of a kind of their
own."""

REFERRING = re.compile(r"\b(it|that|this|these|those|then|one|ones|so|there|at the time)\b")
"""Words by which a question speaks of what the one before was about."""
THEN = re.compile(r"\b(then|at (the|that) time|around that time|those days)\b")
WHO_IS = re.compile(r"^(and |so )?who('?s| is| was) (s?he|they|that|this)\W*$")
MOST_OWN = 2
"""Words of its own that a question may have and still lean on the one before."""
WHOLE = frozenset(
    {
        QuestionKind.SUMMARY,
        QuestionKind.SUPERVISION,
        QuestionKind.GAPS,
        QuestionKind.MEASURE,
        QuestionKind.SETBACK,
    }
)
"""Kinds that ask for the whole, whatever was asked before."""
OPEN_QUESTION = re.compile(
    r"^(and |so |ok )?(how('?s| is| was| were| are| has| have) (s?he|they|it|things|\[client\]|\w+)( been"
    r"| doing| looking| going)?"
    r"|what (was|were) (s?he|they|things|\[client\]) like|what (has |had )?happened|what (did|do) we (do"
    r"|cover))\b"
)
"""Questions after a time as a whole."""


def leans(text: str) -> bool:
    """Tell whether a question, in lower case, is an opening word and little else."""
    return bool(FOLLOWING.search(text)) and not kinds.has_cue(text)


def carry_over(own: Understanding, before: Understanding) -> Understanding:
    """Fill what a follow-up leaves out from the question before it."""
    named_anew = own.asked is not Asked.WHAT and any(t not in weak() for t in own.terms)
    new_topic = (bool(own.terms) and bool(own.topic)) or named_anew
    keeps_terms = not own.terms
    return Understanding(
        question=own.question if own.terms else f"{before.question} {own.question}",
        kind=before.kind,
        also_asked=own.also_asked,
        pick=own.pick if own.pick is not Pick.BEST else before.pick,
        direction=before.direction,
        asked=own.asked if own.asked is not Asked.WHAT else before.asked,
        terms=before.terms
        if keeps_terms
        else tuple(dict.fromkeys((*own.terms, *(() if new_topic else before.terms)))),
        topic=own.topic or before.topic,
        domains=own.domains or before.domains,
        frame=own.frame or before.frame,
        instrument=own.instrument or before.instrument,
        presumes=own.presumes,
        begun=own.begun,
        follow_up=True,
    )


def refer_back(
    own: Understanding, before: Understanding, text: str, *, always: bool = False
) -> Understanding:
    """Fill in what a question of its own kind speaks of as "it" or "then"; as it is where it does not.

    Args:
        own: The question as it stands alone.
        before: The one before.
        text: Its words in lower case.
        always: Take it as leaning on the one before though no word says so.
    """
    strong = [t for t in own.terms if t not in weak()]
    if WHO_IS.search(text) and before.told_people:
        return replace(own, terms=before.told_people, pick=Pick.FIRST, presumes=False, follow_up=True)
    if not strong and own.frame is None and own.kind in (QuestionKind.INTERVENTION, QuestionKind.CONTEXT):
        own = replace(own, frame=before.frame)
    if not (
        always
        or REFERRING.search(text)
        or (not strong and own.kind is QuestionKind.LOOKUP and not OPEN_QUESTION.search(text))
    ):
        return own
    if own.kind in WHOLE or len(strong) > MOST_OWN:
        return own
    frame = own.frame or before.frame
    if THEN.search(text) and before.told_sessions:
        frame = TimeFrame(relation="in", sessions=before.told_sessions)
    keeps_terms = not THEN.search(text) or own.kind not in (QuestionKind.CONTEXT, QuestionKind.PERIOD)
    return replace(
        own,
        question=f"{before.question} {own.question}",
        terms=tuple(dict.fromkeys((*own.terms, *(before.terms if keeps_terms else ())))),
        topic=own.topic or before.topic,
        domains=own.domains or before.domains,
        frame=frame,
        instrument=own.instrument or before.instrument,
        presumes=False,
        follow_up=True,
    )
