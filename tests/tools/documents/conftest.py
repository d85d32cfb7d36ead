"""A small course of our own, read by hand: what each sentence says is known in advance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest

from retrieval.records import Evidence, MaskedText, Note, NoteFormat, NoteKind, Passage
from retrieval.sentences import split
from tools.documents.material import Material, material_of
from tools.documents.records import DocumentKind, Purpose
from tools.records import (
    Assertion,
    Chart,
    ChartSession,
    Direction,
    Domain,
    Level,
    Measure,
    Observation,
    Reading,
    Source,
    StateBelief,
    Topic,
)

FIRST_DAY = date(2024, 1, 8)
STATES = {
    "-": StateBelief(impaired=1, partly=0, well=0, not_documented=0),
    "+": StateBelief(impaired=0, partly=0, well=1, not_documented=0),
    "?": StateBelief(impaired=0, partly=0, well=0, not_documented=1),
}
F, SEEN = Topic.FINDING, Source.OBSERVATION
BAD, GOOD = Level.IMPAIRED, Level.WELL
Said = tuple[str, Topic, Domain | None, Level | None]
COURSE: list[tuple[NoteKind, str, list[Said]]] = [
    (
        NoteKind.INTAKE,
        "Presenting problem: panic in shops. Six attacks a week. Dx: panic disorder, F41.0. Cannot shop "
        "alone. Flat affect, slow speech. Passive SI, no plan. PHQ-9 = 18. Treatment goal: shop alone again.",
        [
            ("Six attacks a week.", F, Domain.SYMPTOMS, BAD),
            ("Cannot shop alone.", F, Domain.FUNCTION, BAD),
            ("Flat affect, slow speech.", F, Domain.PRESENTATION, BAD),
            ("Passive SI, no plan.", F, Domain.RISK, BAD),
            ("Treatment goal: shop alone again.", Topic.GOAL, None, None),
        ],
    ),
    (
        NoteKind.PROGRESS,
        "Six attacks again. Interoceptive exposure begun. Flat was sold, she moves in with [SISTER].",
        [
            ("Six attacks again.", F, Domain.SYMPTOMS, BAD),
            ("Interoceptive exposure begun.", Topic.INTERVENTION, None, None),
            ("Flat was sold, she moves in with [SISTER].", Topic.LIFE_EVENT, None, None),
        ],
    ),
    *(
        (
            NoteKind.PROGRESS,
            f"No attacks in the week. Shops alone on day {n}. PHQ-9 = {9 - n}.",
            [
                ("No attacks in the week.", F, Domain.SYMPTOMS, GOOD),
                (f"Shops alone on day {n}.", F, Domain.FUNCTION, GOOD),
            ],
        )
        for n in range(3)
    ),
    (
        NoteKind.PROGRESS,
        "Three attacks after the funeral. Stayed at home.",
        [
            ("Three attacks after the funeral.", F, Domain.SYMPTOMS, BAD),
            ("Stayed at home.", F, Domain.FUNCTION, BAD),
        ],
    ),
    *(
        (
            NoteKind.PROGRESS,
            f"No attacks since then. Shops alone, trip {n}.",
            [
                ("No attacks since then.", F, Domain.SYMPTOMS, GOOD),
                (f"Shops alone, trip {n}.", F, Domain.FUNCTION, GOOD),
            ],
        )
        for n in range(4)
    ),
]
SECRET = "Dream of an aquarium; I was irritated by Six attacks."


@pytest.fixture
def material() -> Callable[..., Material]:
    """Material for a document; sentences may be taken out of the notes, a psychotherapy note put in."""

    def make(
        kind: DocumentKind = DocumentKind.DISCHARGE,
        purpose: Purpose = Purpose.OWN,
        *,
        without: tuple[str, ...] = (),
        psychotherapy: bool = False,
    ) -> Material:
        course = [*COURSE]
        if psychotherapy:
            course.append(
                (
                    NoteKind.PSYCHOTHERAPY,
                    SECRET,
                    [("I was irritated by Six attacks.", F, Domain.SYMPTOMS, BAD)],
                )
            )
        notes, passages, sessions = [], [], []
        for number, (sort, text, said) in enumerate(course, start=1):
            kept = [(words, *rest) for words, *rest in said if not any(w in words for w in without)]
            sentences = [text[a:b] for a, b in split(text)]
            text = " ".join(s for s in sentences if not any(w in s for w in without)) or "Met."
            note = _note(number, sort, text)
            notes.append(note)
            passages += _passages(note)
            sessions.append(_session(note, kept))
        return material_of(
            kind,
            purpose,
            notes=notes,
            passages=passages,
            chart=Chart(client_id="c1", sessions=tuple(sessions)),
        )

    return make


def _note(number: int, kind: NoteKind, text: str) -> Note:
    return Note(
        id=f"n{number}",
        client_id="c1",
        session=number,
        date=FIRST_DAY + timedelta(weeks=3 * number - 3),
        week=3 * number - 3,
        kind=kind,
        format=NoteFormat.NARRATIVE,
        body=MaskedText(text=text),
    )


def _passages(note: Note) -> list[Passage]:
    return [
        Passage(
            id=f"{note.id}:{at}",
            note_id=note.id,
            session=note.session,
            position=at,
            start=a,
            end=b,
            text=note.text[a:b],
        )
        for at, (a, b) in enumerate(split(note.text))
    ]


def _evidence(note: Note, words: str) -> Evidence:
    start = note.text.index(words)
    return Evidence(note_id=note.id, session=note.session, start=start, end=start + len(words), quote=words)


def _session(note: Note, said: list[tuple]) -> ChartSession:  # type: ignore[type-arg]
    observations = tuple(
        Observation(
            id=f"{note.id}-{at}",
            topic=topic,
            evidence=_evidence(note, words),
            domains=(domain,) if domain else (),
            level=level,
            direction=Direction.WORSE if level is BAD and note.session > 2 else None,
            assertion=Assertion.PRESENT,
            source=SEEN if domain is Domain.PRESENTATION else Source.REPORT,
            certainty=0.9,
        )
        for at, (words, topic, domain, level) in enumerate(said)
    )
    states: Mapping[Domain, StateBelief] = {
        d: STATES[next(("-" if o.level is BAD else "+" for o in observations if d in o.domains), "?")]
        for d in Domain
    }
    at = note.text.find("PHQ-9 = ")
    measures = ()
    if at >= 0:
        words = note.text[at:].split(".")[0]
        measures = (
            Measure(
                instrument="PHQ-9",
                score=float(words.split("=")[1]),
                session=note.session,
                evidence=_evidence(note, words),
            ),
        )
    reading = Reading(
        note_id=note.id, reader="hand", observations=observations, states=states, measures=measures
    )
    return ChartSession(session=note.session, date=note.date, kind=note.kind, reading=reading)
