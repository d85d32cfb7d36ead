"""The overall verdict: a summary of five domains; symptoms lead, function and risk may object."""

from __future__ import annotations

from collections.abc import Mapping

from retrieval.records import Evidence
from tools.records import Change, Domain, Durability, RuleFiring, Verdict

LEADERS = (Domain.SYMPTOMS, Domain.FUNCTION)
"""The first of these that is documented speaks for the whole, subject to the objections below."""
OBJECTORS = (Domain.FUNCTION, Domain.RISK)
MOST_AGAINST = 6
SETTLED_AGAINST = (Change.WORSENED, Change.MIXED)


def overall(domains: Mapping[Domain, Verdict]) -> Verdict:
    """Sum up five verdicts.

    Rules in order: neither symptoms nor function documented, nothing can be said; the leader improved while
    function or risk worsened, did not move, or lost its gain: mixed; the leader did not move while function
    and another domain improved: mixed; the leader did not move while function and risk both worsened:
    worsened; otherwise the leader's verdict.
    """
    leader = next((d for d in LEADERS if domains[d].change is not Change.NOT_DOCUMENTED), None)
    if leader is None:
        return _verdict(
            domains,
            Change.NOT_DOCUMENTED,
            Durability.INSUFFICIENT,
            "neither symptoms nor function documented",
            (),
        )
    lead = domains[leader]
    objectors = tuple(d for d in OBJECTORS if d is not leader and _objects(domains[d], lead))
    if lead.change is Change.IMPROVED and objectors:
        return _verdict(
            domains, Change.MIXED, _of_mixed(domains, objectors), "domains disagree", (leader, *objectors)
        )
    gained = tuple(d for d in Domain if domains[d].change is Change.IMPROVED)
    still = lead.change is Change.UNCHANGED and lead.durability is not Durability.TEMPORARY
    if still and Domain.FUNCTION in gained and len(gained) > 1:
        return _verdict(domains, Change.MIXED, lead.durability, "domains disagree", (leader, *gained))
    if lead.change is Change.UNCHANGED and all(domains[d].change is Change.WORSENED for d in OBJECTORS):
        return _verdict(domains, Change.WORSENED, lead.durability, "function and risk worsened", OBJECTORS)
    return _verdict(domains, lead.change, lead.durability, f"{leader.value} leads", (leader,))


def _against(domains: Mapping[Domain, Verdict]) -> tuple[Evidence, ...]:
    """What speaks against any of the domains, newest first."""
    found = dict.fromkeys(e for v in domains.values() for e in v.against)
    return tuple(sorted(found, key=lambda e: (-e.session, e.start))[:MOST_AGAINST])


def _objects(verdict: Verdict, lead: Verdict) -> bool:
    """Worsened speaks against any gain; a gain lost or never made, against one that is claimed to last."""
    if verdict.change in SETTLED_AGAINST:
        return verdict.durability is Durability.NONE or verdict.durability is Durability.TEMPORARY
    if lead.durability is not Durability.SUSTAINED or verdict.change is not Change.UNCHANGED:
        return False
    return verdict.durability is Durability.TEMPORARY or (
        verdict.domain is Domain.FUNCTION and verdict.durability is Durability.NONE
    )


def _of_mixed(domains: Mapping[Domain, Verdict], objectors: tuple[Domain, ...]) -> Durability:
    """A mixed picture lasts no longer than the weakest of its parts."""
    found = {domains[d].durability for d in objectors}
    return Durability.NONE if Durability.NONE in found else Durability.TEMPORARY


def _verdict(
    domains: Mapping[Domain, Verdict],
    change: Change,
    durability: Durability,
    rule: str,
    by: tuple[Domain, ...],
) -> Verdict:
    carried = [domains[d] for d in (by or tuple(domains))]
    parts = "; ".join(f"{d.value} {v.change.value}, {v.durability.value}" for d, v in domains.items())
    lead = carried[0]
    kept = change is lead.change and durability is lead.durability
    return Verdict(
        domain=None,
        change=change,
        durability=durability,
        trace=(
            RuleFiring(rule="the five domains", outcome=parts),
            RuleFiring(
                rule=rule, outcome=f"{change.value}, {durability.value}", evidence=tuple(d.value for d in by)
            ),
        ),
        onset_session=lead.onset_session if kept else None,
        weeks_held=lead.weeks_held if kept else None,
        sessions_held=lead.sessions_held if kept else None,
        situational=lead.situational,
        evidence=tuple(dict.fromkeys(e for v in carried for e in v.evidence)),
        against=_against(domains),
        documented_sessions=max(v.documented_sessions for v in domains.values()),
    )
