"""Whether the best passages for a question answer it: the line between an answer and "not documented"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from agent.gathering.answer_types import right_type
from agent.gathering.assertion import negated, planned
from agent.gathering.lexicon import EVENTS, Lexicon
from agent.gathering.matching import Match
from agent.records import Asked, QuestionKind, Support, Understanding
from agent.understanding.wording import narrower, stem, weak

# Calibrated on questions of our own over charts of the training corpus (evals/questions), never on the
# labelled cases.
FLOOR = 0.48
"""Answerability below which the notes do not hold an answer."""
SEQUENCE_FLOOR = 0.42
"""The same for what was done and what followed, which several sentences tell together."""
COVERAGE_PART, COSINE_PART = 0.6, 0.4
FULL_COSINE = 0.6
"""Cosine of the sentence model at which meaning alone says "the same thing"."""
CLOSE = 0.72
"""Share of the best score that a further passage needs to be heard."""

UNHEARD_OF = 0.75
"""What answerability keeps when a question takes for granted something that the notes never name."""
DID = re.compile(
    r"^(and |so )?(did|has|have|had) (\[[^\]]+\]|\w+) ((ever|finally|yet|already|actually) )?(?P<verb>\w+)"
)
RARE = 0.5
"""Weight above which a word is rare in a record."""
ASKING = frozenset(
    stem(w) for w in "happen say set lead cause prescribe treat make mean involve wrong".split()
)
"""Verbs that ask rather than name what is asked about."""

SPOKEN_OF = 0.35
"""Coverage of its own that a passage needs to correct a premise that nothing documents."""
OUTDONE = 0.7
"""Share of a denial's own coverage that an affirming passage needs to stand against it."""
WRONG_TYPE = 0.5
"""What a passage keeps that has no number where one is asked for, or no person."""
WRONG_PERSON = 0.7
"""What it keeps that does not name the relative in question."""
LATER, LATER_PRESUMED = 0.4, 0.5
"""Coverage that a later passage needs to outweigh an earlier denial or plan; more where the question
presumes."""


