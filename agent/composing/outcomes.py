"""Answers about change: verdict first, then what carries it, then what speaks against it, context, gaps."""

from __future__ import annotations

from agent.composing.facts import not_documented
from agent.composing.sentences import absent, cited, joined, phrases, session, spelled
from agent.records import (
    Answer,
    Basis,
    Claim,
    Finding,
    Gathered,
    QuestionKind,
    Role,
    Support,
    Understanding,
    VerdictFacts,
)
from tools.records import Change, Durability

LEADS = {
    Role.BASELINE: "At the start, ",
    Role.TURN: "Then, ",
    Role.BETWEEN: "In between, ",
    Role.LATEST: "Most recently, ",
}


def write_outcome(understanding: Understanding, gathered: Gathered) -> Answer:
    """Write the answer to "has it lasted" or "what changed"."""
    if gathered.support is Support.NOT_DOCUMENTED:
        return not_documented(understanding, gathered.findings, understanding.topic or "this")
    facts = gathered.verdicts[0]
    trail = [cited(LEADS[f.role], f) for f in gathered.findings if f.role in LEADS]
    carrying = [f for f in gathered.findings if f.role is Role.CARRIES]
    told = trail or ([joined("What carries this: ", carrying)] if carrying else [])
    if understanding.kind is QuestionKind.CHANGE and trail:
        claims = [*told, change_sentence(facts, understanding)]
    else:
        claims = [verdict_sentence(facts, understanding), *told, *setback_sentences(facts)]
    claims += _against(gathered) + _context(gathered) + _gaps(facts)
    return _answer(understanding, claims)


def write_summary(understanding: Understanding, gathered: Gathered) -> Answer:
    """Write the arc: overall verdict, domains, context."""
    overall, *domains = gathered.verdicts
    quotes = {f.label: f for f in gathered.findings if f.role is Role.CARRIES}
    claims = [verdict_sentence(overall, understanding, yes_no=False)]
    for facts in domains:
        if facts.domain is not None and facts.documented_sessions:
            claims.append(_domain_line(facts, quotes.get(facts.domain.value)))
    silent = [facts for facts in domains if not facts.documented_sessions]
    if silent:
        claims.append(absent(f"Not documented: {', '.join(_name(f) for f in silent)}."))
    return _answer(understanding, [*claims, *setback_sentences(overall), *_context(gathered)])


def write_gaps(understanding: Understanding, gathered: Gathered) -> Answer:
    """Say which domains the notes leave open."""
    thin = [f for f in gathered.verdicts if f.documented_sessions < 3]
    listed = "; ".join(f"{_name(f)} in {spelled(f.documented_sessions)} sessions" for f in gathered.verdicts)
    lead = (
        f"Little or nothing is documented on {', '.join(_name(f) for f in thin)}."
        if thin
        else "Every outcome domain is documented in at least three sessions."
    )
    return _answer(
        understanding,
        [
            _verdict(lead),
            _verdict(f"Documented: {listed}."),
            absent("Not mentioned is not the same as resolved."),
        ],
    )


def write_setbacks(understanding: Understanding, gathered: Gathered) -> Answer:
    """List returns towards baseline with what was told then and next."""
    if gathered.support is Support.NOT_DOCUMENTED:
        return not_documented(understanding, gathered.findings, "a return towards baseline after improvement")
    then = [f for f in gathered.findings if f.role is Role.SETBACK]
    after = [f for f in gathered.findings if f.role is Role.FOLLOWED]
    labels = tuple(dict.fromkeys(f.label for f in then if f.label))
    lead = (
        [_verdict(f"{'Setbacks' if len(labels) > 1 else 'One setback'}: {'; '.join(labels[:3])}.")]
        if labels
        else []
    )
    claims = [*lead, joined("What was told then: ", then)]
    return _answer(understanding, [*claims, joined("Told next: ", after)] if after else claims)


def verdict_sentence(facts: VerdictFacts, understanding: Understanding, *, yes_no: bool = True) -> Claim:
    """Word the verdict of the tools; no label, number or date is added to it."""
    key = facts.durability.value
    if facts.durability is Durability.NONE:
        key = f"none_{facts.change.value}"
    text = phrases()["verdict"][key].format(
        what=_name(facts, understanding.topic),
        onset=f" from {session(facts.onset_session)}" if facts.onset_session else "",
        since=f" since {session(facts.onset_session)}" if facts.onset_session else "",
        last=f", {session(facts.last_session)}" if facts.last_session and key == "sustained" else "",
        held=_held(facts),
        documented=f"documented in {spelled(facts.documented_sessions)} sessions",
    )
    if not yes_no:
        text = text.removeprefix("Yes, ").removeprefix("No, ").removeprefix("No: ")
    if facts.situational:
        text += " The better spell lies beside a passing circumstance in time."
    return _verdict(text[0].upper() + text[1:])


def change_sentence(facts: VerdictFacts, understanding: Understanding) -> Claim:
    """Word what the tools say of the whole domain, after then and now of one thing in it."""
    return _verdict(
        phrases()["change"][facts.change.value].format(
            what=_name(facts), durability=phrases()["durability"][facts.durability.value]
        )
    )


def setback_sentences(facts: VerdictFacts) -> list[Claim]:
    """Word the setbacks that the tools found."""
    if not facts.setbacks or facts.change is Change.NOT_DOCUMENTED:
        return []
    plural = "Setbacks" if len(facts.setbacks) > 1 else "One setback"
    return [_verdict(f"{plural}: {'; '.join(facts.setbacks[:3])}.")]


def _domain_line(facts: VerdictFacts, finding: Finding | None) -> Claim:
    lasting = phrases()["durability"][facts.durability.value]
    label = f"{_name(facts).capitalize()}: {facts.change.value.replace('_', ' ')}, {lasting}"
    if finding is None:
        return _verdict(f"{label}.")
    where = finding.evidence.session
    return Claim(
        text=f"{label}; session {where} ({{date:{where}}}): {{quote:0}}.",
        evidence=(finding.evidence,),
        basis=Basis.VERDICT,
    )


def _against(gathered: Gathered) -> list[Claim]:
    found = [f for f in gathered.findings if f.role is Role.AGAINST]
    return [joined("Against it: ", found)] if found else []


def _context(gathered: Gathered) -> list[Claim]:
    found = [f for f in gathered.findings if f.role is Role.CONTEXT]
    return [joined("Life context then: ", found)] if found else []


def _gaps(facts: VerdictFacts) -> list[Claim]:
    if facts.documented_sessions == 0:
        return [absent(f"{_name(facts).capitalize()} is not documented.")]
    return []


def _held(facts: VerdictFacts) -> str:
    if facts.weeks_held is None or facts.sessions_held is None:
        return ""
    return f", about {spelled(facts.weeks_held)} weeks and {spelled(facts.sessions_held)} attended sessions"


def _name(facts: VerdictFacts, topic: str = "") -> str:
    name: str = phrases()["domains"][facts.domain.value if facts.domain else "overall"]
    return f"{name} (here: {topic})" if topic and topic not in name else name


def _verdict(text: str) -> Claim:
    return Claim(text=text, basis=Basis.VERDICT)


def _answer(understanding: Understanding, claims: list[Claim]) -> Answer:
    return Answer(question=understanding.question, kind=understanding.kind, claims=tuple(claims))
