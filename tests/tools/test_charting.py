from collections.abc import Sequence
from datetime import date

import pytest

from retrieval.embedding import Vectors
from retrieval.records import Evidence, MaskedText, Note, NoteFormat, NoteKind, Passage
from tools.charting import load_chart
from tools.reading.codec import encode
from tools.records import Domain, Level, Measure, Observation, Reading, Topic


class Record:
    """A history of two notes that keeps what was derived from them in memory."""

    client_id = "c1"

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, str]] = {}

    def notes(self) -> tuple[Note, ...]:
        return tuple(
            Note(
                id=f"n{session}",
                client_id="c1",
                session=session,
                date=date(2024, 3, session),
                week=0,
                kind=NoteKind.PROGRESS,
                format=NoteFormat.NARRATIVE,
                body=MaskedText(text="Slept."),
            )
            for session in (1, 2)
        )

    def passages(self, note_id: str) -> tuple[Passage, ...]:
        return ()

    def vectors(self, note_id: str) -> None:
        return None

    def derived(self, producer: str) -> dict[str, str]:
        return self.kept.get(producer, {})

    def save_derived(self, producer: str, payloads: dict[str, str]) -> None:
        self.kept.setdefault(producer, {}).update(payloads)


class CountingReader:
    def __init__(self, version: str) -> None:
        self.version = version
        self.read_notes: list[str] = []

    def read(self, note: Note, passages: Sequence[Passage], vectors: Vectors) -> Reading:
        self.read_notes.append(note.id)
        return Reading(note_id=note.id, reader=self.version)


def test_each_note_is_read_once() -> None:
    record, reader = Record(), CountingReader("r1")
    first = load_chart(record, reader)  # type: ignore[arg-type]
    again = load_chart(record, reader)  # type: ignore[arg-type]
    assert reader.read_notes == ["n1", "n2"]
    assert again == first
    assert [s.session for s in first.sessions] == [1, 2]


@pytest.mark.parametrize("processes", [1, 2])
def test_processes_read_the_same(processes: int) -> None:
    record, told = Record(), list[int]()
    chart = load_chart(record, CountingReader("r1"), progress=told.append, processes=processes)  # type: ignore[arg-type]
    assert chart == load_chart(Record(), CountingReader("r1"))  # type: ignore[arg-type]
    assert set(record.kept["r1"]) == {"n1", "n2"}
    assert told == [0, 1, 2]


def test_another_reader_reads_again() -> None:
    record, later = Record(), CountingReader("r2")
    load_chart(record, CountingReader("r1"))  # type: ignore[arg-type]
    load_chart(record, later)  # type: ignore[arg-type]
    assert later.read_notes == ["n1", "n2"]


def test_what_was_kept_bears_the_present_number_of_its_note() -> None:
    """An older note imported in between moves the numbers of those after it."""
    evidence = Evidence(note_id="n2", session=1, start=0, end=6, quote="Slept.")
    kept = Reading(
        note_id="n2",
        reader="r1",
        observations=(
            Observation(
                id="o1", topic=Topic.FINDING, evidence=evidence, domains=(Domain.SYMPTOMS,), level=Level.WELL,
            ),
        ),
        measures=(Measure(instrument="PHQ-9", score=9, session=1, evidence=evidence),),
    )  # fmt: skip
    record = Record()
    record.kept["r1"] = {"n2": encode(kept)}
    chart = load_chart(record, CountingReader("r1"))  # type: ignore[arg-type]
    reading = chart.sessions[1].reading
    assert [o.evidence.session for o in reading.observations] == [2]
    assert [(m.session, m.evidence.session) for m in reading.measures] == [(2, 2)]
    assert reading.observations[0].evidence.quote == "Slept."
