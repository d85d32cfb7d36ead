from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from retrieval.records import Evidence, NoteKind, Passage
from tools.case_codes import case_code
from tools.outcomes import assess
from tools.patterns.facts import case_facts, families
from tools.records import Chart, ChartSession, Domain, Level, Observation, Reading, StateBelief, Topic

BAD = StateBelief(impaired=1, partly=0, well=0, not_documented=0)
GOOD = StateBelief(impaired=0, partly=0, well=1, not_documented=0)
SILENT = StateBelief(impaired=0, partly=0, well=0, not_documented=1)


def chart(*states: StateBelief, kinds: Mapping[int, NoteKind] | None = None) -> Chart:
    sessions = []
    for number, state in enumerate(states, start=1):
        bad = state is BAD
        words = "panic daily" if bad else "no panic"
        said = Observation(
            id=f"o{number}",
            topic=Topic.FINDING,
            domains=(Domain.SYMPTOMS,),
            level=Level.IMPAIRED if bad else Level.WELL,
            indicator="panic attacks",
            evidence=Evidence(note_id=f"n{number}", session=number, start=0, end=len(words), quote=words),
        )
        reading = Reading(
            note_id=f"n{number}",
            reader="hand",
            observations=(said,) if state is not SILENT else (),
            states={d: state if d is Domain.SYMPTOMS else SILENT for d in Domain},
        )
        kind = (kinds or {}).get(number, NoteKind.PROGRESS)
        day = date(2024, 1, 1) + timedelta(weeks=2 * number)
        sessions.append(ChartSession(session=number, date=day, kind=kind, reading=reading))
    return Chart(client_id="c1", sessions=tuple(sessions))


def passage(session: int, text: str, section: str = "") -> Passage:
    return Passage(
        id=f"p{session}",
        note_id=f"n{session}",
        session=session,
        position=0,
        start=0,
        end=len(text),
        text=text,
        section=section,
    )


def test_a_course_is_reduced_to_its_facts() -> None:
    course = chart(BAD, BAD, *[GOOD] * 8, SILENT, kinds={11: NoteKind.CANCELLED})
    found = case_facts(course, assess(course))
    assert found.code == case_code("c1")
    assert found.lasting
    assert not found.stuck
    assert found.presentations == {"panic attacks"}
    assert (found.onset_session, found.onset_weeks) == (3, 4.0)
    assert (found.attended, found.missed, found.weeks) == (10, 1, 20.0)


@pytest.mark.parametrize(
    ("text", "section", "noted"),
    [
        ("Interoceptive exposure, ten minutes.", "", {"exposure"}),
        ("ERP: touched the bin.", "intervention", {"exposure"}),
        ("Thought records reviewed.", "", {"cognitive work"}),
        ("Plan exposure next time.", "", set()),
        ("Exposure to the tram.", "plan", set()),
        ("Declined exposure.", "", set()),
        ("EMDR years ago with somebody else.", "", set()),
        ("Sertraline 50 mg daily.", "", {"medication"}),
        ("He will act on it.", "", set()),
        ("Met her friend.", "", set()),
    ],
)
def test_an_intervention_counts_where_it_is_done(text: str, section: str, noted: set[str]) -> None:
    course = chart(BAD, BAD, GOOD)
    found = case_facts(course, assess(course), [passage(2, text, section)])
    assert {name for name, _ in found.interventions} == noted


def test_an_intervention_bears_its_first_session() -> None:
    course = chart(BAD, BAD, GOOD)
    said = [passage(3, "Exposure again."), passage(2, "Exposure begun.")]
    assert case_facts(course, assess(course), said).first("exposure") == 2


def test_an_empty_chart_has_no_facts() -> None:
    empty = Chart(client_id="c1", sessions=())
    found = case_facts(empty, assess(empty))
    assert (found.lasting, found.stuck, found.attended, found.course) == (False, False, 0, ())


def test_codes_hold_neither_figures_nor_vowels() -> None:
    codes = {case_code(str(n)) for n in range(500)}
    assert len(codes) == 500
    assert all(set(code.removeprefix("Case ")) <= set("BCDFGHJKLMNPQRST") for code in codes)


def test_every_family_has_cues() -> None:
    assert all(pattern.pattern for pattern in families().values())
