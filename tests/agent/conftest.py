"""A small client of our own, and a history over plain text that stands in for the encrypted one."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest

from retrieval.deid import ClientIdentity, Entry
from retrieval.records import (
    Evidence,
    IdentifierType,
    MaskedText,
    Note,
    NoteFormat,
    NoteKind,
    Passage,
    Quote,
)
from retrieval.sentences import split
from tools.records import (
    Assertion,
    Assessment,
    Change,
    Chart,
    ChartSession,
    Domain,
    Durability,
    Level,
    Measure,
    Observation,
    Reading,
    Setback,
    Topic,
    Trajectory,
    Verdict,
)

FIRST_DAY = date(2024, 1, 8)

NOTES = (
    "Intake. [CLIENT], 31, baker. Panic attacks six times a week. Sleeps four hours. Denies SI, no self-harm "
    "ever. GAD-7 = 17. Goal: ride the tram to the bakery alone. "
    "Declined paroxetine, her aunt had felt numb on it.",
    "Five attacks this week. Off work. Interoceptive exposure begun, spinning in the chair. "
    "[PARTNER] drives her.",
    "Two attacks. Rode the tram two stops with [PARTNER]. Sleeps six hours. GAD-7 = 11.",
    "Flood in the bakery cellar, the oven is ruined. Three attacks after the flood. "
    "Passive thoughts of being gone, no plan. The insurance visit is next Tuesday.",
    "No attacks for three weeks. Rode the tram alone every morning. "
    "Hydroxyzine 25 mg as needed, from Dr. [DOCTOR_1].",
    "Group programme was offered, she will think about it. Back at the ovens full time. No "
    "attacks. Denies SI. "
    "GAD-7 = 4.",
)


class PlainHistory:
    """Notes without encryption; search counts shared words. Names: Mirela is the client, Dorin "
    "her partner."""

    NAMES: ClassVar[dict[str, str]] = {"[CLIENT]": "Mirela", "[PARTNER]": "Dorin", "[DOCTOR_1]": "Okafor"}

    def __init__(self, client_id: str, texts: Collection[str]) -> None:
        self.client_id = client_id
        self._notes = {}
        for at, text in enumerate(texts):
            note_id = f"{client_id}-{at + 1}"
            self._notes[note_id] = Note(
                id=note_id,
                client_id=client_id,
                session=at + 1,
                date=FIRST_DAY + timedelta(days=21 * at),
                week=3 * at,
                kind=NoteKind.INTAKE if at == 0 else NoteKind.PROGRESS,
                format=NoteFormat.NARRATIVE,
                body=MaskedText(text=text),
            )
        self.identity = ClientIdentity.start("Mirela").with_entries(
            tuple(
                Entry(surrogate=s, type=IdentifierType.NAME, role="", canonical=name, forms=(name.lower(),))
                for s, name in self.NAMES.items()
            )
        )

    def notes(self) -> tuple[Note, ...]:
        return tuple(self._notes.values())

    def note(self, note_id: str) -> Note:
        return self._notes[note_id]

    def passages(self, note_id: str | None = None) -> tuple[Passage, ...]:
        chosen = self.notes() if note_id is None else (self.note(note_id),)
        return tuple(
            Passage(
                id=f"{n.id}:{at}",
                note_id=n.id,
                session=n.session,
                position=at,
                start=start,
                end=end,
                text=n.text[start:end],
            )
            for n in chosen
            for at, (start, end) in enumerate(split(n.text))
        )

    def search(
        self, query: str, *, limit: int = 8, sessions: Collection[int] | None = None
    ) -> tuple[Any, ...]:
        wanted = {w.strip(".,?!").lower() for w in query.split() if len(w) > 3}
        found = []
        for p in self.passages():
            if sessions is None or p.session in sessions:
                words = {w.strip(".,?!").lower() for w in p.text.split()}
                share = len(wanted & words) / max(len(wanted), 1)
                found.append(SimpleNamespace(passage=p, score=share, cosine=0.6 * share, lexical=share))
        return tuple(sorted(found, key=lambda hit: -hit.score)[:limit])

    def evidence(self, passage: Passage, start: int | None = None, end: int | None = None) -> Evidence:
        first, last = passage.start if start is None else start, passage.end if end is None else end
        return self.find_range(passage.note_id, first, last)

    def find_range(self, note_id: str, start: int, end: int) -> Evidence:
        note = self.note(note_id)
        return Evidence(
            note_id=note_id, session=note.session, start=start, end=end, quote=note.text[start:end]
        )

    def find(self, session: int, words: str) -> Evidence:
        note = self.notes()[session - 1]
        start = note.text.index(words)
        return self.find_range(note.id, start, start + len(words))

    def quote(self, evidence: Evidence) -> Quote:
        note = self.note(evidence.note_id)
        assert note.text[evidence.start : evidence.end] == evidence.quote
        return Quote(
            note_id=note.id,
            session=note.session,
            date=note.date,
            kind=note.kind,
            start=evidence.start,
            end=evidence.end,
            text=self.restore(evidence.quote),
        )

    def mask(self, text: str) -> str:
        for surrogate, name in self.NAMES.items():
            text = text.replace(name, surrogate).replace(name.lower(), surrogate)
        return text

    def restore(self, text: str) -> str:
        for surrogate, name in self.NAMES.items():
            text = text.replace(surrogate, name)
        return text

    def original(self, note_id: str) -> str:
        return self.restore(self.note(note_id).text)


