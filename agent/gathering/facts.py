"""Facts looked up in the notes: who, what, when, where, how many, and whether something took place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache

from agent.gathering.assertion import negated, planned
from agent.gathering.excerpts import COMFORTABLE, excerpt
from agent.gathering.matching import Match, match
from agent.gathering.sources import Sources
from agent.gathering.support import Judged, judge
from agent.records import Asked, Finding, Gathered, Pick, Role, Support, Understanding
from agent.understanding.wording import TOKEN, narrower, stem, stems, weak
from retrieval.records import Passage

MOST_FACTS = 3
MOST_NEAREST = 1
BROAD = 32
"""Words of the first quote where circumstances are asked for."""
TWO_QUESTIONS = re.compile(r"\b(and|,) (what|who|when|where|why|how)\b|\bwhat happened\b")
ALL_MEDICATION = frozenset(
    stems("medication medications medicine meds med pills drugs prescribe prescribed prescription")
)
"""Words of a question that asks for medication as such."""
PERSON_WORD = re.compile(
    r"(ex-?)?(wife|husband|partner|mother|father|mom|mum|dad|step\w+|sister|brother|son|daughter|kids?|child(ren)?|friend|cousin|aunt"
    r"|uncle|grand\w+|abuel[ao]|niece|nephew|boss|teacher|doctor|dr|gp|pcp|neighbou?r|roommate|flatmate|colleague|coworker|therapist|nurse"
    r"|manager|foreman|minister|pastor|rev|priest|coach|sponsor|lawyer|solicitor|interpreter|psychiatr\w+|physio\w*|midwife|landlord"
    r"|officer|po|counsell?or|boyfriend|girlfriend|fianc\w+|roommates?|twin|[\w-]+-in-law|childminder|student|owner)s?",
    re.IGNORECASE,
)
STANDS, ALIKE = 0.4, 0.45
"""Coverage, or else cosine, that a later sentence needs to tell how a plan came out."""
MENTION = 0.7
"""Share of the best coverage that the first or latest mention needs."""
MOST_DRUGS = 5
NEW = frozenset(stems("new newest added recent"))
AROUND_MEDICATION = NEW | frozenset(stems("given taking tried dose prescriber current other"))
"""Words that may stand in such a question beside it."""
LIKE_THE_BEST = 0.75
"""Share of the best score that a second and third fact need."""


def gather_facts(understanding: Understanding, sources: Sources) -> Gathered:
    """Find the sentences that carry the fact, or the nearest thing that the notes hold."""
    listed = _medication(understanding, sources)
    if listed:
        return Gathered(support=Support.DOCUMENTED, findings=listed)
    introduced = _introduced(understanding, sources)
    if introduced:
        return Gathered(support=Support.DOCUMENTED, findings=introduced)
    judged = judge_question(understanding, sources)
    if judged.support is Support.PLANNED and understanding.asked is Asked.YES_NO:
        since = _since_planned(understanding, judged, sources)
        if since:
            return Gathered(support=Support.DOCUMENTED, findings=since)
    findings = _findings(understanding, judged, sources)
    missing = tuple(term for term in understanding.terms if not sources.lexicon.known(term))
    return Gathered(support=judged.support, findings=findings, missing=missing)


def _introduced(understanding: Understanding, sources: Sources) -> tuple[Finding, ...]:
    """The sentences that say who somebody is: a word for a person beside her name, or the first."""
    names = [t for t in understanding.terms if t.startswith("[")]
    if understanding.asked is not Asked.WHO or not names or len(names) != len(understanding.terms):
        return ()
    holding = [
        p
        for p, words in zip(sources.lexicon.passages, sources.lexicon.stems, strict=True)
        if set(names) & words
    ]
    telling = [p for p in holding if any(_said_who(p.text, name) for name in names)] or holding
    return tuple(
        Finding(role=Role.FACT, evidence=excerpt(sources.history, p, set(names), widen=COMFORTABLE))
        for p in telling[:2]
    )


def _said_who(text: str, name: str) -> bool:
    """Whether a word for a person stands within two words of a surrogate."""
    words = [t.group() for t in TOKEN.finditer(text)]
    places = [at for at, word in enumerate(words) if word.lower() == name]
    return any(
        PERSON_WORD.fullmatch(words[at])
        for place in places
        for at in range(max(place - 3, 0), min(place + 4, len(words)))
        if at != place
    )


def _since_planned(understanding: Understanding, judged: Judged, sources: Sources) -> tuple[Finding, ...]:
    """What later sessions say of something that the closest sentence only plans, the latest first."""
    at = judged.planned[0].passage.session
    later = {n for n in sources.attended if n > at}
    strong = tuple(t for t in understanding.terms if t not in weak()) or understanding.terms
    if not later or not strong:
        return ()
    found = match(strong, understanding.question, sources.history, sources.lexicon, only=later)
    told = [
        m
        for m in found
        if (m.own >= STANDS or m.cosine >= ALIKE)
        and m.held - weak()
        and not planned(m.passage.text, m.matched, section=m.passage.section)
        and not negated(m.passage.text, m.matched)
    ]
    told = [m for m in told if m.score >= MENTION * max(t.score for t in told)]
    told.sort(key=lambda m: (-m.passage.session, -m.score))
    return _as(Role.FACT, told[:MOST_FACTS], sources, understanding)


def _medication(understanding: Understanding, sources: Sources) -> tuple[Finding, ...]:
    """What the notes say of each drug at first and at last, where medication as such is asked about."""
    strong = {t for t in understanding.terms if t not in weak()}
    if not strong & ALL_MEDICATION or not strong <= ALL_MEDICATION | AROUND_MEDICATION:
        return ()
    by_drug: dict[str, list[Passage]] = {}
    for passage, words in zip(sources.lexicon.passages, sources.lexicon.stems, strict=True):
        for drug in sorted(words & drugs()):
            by_drug.setdefault(drug, []).append(passage)
    if strong & NEW and by_drug:
        latest = max(by_drug.values(), key=lambda group: (group[0].session, group[0].position))
        by_drug = {"": latest}
    told = {p.id: p for group in by_drug.values() for p in (group[0], group[-1])}
    chosen = sorted(told.values(), key=lambda p: (p.session, p.position))
    most = chosen if len(chosen) <= MOST_DRUGS else [*chosen[:1], *chosen[1 - MOST_DRUGS :]]
    return tuple(Finding(role=Role.FACT, evidence=excerpt(sources.history, p)) for p in most)


@cache
def drugs() -> frozenset[str]:
    """Return the stems of all drugs."""
    return narrower("medication")


def judge_question(understanding: Understanding, sources: Sources) -> Judged:
    """Rank the passages for a question and judge whether they answer it, those of its time first."""
    frame = understanding.frame.sessions if understanding.frame else ()
    if frame:
        inside = judge(understanding, _match(understanding, sources, only=set(frame)), sources.lexicon)
        if inside.support is not Support.NOT_DOCUMENTED:
            return inside
    return judge(understanding, _match(understanding, sources, frame=frame), sources.lexicon)


def _match(
    understanding: Understanding,
    sources: Sources,
    *,
    frame: Collection[int] = (),
    only: Collection[int] | None = None,
) -> tuple[Match, ...]:
    return match(
        understanding.terms,
        understanding.question,
        sources.history,
        sources.lexicon,
        frame=frame,
        only=only,
        event=understanding.presumes,
    )


def _findings(understanding: Understanding, judged: Judged, sources: Sources) -> tuple[Finding, ...]:
    match judged.support:
        case Support.DOCUMENTED:
            facts = chosen(understanding, judged)
            if understanding.pick in (Pick.LATEST, Pick.BOTH):
                facts = tuple(dict.fromkeys((*facts[:2], *_by_other_names(facts[0], sources))))
            contrary = pick(judged.denied, 1) if understanding.asked is Asked.YES_NO else ()
            return (
                *_as(Role.FACT, facts, sources, understanding),
                *_as(Role.CONTRADICTS, contrary, sources, understanding),
            )
        case Support.DENIED:
            return _as(Role.CONTRADICTS, pick(judged.denied, 2), sources, understanding)
        case Support.PLANNED:
            return _as(Role.PLANNED, pick(judged.planned, 2), sources, understanding)
        case _:
            return _as(
                Role.NEAREST, [m for m in judged.nearest if m.held][:MOST_NEAREST], sources, understanding
            )


def chosen(understanding: Understanding, judged: Judged) -> tuple[Match, ...]:
    """Return the facts to tell: the best, and where the first or latest mention is wanted, that one first."""
    best = pick(judged.affirmed, MOST_FACTS)
    wanted = understanding.pick
    if wanted is Pick.BEST and understanding.asked is not Asked.YES_NO:
        return best
    pool = [*judged.affirmed, *judged.denied] if wanted is not Pick.BEST else list(judged.affirmed)
    close = [m for m in pool if m.own >= MENTION * max(p.own for p in pool)]
    first = min(close, key=lambda m: (m.passage.session, -m.score))
    latest = max(close, key=lambda m: (m.passage.session, m.score))
    lead = {Pick.FIRST: (first,), Pick.BOTH: (first, latest), Pick.LATEST: (latest,), Pick.BEST: ()}[wanted]
    return tuple(dict.fromkeys((*lead, *best, latest)))[: MOST_FACTS + 1]


def _by_other_names(fact: Match, sources: Sources) -> tuple[Match, ...]:
    """The latest sentence on the same thing under the name that a fact gives it: a drug, or one beside it."""
    words = [t.group() for t in TOKEN.finditer(fact.passage.text)]
    near = {at for at, word in enumerate(words) if stem(word) in fact.matched}
    names = {stem(w) for w in words if stem(w) in drugs()} | {
        stem(w)
        for at, w in enumerate(words)
        if at > 0 and w[0].isupper() and w[1:2].islower() and any(0 < at - n <= 2 for n in near)
    }
    found = (
        m
        for name in sorted(names)
        for m in match((name,), name, sources.history, sources.lexicon)
        if m.held and m.passage.session > fact.passage.session
    )
    return tuple(sorted(found, key=lambda m: (-m.passage.session, -m.score))[:1])


def pick(matches: Sequence[Match], most: int) -> tuple[Match, ...]:
    """Return the best matches that stand near the best one, no two from beside each other."""
    chosen: list[Match] = []
    for item in matches:
        if len(chosen) >= most or (chosen and item.score < LIKE_THE_BEST * chosen[0].score):
            break
        if not any(_beside(item, other) for other in chosen):
            chosen.append(item)
    return tuple(chosen)


def _beside(one: Match, other: Match) -> bool:
    same = one.passage.note_id == other.passage.note_id
    return same and abs(one.passage.position - other.passage.position) <= 1


def _width(understanding: Understanding) -> int:
    """How far the first quote is widened: the circumstances of a fact stand in the sentences after it."""
    several = understanding.asked in (Asked.WHY, Asked.OUTCOME) or TWO_QUESTIONS.search(
        understanding.question.lower()
    )
    return BROAD if several else COMFORTABLE


def _as(
    role: Role, matches: Iterable[Match], sources: Sources, understanding: Understanding
) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            role=role,
            evidence=excerpt(
                sources.history, m.passage, m.matched, widen=_width(understanding) if position == 0 else 0
            ),
            strength=round(min(m.score, 1.0), 3),
        )
        for position, m in enumerate(matches)
    )
