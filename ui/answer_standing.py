"""Whether an answer given earlier still stands: what was corrected since, and does it rest on that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from retrieval.errors import RetrievalError
from retrieval.history import History
from retrieval.records import Evidence
from tools.both_versions import verdict_changes
from tools.correcting_observations import ObservationChange
from tools.outcomes.corrections import Dismissal
from ui.findings_desk import Standing
from ui.findings_log import correcting
from ui.findings_words import domain_words

WORDS_GONE = "You corrected an observation whose words this answer cites."
VERDICT_CHANGED = "Since this answer, corrections changed the verdict on: {domains}."


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedPlace:
    """Where cited words stand in the original of a note."""

    note_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerStanding:
    """Whether an answer is stale, and why."""

    stale: bool
    why: str = field(default="")


def answer_standing(
    before: Standing, now: Standing, history: History, cited: Iterable[CitedPlace], *, tells_verdicts: bool
) -> AnswerStanding:
    """Judge an answer that was given under `before`.

    Args:
        before: what was in force then.
        now: what is.
        history: of the client.
        cited: the places that the answer cites.
        tells_verdicts: whether the answer says how the client is doing, and not only what a note says.
    """
    touched = _touched(before, now)
    places = [place for one in touched if (place := _place(history, one)) is not None]
    if any(_overlap(a, b) for a in cited for b in places):
        return AnswerStanding(stale=True, why=WORDS_GONE)
    if tells_verdicts and before.log != now.log:
        changes = verdict_changes(before.both.corrected, now.both.corrected)
        domains = ", ".join(domain_words(change.domain) for change in changes)
        if domains:
            return AnswerStanding(stale=True, why=VERDICT_CHANGED.format(domains=domains))
    return AnswerStanding(stale=False)


def _touched(before: Standing, now: Standing) -> list[Evidence]:
    """Words of observations about which something else is in force now than was then."""
    then, today = (
        {c.observation_id: c for c in correcting(s.log) if isinstance(c, Dismissal | ObservationChange)}
        for s in (before, now)
    )
    ids = {key for key in then.keys() | today.keys() if then.get(key) != today.get(key)}
    return [o.evidence for s in now.read.sessions for o in s.reading.observations if o.id in ids]


def _place(history: History, evidence: Evidence) -> CitedPlace | None:
    try:
        quote = history.quote(evidence)
    except RetrievalError:  # the note was changed, so it cannot be the words that were cited
        return None
    return CitedPlace(note_id=quote.note_id, start=quote.start, end=quote.end)


def _overlap(one: CitedPlace, other: CitedPlace) -> bool:
    return one.note_id == other.note_id and one.start < other.end and other.start < one.end
