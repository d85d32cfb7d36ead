"""How findings are called on screen. Data only."""

from __future__ import annotations

from tools.records import Change, Domain, Durability, Level

DOMAINS = {
    Domain.SYMPTOMS: "Symptoms",
    Domain.FUNCTION: "Functioning",
    Domain.STABILITY: "Stability",
    Domain.RISK: "Risk",
    Domain.PRESENTATION: "Presentation",
}
CHANGES = {
    Change.IMPROVED: "improved",
    Change.WORSENED: "worse",
    Change.UNCHANGED: "unchanged",
    Change.MIXED: "mixed",
    Change.NOT_DOCUMENTED: "not documented",
}
DURABILITIES = {
    Durability.SUSTAINED: "sustained",
    Durability.EMERGING: "emerging",
    Durability.FLUCTUATING: "fluctuating",
    Durability.TEMPORARY: "temporary",
    Durability.NONE: "",
    Durability.INSUFFICIENT: "too little documented",
}
LEVELS = {Level.WELL: "doing well", Level.PARTLY: "partly affected", Level.IMPAIRED: "impaired"}


FOR_A_WHILE = {
    Change.UNCHANGED: "improved for a while, now as before",
    Change.WORSENED: "improved for a while, now worse",
}
"""A temporary gain, named by how it stands now."""


def verdict_words(change: Change, durability: Durability) -> str:
    """A verdict in a few words: "improved, sustained"."""
    if durability is Durability.TEMPORARY and change in FOR_A_WHILE:
        return FOR_A_WHILE[change]
    words = [CHANGES[change], DURABILITIES[durability]]
    return ", ".join(word for word in words if word)