@pytest.fixture
def make_history() -> Callable[..., PlainHistory]:
    """Build a history over texts of one's own."""
    return lambda *texts, client_id="c1": PlainHistory(client_id, texts or NOTES)


@pytest.fixture
def history() -> PlainHistory:
    """The small client's notes."""
    return PlainHistory("c1", NOTES)


@pytest.fixture
def chart(history: PlainHistory) -> Chart:
    """What a reader would read in them."""

    def see(session: int, words: str, topic: Topic = Topic.FINDING, **more: Any) -> Observation:
        evidence = history.find(session, words)
        return Observation(id=f"{session}:{evidence.start}", topic=topic, evidence=evidence, **more)

    symptoms, risk = (Domain.SYMPTOMS,), (Domain.RISK,)
    seen = {
        1: [
            see(
                1,
                "Panic attacks six times a week",
                domains=symptoms,
                level=Level.IMPAIRED,
                indicator="panic attacks",
            ),
            see(
                1,
                "Denies SI",
                domains=risk,
                level=Level.WELL,
                assertion=Assertion.ABSENT,
                indicator="suicidal ideation",
            ),
            see(1, "ride the tram to the bakery alone", Topic.GOAL),
        ],
        2: [
            see(
                2, "Five attacks this week", domains=symptoms, level=Level.IMPAIRED, indicator="panic attacks"
            ),
            see(2, "Interoceptive exposure begun", Topic.INTERVENTION),
        ],
        3: [see(3, "Two attacks", domains=symptoms, level=Level.PARTLY, indicator="panic attacks")],
        4: [
            see(4, "Flood in the bakery cellar", Topic.LIFE_EVENT),
            see(
                4,
                "Three attacks after the flood",
                domains=symptoms,
                level=Level.IMPAIRED,
                indicator="panic attacks",
            ),
            see(
                4,
                "Passive thoughts of being gone",
                domains=risk,
                level=Level.PARTLY,
                indicator="suicidal ideation",
            ),
        ],
        5: [
            see(
                5, "No attacks for three weeks", domains=symptoms, level=Level.WELL, indicator="panic attacks"
            )
        ],
        6: [
            see(
                6,
                "Denies SI",
                domains=risk,
                level=Level.WELL,
                assertion=Assertion.ABSENT,
                indicator="suicidal ideation",
            )
        ],
    }
    return Chart(
        client_id=history.client_id,
        sessions=tuple(
            ChartSession(
                session=note.session,
                date=note.date,
                kind=note.kind,
                reading=Reading(note_id=note.id, reader="hand", observations=tuple(seen[note.session])),
            )
            for note in history.notes()
        ),
    )


@pytest.fixture
def assessment(history: PlainHistory, chart: Chart) -> Assessment:
    """What the outcome tools would make of it."""

    def verdict(domain: Domain | None, change: Change, durability: Durability, **more: Any) -> Verdict:
        return Verdict(domain=domain, change=change, durability=durability, trace=(), **more)

    held = {"onset_session": 3, "weeks_held": 9.0, "sessions_held": 4, "documented_sessions": 6}
    carried = tuple(
        history.find(*at) for at in ((1, "Panic attacks six times a week"), (5, "No attacks for three weeks"))
    )
    domains = {d: verdict(d, Change.NOT_DOCUMENTED, Durability.INSUFFICIENT) for d in Domain}
    against = (history.find(4, "Three attacks after the flood"),)
    domains[Domain.SYMPTOMS] = verdict(
        Domain.SYMPTOMS, Change.IMPROVED, Durability.SUSTAINED, evidence=carried, against=against, **held
    )
    topics = [o for s in chart.sessions for o in s.reading.observations]
    score = {1: 17.0, 3: 11.0, 6: 4.0}
    return Assessment(
        client_id=history.client_id,
        domains=domains,
        overall=verdict(None, Change.IMPROVED, Durability.SUSTAINED, evidence=carried, **held),
        trajectories={d: Trajectory(domain=d, points=()) for d in Domain},
        setbacks=(Setback(sessions=(4,), kind="situational", recovered_by=5, domains=(Domain.SYMPTOMS,)),),
        life_context=tuple(o for o in topics if o.topic is Topic.LIFE_EVENT),
        interventions=tuple(o for o in topics if o.topic is Topic.INTERVENTION),
        goals=tuple(o for o in topics if o.topic is Topic.GOAL),
        measures=tuple(
            Measure(instrument="GAD-7", score=n, session=s, evidence=history.find(s, f"GAD-7 = {n:g}"))
            for s, n in score.items()
        ),
    )


@pytest.fixture
def sources(history: PlainHistory, chart: Chart, assessment: Assessment) -> Any:
    """Everything that gathering looks at."""
    from agent.gathering.lexicon import Lexicon
    from agent.gathering.sources import Sources

    return Sources(history=history, chart=chart, assessment=assessment, lexicon=Lexicon.of(history))
