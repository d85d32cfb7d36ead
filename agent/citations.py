"""The citation check: what an answer may say is what its evidence and the tools say. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from agent.composing.facts import not_documented
from agent.records import Answer, Basis, Claim, Gathered, Understanding, VerdictFacts
from agent.rendering import PLACEHOLDER
from retrieval.records import Evidence
from tools.records import Durability

FIGURE = re.compile(r"\d+(?:[.:/]\d+)*")
QUOTED = re.compile(r"“([^”]+)”")
VERDICT_WORDS: dict[Durability, re.Pattern[str]] = {
    Durability.SUSTAINED: re.compile(
        r"\b(yes, sustained|(has|have|was|were|been|is|are) (been )?sustained|held to the last)\b",
        re.IGNORECASE,
    ),
    Durability.EMERGING: re.compile(r"\b(emerging|not established yet|too early)\b", re.IGNORECASE),
    Durability.FLUCTUATING: re.compile(r"\b(fluctuat\w+|up and down)\b", re.IGNORECASE),
    Durability.TEMPORARY: re.compile(r"\b(did not last|temporary|for a while)\b", re.IGNORECASE),
}
"""Wordings that state a durability; only the tools' own may stand in an answer."""

SURROGATE = re.compile(r"\[(?!CLIENT)[A-Z][A-Z_0-9]*\]")

NoteText = Callable[[str], str]


def verify(answer: Answer, understanding: Understanding, gathered: Gathered, note_text: NoteText) -> Answer:
    """Drop every claim that its evidence or the tools do not bear out.

    Args:
        answer: What a writer wrote.
        understanding: What was asked.
        gathered: What was found; the only source of verdicts and figures.
        note_text: Clean text of a note by id.

    Returns:
        The answer without unsupported claims; "not documented" where none is left.
    """
    kept = tuple(c for c in answer.claims if supported(c, gathered, note_text))
    if not any(c.basis is not Basis.REMARK for c in kept) and any(
        c.basis is not Basis.REMARK for c in answer.claims
    ):
        fallback = not_documented(understanding, ())
        return replace(
            fallback, writer=answer.writer, notices=(*answer.notices, "No sentence could be verified.")
        )
    dropped = len(answer.claims) - len(kept)
    notice = (f"{dropped} unverified sentence{'s' if dropped > 1 else ''} left out.",) if dropped else ()
    return replace(answer, claims=kept, notices=(*answer.notices, *notice))


def sessions_told(answer: Answer) -> tuple[int, ...]:
    """Return the sessions that an answer cites, in order."""
    return tuple(sorted({e.session for claim in answer.claims for e in claim.evidence}))


def people_told(answer: Answer) -> tuple[str, ...]:
    """Return the surrogates of people, other than the client, in what an answer cites first."""
    first = next((e.quote for claim in answer.claims for e in claim.evidence), "")
    return tuple(dict.fromkeys(name.lower() for name in SURROGATE.findall(first)))


def supported(claim: Claim, gathered: Gathered, note_text: NoteText) -> bool:
    """Tell whether a claim holds: its evidence verbatim, its quotes, figures and verdicts borne out."""
    if not all(verbatim(e, note_text) for e in claim.evidence) or not _placeholders_filled(claim):
        return False
    if not all(_quoted_in(words, claim.evidence) for words in QUOTED.findall(claim.text)):
        return False
    if claim.basis is Basis.EVIDENCE:
        return (
            bool(claim.evidence)
            and not _states_other_verdict(claim.text, gathered.verdicts)
            and not _strange_figures(claim, gathered)
        )
    if claim.basis is Basis.VERDICT:
        return (
            bool(gathered.verdicts)
            and not _states_other_verdict(claim.text, gathered.verdicts)
            and not _strange_figures(claim, gathered)
        )
    return True


def verbatim(evidence: Evidence, note_text: NoteText) -> bool:
    """Tell whether the words of a piece of evidence stand in its note at its place."""
    return (
        bool(evidence.quote) and note_text(evidence.note_id)[evidence.start : evidence.end] == evidence.quote
    )


def _placeholders_filled(claim: Claim) -> bool:
    return all(int(m[2]) < len(claim.evidence) for m in PLACEHOLDER.finditer(claim.text) if m[1] != "date")


def _quoted_in(words: str, evidence: Sequence[Evidence]) -> bool:
    wanted = " ".join(words.split()).strip(" .,;").lower()
    return any(wanted in " ".join(e.quote.split()).lower() for e in evidence)


def _states_other_verdict(text: str, verdicts: Sequence[VerdictFacts]) -> bool:
    said = {
        durability
        for durability, pattern in VERDICT_WORDS.items()
        if pattern.search(PLACEHOLDER.sub(" ", text))
    }
    return bool(said) and not said <= {v.durability for v in verdicts}


def _strange_figures(claim: Claim, gathered: Gathered) -> bool:
    """Whether a figure in the writer's own words comes from nowhere."""
    own = PLACEHOLDER.sub(" ", QUOTED.sub(" ", claim.text))
    known = {f for e in claim.evidence for f in FIGURE.findall(e.quote)} | {
        str(e.session) for e in claim.evidence
    }
    known |= {figure for f in gathered.findings for figure in FIGURE.findall(f.label)}
    known |= {figure for v in gathered.verdicts for figure in _figures(v)}
    return any(figure not in known for figure in FIGURE.findall(own))


def _figures(facts: VerdictFacts) -> set[str]:
    numbers = (
        facts.onset_session,
        facts.sessions_held,
        facts.documented_sessions,
        facts.first_session,
        facts.last_session,
        None if facts.weeks_held is None else round(facts.weeks_held),
    )
    return {str(n) for n in numbers if n is not None} | {
        f for text in facts.setbacks for f in FIGURE.findall(text)
    }
