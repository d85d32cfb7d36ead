"""Answers about scores, risk, life context and interventions."""

from __future__ import annotations

from itertools import groupby

from agent.composing.facts import not_documented, write_facts
from agent.composing.sentences import cited, joined, session
from agent.records import Answer, Claim, Finding, Gathered, Role, Support, Understanding


def write_measures(understanding: Understanding, gathered: Gathered) -> Answer:
    """List scores with session and date, by instrument; or say that none is documented."""
    scores = [f for f in gathered.findings if f.role is Role.SCORE]
    if gathered.support is Support.DOCUMENTED:
        return _answer(understanding, _series(scores))
    what = f"a {understanding.instrument} score" if understanding.instrument else "such a score"
    answer = not_documented(understanding, gathered.findings, what)
    if any(f.role is Role.NEAREST for f in gathered.findings) or not scores:
        return answer
    series = _series(scores)
    return Answer(
        question=answer.question,
        kind=answer.kind,
        claims=(
            *answer.claims,
            *(Claim(text=f"They do hold: {c.text}", evidence=c.evidence) for c in series),
        ),
        abstained=True,
    )


def write_risk(understanding: Understanding, gathered: Gathered) -> Answer:
    """Say first whether anything was recorded, then each statement with its date; denials as denials."""
    if gathered.support is Support.NOT_DOCUMENTED:
        return not_documented(understanding, gathered.findings)
    present = _in_order(gathered, Role.RISK)
    denied = _in_order(gathered, Role.DENIAL)
    claims: list[Claim] = []
    if present:
        claims.append(joined("Yes, the notes record: ", present))
        claims += [joined("Denied or absent: ", denied)] if denied else []
    else:
        claims.append(joined("None is documented as present; it is denied or absent in ", denied))
    return _answer(understanding, claims)


def write_context(understanding: Understanding, gathered: Gathered) -> Answer:
    """Tell what the notes place at that time, in order; nothing is said to be a cause."""
    told = _in_order(gathered, Role.CONTEXT)
    if gathered.support is not Support.DOCUMENTED or not told:
        return write_facts(understanding, gathered)
    first, *more = told
    claims = [cited("At that time the notes tell, in ", first)]
    return _answer(understanding, [*claims, joined("They also tell: ", more)] if more else claims)


def write_interventions(understanding: Understanding, gathered: Gathered) -> Answer:
    """Put what was done and what followed in order of time."""
    told = {Role.FACT, Role.INTERVENTION, Role.FOLLOWED}
    findings = [f for f in gathered.findings if f.role in told]
    if gathered.support is not Support.DOCUMENTED or all(f.role is Role.FACT for f in findings):
        return write_facts(understanding, gathered)
    done = [f for f in findings if f.role is not Role.FOLLOWED]
    after = [f for f in findings if f.role is Role.FOLLOWED]
    claims = [joined("In order of time, which is not cause. Done: ", done)] if done else []
    return _answer(understanding, [*claims, joined("Told after it: ", after)] if after else claims)


def write_goals(understanding: Understanding, gathered: Gathered) -> Answer:
    """List each goal with the latest words on it; one goal that was asked for is answered as a fact."""
    if not any(f.role is Role.GOAL for f in gathered.findings):
        return write_facts(understanding, gathered)
    leads = {Role.GOAL: "A goal was set in ", Role.FOLLOWED: "The latest words on it stand in "}
    return _answer(understanding, [cited(leads[f.role], f) for f in gathered.findings if f.role in leads])


def _series(scores: list[Finding]) -> list[Claim]:
    """One claim per instrument: every score with its session, the words that carry it cited."""
    ordered = sorted(scores, key=lambda f: (_instrument(f), f.evidence.session))
    claims = []
    for name, group in groupby(ordered, key=_instrument):
        found = list(group)
        parts = [
            f"{f.label.rsplit(' ', 1)[1]} in {session(f.evidence.session)} {{cite:{at}}}"
            for at, f in enumerate(found)
        ]
        claims.append(Claim(text=f"{name}: {', '.join(parts)}.", evidence=tuple(f.evidence for f in found)))
    return claims


def _instrument(finding: Finding) -> str:
    return finding.label.rsplit(" ", 1)[0]


def _in_order(gathered: Gathered, role: Role) -> list[Finding]:
    return sorted((f for f in gathered.findings if f.role is role), key=lambda f: f.evidence.session)


def _answer(understanding: Understanding, claims: list[Claim]) -> Answer:
    return Answer(question=understanding.question, kind=understanding.kind, claims=tuple(claims))
