"""Serves the chat over a made-up practice, for the browser test: python made_up_practice.py FOLDER PORT.

Everything of the interface is real; the assistant's answers are written by hand, so that what the page must
show is known in advance. Not a test module: pytest does not collect it, and nothing imports it.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

from sqlalchemy import Engine, create_engine

from agent.records import NumberedQuote, QuestionKind, RenderedAnswer, Sentence, Step
from agent.settings import Settings
from agent.shown import Side
from retrieval.errors import UnknownClientError
from retrieval.records import Client, Evidence, MaskedText, Note, NoteFormat, NoteKind, Quote
from retrieval.vault import Cipher, load_master_key
from tools.records import (
    Assessment,
    Change,
    Chart,
    ChartSession,
    Domain,
    Durability,
    Level,
    Observation,
    Reading,
    Setback,
    Topic,
    Trajectory,
    TrajectoryPoint,
    Verdict,
)
from ui.accounts import Accounts, Role
from ui.serve import serve

SLOWLY = "slowly"
"""A question with this word gets one sentence of its answer and then waits, so that it can be stopped."""
SIDES = (Side.FOR, Side.FOR, Side.AGAINST)
"""Of the three quotes of the answer."""
PASSWORD = "only for this browser test"
MAREN = Client(id="c-0001", name="Maren Holloway", pronouns="she/her")
TOBIAS = Client(id="c-0002", name="Tobias Adeyemi-Clarke", pronouns="he/him")

FILLER = (
    "Client arrived on time. Reviewed the week. Discussed homework and the hierarchy; agreed on the next "
    "step. Sleep hygiene revisited. Breathing exercise practised in session with good effect.\n\n"
)
NOTES = {
    MAREN.id: [
        (
            "2024-01-09",
            NoteKind.INTAKE,
            "S: Panic attacks 4-5x/week, avoids the tram. <b>Not markup</b> & *not* emphasis.",
        ),
        ("2024-01-23", NoteKind.PROGRESS, "S: Panic attacks 4x this week. Off work since Monday."),
        (
            "2024-02-06",
            NoteKind.PROGRESS,
            "S: One panic attack this week, rode the tram two stops with sister Ilse.",
        ),
        ("2024-02-20", NoteKind.CANCELLED, "Cancelled by client (flu)."),
        ("2024-03-05", NoteKind.PROGRESS, "S: No attacks. Back at work full time."),
        ("2024-03-26", NoteKind.PROGRESS, "S: Father died on the 17th. Two panic attacks, stayed home."),
        (
            "2024-04-16",
            NoteKind.PROGRESS,
            "S: No attacks for two weeks. Used breathing unprompted at the funeral.",
        ),
        (
            "2024-05-14",
            NoteKind.PROGRESS,
            FILLER * 9 + "S: No panic attacks since April, takes the tram daily.\n\n" + FILLER * 6,
        ),
    ],
    TOBIAS.id: [("2024-02-01", NoteKind.INTAKE, "Low mood for a year; stopped seeing friends.")],
}
L = Level
STATES = {
    Domain.SYMPTOMS: {
        1: L.IMPAIRED,
        2: L.IMPAIRED,
        3: L.PARTLY,
        5: L.WELL,
        6: L.PARTLY,
        7: L.WELL,
        8: L.WELL,
    },
    Domain.FUNCTION: {1: L.IMPAIRED, 2: L.IMPAIRED, 3: L.PARTLY, 5: L.WELL, 6: L.IMPAIRED, 8: L.WELL},
    Domain.STABILITY: {2: L.IMPAIRED, 6: L.PARTLY, 7: L.WELL, 8: L.WELL},
    Domain.RISK: {1: L.WELL, 8: L.WELL},
    Domain.PRESENTATION: {1: L.IMPAIRED, 3: L.PARTLY, 7: L.WELL},
}


class MadeUpRecord:
    """One client's record."""

    def __init__(self, client_id: str) -> None:
        self._client_id = client_id
        self._notes = {
            f"n-{client_id}-{number}": Note(
                id=f"n-{client_id}-{number}",
                client_id=client_id,
                session=number,
                date=date.fromisoformat(day),
                week=0,
                kind=kind,
                format=NoteFormat.SOAP,
                body=MaskedText(text=text),
            )
            for number, (day, kind, text) in enumerate(NOTES[client_id], 1)
        }

    def notes(self) -> tuple[Note, ...]:
        return tuple(self._notes.values())

    def note(self, note_id: str) -> Note:
        if note_id not in self._notes:
            raise UnknownClientError("This client has no note with that id.")
        return self._notes[note_id]

    def original(self, note_id: str) -> str:
        return self.note(note_id).text

    def restore(self, text: str) -> str:
        return text

    def quote(self, session: int, words: str) -> Quote:
        note = self.note(f"n-{self._client_id}-{session}")
        start = note.text.index(words)
        place = {"start": start, "end": start + len(words), "text": words}
        return Quote(note_id=note.id, session=session, date=note.date, kind=note.kind, **place)


