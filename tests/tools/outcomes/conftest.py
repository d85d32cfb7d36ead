from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from retrieval.records import Evidence, NoteKind
from tools.records import (
    Chart,
    ChartSession,
    Domain,
    Level,
    Measure,
    Observation,
    Reading,
    StateBelief,
    Topic,
)

START = date(2024, 1, 8)
SURE = {
    "-": StateBelief(impaired=1, partly=0, well=0, not_documented=0),
    "~": StateBelief(impaired=0, partly=1, well=0, not_documented=0),
    "+": StateBelief(impaired=0, partly=0, well=1, not_documented=0),
    "?": StateBelief(impaired=0, partly=0, well=0, not_documented=1),
}
LEVEL = {"-": Level.IMPAIRED, "~": Level.PARTLY, "+": Level.WELL}

BuildSession = Callable[..., ChartSession]
BuildChart = Callable[..., Chart]


def _finding(number: int, domain: Domain, state: str) -> Observation:
    quote = f"words about {domain.value} in session {number}"
    return Observation(
        id=f"o{number}-{domain.name}",
        topic=Topic.FINDING,
        domains=(domain,),
        level=LEVEL[state],
        evidence=Evidence(note_id=f"n{number}", session=number, start=0, end=len(quote), quote=quote),
    )


@pytest.fixture(scope="session")
def build_session() -> BuildSession:
    """A session from one sign a domain: impaired -, partly ~, well +, not documented ?."""

    def build(
        number: int,
        day: int,
        states: Mapping[Domain, str],
        *,
        kind: NoteKind = NoteKind.PROGRESS,
        events: Sequence[str] = (),
        measures: Sequence[Measure] = (),
    ) -> ChartSession:
        said = [_finding(number, d, s) for d, s in states.items() if s != "?"]
        lived = [
            Observation(
                id=f"e{number}-{i}",
                topic=Topic.LIFE_EVENT,
                evidence=Evidence(
                    note_id=f"n{number}", session=number, start=50, end=50 + len(text), quote=text
                ),
            )
            for i, text in enumerate(events)
        ]
        return ChartSession(
            session=number,
            date=START + timedelta(days=day),
            kind=kind,
            reading=Reading(
                note_id=f"n{number}",
                reader="test",
                observations=(*said, *lived),
                states={d: SURE[states.get(d, "?")] for d in Domain},
                measures=tuple(measures),
            ),
        )

    return build


@pytest.fixture(scope="session")
def build_chart(build_session: BuildSession) -> BuildChart:
    """A chart from one row of signs a domain; domains without a row take that of `every`."""

    def build(
        every: str = "",
        *,
        gap: int = 14,
        events: Mapping[int, Sequence[str]] | None = None,
        kinds: Mapping[int, NoteKind] | None = None,
        **rows: str,
    ) -> Chart:
        by_domain = {d: rows.get(d.name.lower(), every) for d in Domain}
        length = max(len(row) for row in by_domain.values())
        sessions = [
            build_session(
                i + 1,
                i * gap,
                {d: row[i] for d, row in by_domain.items() if row},
                kind=(kinds or {}).get(i + 1, NoteKind.PROGRESS),
                events=(events or {}).get(i + 1, ()),
            )
            for i in range(length)
        ]
        return Chart(client_id="c", sessions=tuple(sessions))

    return build


@pytest.fixture(scope="session")
def say() -> Callable[..., Observation]:
    """An observation with words of its own: about the client, present and sure unless said otherwise."""

    def build(
        number: int, quote: str, topic: Topic = Topic.FINDING, start: int = 200, **fields: object
    ) -> Observation:
        where = Evidence(
            note_id=f"n{number}", session=number, start=start, end=start + len(quote), quote=quote
        )
        return Observation(id=f"w{number}-{start}-{quote}", topic=topic, evidence=where, **fields)  # type: ignore[arg-type]

    return build


@pytest.fixture(scope="session")
def add() -> Callable[..., Chart]:
    """A chart with more observations, each put into the session it names."""

    def build(chart: Chart, *more: Observation) -> Chart:
        sessions = tuple(
            replace(
                s,
                reading=replace(
                    s.reading,
                    observations=(
                        *s.reading.observations,
                        *(o for o in more if o.evidence.session == s.session),
                    ),
                ),
            )
            for s in chart.sessions
        )
        return replace(chart, sessions=sessions)

    return build