@cache
def relatives() -> frozenset[str]:
    """Return the stems of words for relatives."""
    return frozenset().union(*(narrower(word) for word in ("relative", "parent", "sibling")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Matches by what they say, and what follows."""

    support: Support
    affirmed: tuple[Match, ...] = ()
    denied: tuple[Match, ...] = ()
    planned: tuple[Match, ...] = ()
    nearest: tuple[Match, ...] = ()
    strength: float = 0.0


def judge(understanding: Understanding, matches: Sequence[Match], lexicon: Lexicon) -> Judged:
    """Decide whether `matches`, best first, answer the question."""
    if not matches:
        return Judged(support=Support.NOT_DOCUMENTED)
    best = max(answerability(understanding, m, lexicon) for m in matches)
    if understanding.presumes and not _heaviest_held(understanding, matches, lexicon):
        best *= UNHEARD_OF
    if understanding.presumes and _unheard_of(understanding, lexicon):
        best *= UNHEARD_OF
    if best < (SEQUENCE_FLOOR if understanding.kind is QuestionKind.INTERVENTION else FLOOR):
        spoken_of = _spoken_of(understanding, matches, lexicon)
        if spoken_of is not None:
            return spoken_of
        return Judged(support=Support.NOT_DOCUMENTED, nearest=tuple(matches[:2]), strength=best)
    top = max(_fitness(understanding, m) for m in matches)
    close = sorted(
        (m for m in matches if _fitness(understanding, m) >= CLOSE * top and m.held),
        key=lambda m: -_fitness(understanding, m),
    )
    denied = tuple(m for m in close if negated(m.passage.text, m.matched))
    ahead = tuple(m for m in close if m not in denied and _ahead(m, lexicon, understanding))
    verb = _verb_asked(understanding, matches)
    affirmed = tuple(
        m
        for m in close
        if m not in denied and m not in ahead and _holds_event(understanding, m) and verb <= m.held
    )
    if affirmed and _outdone(affirmed[0], _standing(understanding, (*denied[:1], *ahead[:1]), lexicon)):
        affirmed = ()
    if not affirmed:
        affirmed = _later(understanding, matches, (*denied, *ahead), lexicon)
    if not affirmed and not _takes_sides(understanding):
        affirmed = tuple(close)
    return Judged(
        support=_support(understanding, affirmed, denied, ahead),
        affirmed=affirmed,
        denied=denied,
        planned=ahead,
        nearest=tuple(matches[:2]),
        strength=best,
    )


def _spoken_of(understanding: Understanding, matches: Sequence[Match], lexicon: Lexicon) -> Judged | None:
    """A premise that is not documented, but that a passage denies or plans: that passage corrects it."""
    if not understanding.presumes:
        return None
    on_it = [m for m in matches[:5] if m.own >= SPOKEN_OF and not m.matched <= weak()]
    denied = tuple(m for m in on_it if negated(m.passage.text, m.matched))
    ahead = tuple(m for m in on_it if m not in denied and _ahead(m, lexicon, understanding))
    if not denied and not ahead:
        return None
    support = Support.DENIED if denied else Support.PLANNED
    return Judged(support=support, denied=denied, planned=ahead, nearest=tuple(matches[:2]))


def _fitness(understanding: Understanding, match: Match) -> float:
    """The rank of a passage among those close to the best: the right type of answer goes first."""
    return match.score * (1.0 if right_type(understanding, match) else WRONG_TYPE)


def _ahead(match: Match, lexicon: Lexicon, understanding: Understanding) -> bool:
    """Whether a passage speaks of the matter as to come; the first note of a goal always does."""
    p = match.passage
    if understanding.kind is QuestionKind.GOAL and p.note_id == lexicon.passages[0].note_id:
        return True
    return _in_list_of_goals(match, lexicon) or planned(
        p.text, match.matched, section=p.section, week=lexicon.weeks.get(p.note_id)
    )


def _in_list_of_goals(match: Match, lexicon: Lexicon) -> bool:
    """Whether a passage of the first note goes on with the goals that the sentence before it lists."""
    row = lexicon.place[match.passage.id]
    first = lexicon.passages[0].note_id == match.passage.note_id
    return first and row > 0 and "goal" in lexicon.stems[row - 1] and "goal" not in lexicon.stems[row]


def _takes_sides(understanding: Understanding) -> bool:
    """Whether it matters that a passage affirms: the question presumes, or asks whether it is so."""
    return understanding.presumes or understanding.asked is Asked.YES_NO


def _holds_event(understanding: Understanding, match: Match) -> bool:
    """Whether a passage holds the verb that is asked about or taken for granted ("why did she stop …")."""
    taken = understanding.presumes or understanding.begun
    return not taken or set(understanding.terms) & EVENTS <= match.held


def _verb_asked(understanding: Understanding, matches: Sequence[Match]) -> set[str]:
    """The verb of "did she pass …", where some passage speaks of it; else none is asked for."""
    found = DID.match(understanding.question.lower())
    verb = {stem(found["verb"])} if found and understanding.asked is Asked.YES_NO else set()
    spoken = any(verb <= m.held and len(m.held - weak()) > 1 for m in matches)
    return verb if spoken and not verb <= weak() else set()


def _standing(understanding: Understanding, others: Sequence[Match], lexicon: Lexicon) -> Sequence[Match]:
    """Denials and plans that count against a later affirmation: for a goal, not those of the first note."""
    if understanding.kind is not QuestionKind.GOAL:
        return others
    return [m for m in others if m.passage.note_id != lexicon.passages[0].note_id]


def _outdone(affirmed: Match, others: Sequence[Match]) -> bool:
    """Whether a passage that denies or plans is much closer to the matter than the one that affirms."""
    return any(affirmed.own < OUTDONE * other.own for other in others)


def _later(
    understanding: Understanding, matches: Sequence[Match], before: Sequence[Match], lexicon: Lexicon
) -> tuple[Match, ...]:
    """Passages of later sessions that say it is so now, where the closest ones deny or only plan it.

    A note that something was wanted, or was not yet so, is the usual forerunner of a note that it happened.
    """
    if not before:
        return ()
    since = max(m.passage.session for m in before)
    least = LATER_PRESUMED if understanding.presumes else LATER
    return tuple(
        m
        for m in matches
        if m.passage.session > since
        and m.own >= least
        and _holds_event(understanding, m)
        and not negated(m.passage.text, m.matched)
        and not _ahead(m, lexicon, understanding)
    )


def _heaviest_held(understanding: Understanding, matches: Sequence[Match], lexicon: Lexicon) -> bool:
    """Whether the best passage holds the rarest word of a question that takes something for granted."""
    strong = [t for t in understanding.terms if t not in weak() and t not in ASKING]
    if not strong:
        return True
    heaviest = max(strong, key=lambda t: (not t.startswith("["), lexicon.weight(t)))
    best = max(matches, key=lambda m: answerability(understanding, m, lexicon))
    return heaviest in best.held or lexicon.weight(heaviest) < RARE


def _unheard_of(understanding: Understanding, lexicon: Lexicon) -> bool:
    """Whether the question takes for granted a thing whose word, or any like it, is nowhere in the notes."""
    slight = weak() - EVENTS | ASKING
    return any(term not in slight and not lexicon.known(term) for term in understanding.terms)


def answerability(understanding: Understanding, match: Match, lexicon: Lexicon) -> float:
    """How well one passage answers, 0 to 1: words answered for, likeness of meaning, type of answer."""
    value = COVERAGE_PART * match.coverage + COSINE_PART * min(max(match.cosine, 0.0) / FULL_COSINE, 1.0)
    value *= 1.0 if right_type(understanding, match) else WRONG_TYPE
    return value * (1.0 if _of_same_person(understanding, match, lexicon) else WRONG_PERSON)


def _of_same_person(understanding: Understanding, match: Match, lexicon: Lexicon) -> bool:
    """Whether a passage speaks of the relative that the question speaks of, where it speaks of one."""
    asked = {t for t in understanding.terms if t in relatives()}
    return asked <= match.held or any(lexicon.known(t) for t in asked - match.held)


def _support(
    understanding: Understanding, affirmed: Sequence[Match], denied: Sequence[Match], ahead: Sequence[Match]
) -> Support:
    if affirmed:
        return Support.DOCUMENTED
    if denied:
        return Support.DENIED
    return Support.PLANNED if ahead else Support.NOT_DOCUMENTED