class MadeUpPractice:
    """A practice of two clients, only one of whom has more than an intake note."""

    def __init__(self, settings: Settings) -> None:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        self._cipher = load_master_key(settings.master_key_path, create=True)
        self._database = create_engine(f"sqlite:///{settings.data_dir / 'practice.db'}")
        accounts = Accounts(self._database, self._cipher)
        if not accounts.all():
            accounts.create("dr.reed", PASSWORD, Role.CLINICIAN)
            accounts.create("someone.else", PASSWORD, Role.CLINICIAN)

    @property
    def database(self) -> Engine:
        return self._database

    @property
    def cipher(self) -> Cipher:
        return self._cipher

    def clients(self) -> tuple[Client, ...]:
        return (TOBIAS, MAREN)

    def client(self, client_id: str) -> Client:
        return next(client for client in self.clients() if client.id == client_id)

    def owners(self) -> dict[str, str]:
        return {TOBIAS.id: "", MAREN.id: ""}

    def add_client(self, name: str, pronouns: str = "", *, owner: str = "") -> Client:
        raise NotImplementedError

    def history(self, client_id: str) -> MadeUpRecord:
        return MadeUpRecord(client_id)

    def chart(self, client_id: str) -> Chart:
        sessions = tuple(
            ChartSession(
                session=note.session,
                date=note.date,
                kind=note.kind,
                reading=Reading(note_id=note.id, reader="-"),
            )
            for note in self.history(client_id).notes()
        )
        return Chart(client_id=client_id, sessions=sessions)

    def assessment(self, client_id: str) -> Assessment:
        dates = {note.session: note.date for note in self.history(client_id).notes()}
        states = STATES if client_id == MAREN.id else {domain: {} for domain in Domain}
        trajectories = {
            domain: Trajectory(
                domain=domain,
                points=tuple(
                    TrajectoryPoint(session=session, date=dates[session], state=state, certainty=0.9)
                    for session, state in states[domain].items()
                ),
            )
            for domain in Domain
        }
        improved = {"change": Change.IMPROVED, "durability": Durability.SUSTAINED, "trace": ()}
        held = {"onset_session": 5, "weeks_held": 10.0, "sessions_held": 4, "documented_sessions": 7}
        missing = {"change": Change.NOT_DOCUMENTED, "durability": Durability.INSUFFICIENT, "trace": ()}
        known = client_id == MAREN.id
        verdicts = {
            domain: Verdict(domain=domain, **(improved | held if known else missing)) for domain in Domain
        }
        verdicts[Domain.RISK] = Verdict(
            domain=Domain.RISK, change=Change.UNCHANGED, durability=Durability.NONE, trace=()
        )
        event = Evidence(note_id="n-c-0001-6", session=6, start=3, end=26, quote="Father died on the 17th")
        setback = Setback(
            sessions=(6,), kind="situational", recovered_by=7, domains=(Domain.SYMPTOMS, Domain.FUNCTION)
        )
        return Assessment(
            client_id=client_id,
            domains=verdicts,
            overall=Verdict(domain=None, **(improved | held if known else missing)),
            trajectories=trajectories,
            setbacks=(setback,) if known else (),
            life_context=(Observation(id="o1", topic=Topic.LIFE_EVENT, evidence=event),) if known else (),
        )

    async def forget_conversation(self, client_id: str, thread_id: str) -> None:
        """Nothing is remembered here."""

    async def stream(
        self, question: str, *, client_id: str, thread_id: str
    ) -> AsyncIterator[Step | Sentence | RenderedAnswer]:
        yield Step(name="understand", text="Took this as a question about lasting change")
        yield Step(name="gather", text="Looked at 7 attended sessions in five domains")
        record = self.history(client_id)
        if client_id != MAREN.id:
            yield RenderedAnswer(
                text="The notes do not document this.",
                citations=(),
                kind=QuestionKind.SUSTAINED,
                abstained=True,
            )
            return
        quotes = (
            record.quote(1, "Panic attacks 4-5x/week"),
            record.quote(8, "No panic attacks since April, takes the tram daily"),
            record.quote(6, "Father died on the 17th. Two panic attacks, stayed home"),
        )
        text = (
            "Yes: the improvement has been sustained, for 10 weeks and 4 attended sessions.\n\n"
            "- Symptoms: at intake “Panic attacks 4-5x/week” [1]; at the last session “No panic attacks "
            "since April, takes the tram daily” [2].\n"
            "- Against it: one setback in session 6, “Father died on the 17th. Two panic attacks, stayed "
            "home” [3], recovered from by session 7.\n\n"
            "Not documented: appetite. Signs *like these* and <i>these</i> stay as they are."
        )
        numbered = tuple(
            NumberedQuote(number=number, quote=quote, side=side)
            for number, (quote, side) in enumerate(zip(quotes, SIDES, strict=True), 1)
        )
        if SLOWLY in question:
            yield Sentence(text="It was daily: “Panic attacks 4-5x/week” [1].", citations=numbered[:1])
            await asyncio.sleep(600)
        yield RenderedAnswer(text=text, citations=numbered, kind=QuestionKind.SUSTAINED)

    def warm(self) -> None:
        """Nothing to load."""

    def close(self) -> None:
        self._database.dispose()


if __name__ == "__main__":
    folder, port = Path(sys.argv[1]), int(sys.argv[2])
    settings = Settings(data_dir=folder / "data", config_dir=folder / "config", _env_file=None)
    serve(settings, "127.0.0.1", port, True, open_practice=MadeUpPractice)
