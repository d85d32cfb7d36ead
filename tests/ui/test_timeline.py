from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from retrieval.records import Evidence, NoteKind
from tools.records import (
    Assessment,
    Change,
    Chart,
    Domain,
    Durability,
    Level,
    Measure,
    Observation,
    Setback,
)
from ui.timeline import COLOURS, FRAME, HEIGHTS, LANES_HEIGHT, SHAPES, held_zone, timeline
from ui.timeline_table import setback_words, timeline_table
from ui.words import CHANGES, DOMAINS, DURABILITIES, LEVELS, verdict_words

I, P, W = Level.IMPAIRED, Level.PARTLY, Level.WELL  # noqa: E741
STATES = {
    Domain.SYMPTOMS: {1: I, 2: I, 4: P, 6: W, 8: P, 9: W},
    Domain.FUNCTION: {1: I, 5: W},
}
SETBACK = Setback(sessions=(8,), kind="situational", recovered_by=9, domains=(Domain.SYMPTOMS,))

MakeChart = Callable[[int], Chart]
MakeAssessment = Callable[..., Assessment]
MakeEvent = Callable[[int, str], Observation]


def same(text: str) -> str:
    return text


@pytest.fixture
def figure(make_chart: MakeChart, make_assessment: MakeAssessment, make_event: MakeEvent) -> dict[str, Any]:
    events = (make_event(8, "[PARTNER] moved out & took the <b>dog</b>"),)
    assessment = make_assessment(STATES, setbacks=(SETBACK,), life_context=events)
    return timeline(make_chart(9), assessment, lambda text: text.replace("[PARTNER]", "Wren"))


def markers(figure: dict[str, Any], name: str) -> dict[str, Any]:
    return next(trace for trace in figure["data"] if trace.get("name") == name)


def test_every_documented_session_is_one_point_of_its_state(figure: dict[str, Any]) -> None:
    drawn = {level: len(markers(figure, LEVELS[level])["x"]) for level in Level}
    assert drawn == {I: 3, P: 2, W: 3}


def test_states_differ_in_height_shape_and_colour() -> None:
    for table in (HEIGHTS, SHAPES, COLOURS):
        assert len(set(table.values())) == len(Level)
    assert HEIGHTS[W] > HEIGHTS[P] > HEIGHTS[I]


def test_a_point_stands_at_its_date_and_in_its_lane(figure: dict[str, Any]) -> None:
    partly = markers(figure, LEVELS[P])
    assert partly["x"][0] == date(2024, 1, 29).isoformat()
    assert partly["y"] == [5.0, 5.0]
    assert partly["text"][0] == "Symptoms: partly affected<br>Session 4 · 29 Jan 2024"


def test_the_stretch_since_onset_is_shaded_to_the_last_documented_session(figure: dict[str, Any]) -> None:
    held = [shape for shape in figure["layout"]["shapes"] if "0,114,178" in shape["fillcolor"]]
    assert [(shape["y0"], shape["y1"]) for shape in held] == [(4.56, 5.44), (3.56, 4.44)]
    assert held[0]["x0"] == "2024-01-26"
    assert held[0]["x1"] == "2024-03-07"


@pytest.mark.parametrize("durability", list(Durability))
def test_only_an_improvement_that_holds_is_shaded(
    make_assessment: MakeAssessment, durability: Durability
) -> None:
    assessment = make_assessment(STATES)
    verdict = replace(assessment.domains[Domain.SYMPTOMS], durability=durability)
    zone = held_zone(verdict, assessment.trajectories[Domain.SYMPTOMS])
    assert (zone is not None) is (durability in (Durability.SUSTAINED, Durability.EMERGING))


@pytest.mark.parametrize(
    ("change", "durability", "words"),
    [
        (Change.IMPROVED, Durability.SUSTAINED, "improved, sustained"),
        (Change.UNCHANGED, Durability.NONE, "unchanged"),
        (Change.UNCHANGED, Durability.TEMPORARY, "improved for a while, now as before"),
        (Change.WORSENED, Durability.TEMPORARY, "improved for a while, now worse"),
        (Change.MIXED, Durability.FLUCTUATING, "mixed, fluctuating"),
    ],
)
def test_verdict_words(change: Change, durability: Durability, words: str) -> None:
    assert verdict_words(change, durability) == words


def test_a_setback_is_shaded_in_its_domains_only(figure: dict[str, Any]) -> None:
    bands = [shape for shape in figure["layout"]["shapes"] if "213,94,0" in shape["fillcolor"]]
    assert [(shape["y0"], shape["x0"]) for shape in bands] == [(4.56, "2024-02-23")]


def test_a_setback_without_domains_goes_across_all(
    make_chart: MakeChart, make_assessment: MakeAssessment
) -> None:
    everywhere = Setback(sessions=(7, 8), kind="relapse", recovered_by=None)
    drawn = timeline(make_chart(9), make_assessment(STATES, setbacks=(everywhere,)), same)
    bands = [shape for shape in drawn["layout"]["shapes"] if "213,94,0" in shape["fillcolor"]]
    assert len(bands) == len(Domain)


def test_a_life_event_has_its_names_back_and_no_markup(figure: dict[str, Any]) -> None:
    [text] = markers(figure, "life event")["text"]
    assert "Wren moved out &amp; took the &lt;b&gt;dog&lt;/b&gt;" in text.replace("<br>", " ")


def test_each_lane_is_named_with_its_verdict(figure: dict[str, Any]) -> None:
    assert [note["text"] for note in figure["layout"]["annotations"]] == [
        "<b>Symptoms</b>: improved, sustained",
        "<b>Functioning</b>: improved, sustained",
        "<b>Stability</b>: not documented, too little documented",
        "<b>Risk</b>: not documented, too little documented",
        "<b>Presentation</b>: not documented, too little documented",
    ]


def test_a_chart_without_notes_draws_empty_lanes(
    make_chart: MakeChart, make_assessment: MakeAssessment
) -> None:
    drawn = timeline(make_chart(0), make_assessment({}), same)
    assert all(trace["x"] == [] for trace in drawn["data"])


def test_plotly_takes_it(figure: dict[str, Any]) -> None:
    from plotly.graph_objects import Figure

    assert json.loads(Figure(figure).to_json())["layout"]["height"] == LANES_HEIGHT + FRAME


def test_the_table_says_what_the_picture_says(make_assessment: MakeAssessment) -> None:
    lines = timeline_table(make_assessment(STATES, setbacks=(SETBACK,))).replace("\u00a0", " ").splitlines()
    assert len(lines) == 2 + len(Domain) + 4
    row = "Symptoms | improved, sustained | session 4 | 9 weeks, 7 sessions | impaired → doing well"
    assert lines[2] == f"| {row} | 6 sessions |"
    assert lines[4].startswith(
        "| Stability | not documented, too little documented | – | – | – | not documented |"
    )
    assert lines[-1] == "- Session 8: situational (symptoms), recovered by session 9"


def test_a_setback_that_lasts_is_said_to_last() -> None:
    words = setback_words(Setback(sessions=(7, 8), kind="relapse", recovered_by=None))
    assert words == "Sessions 7, 8: relapse, not recovered from"


@pytest.mark.parametrize("table", [DOMAINS, CHANGES, DURABILITIES, LEVELS])
def test_every_finding_has_a_name(table: dict[Any, str]) -> None:
    assert set(table) == set(type(next(iter(table))))


def scored(session: int, score: float, name: str = "PHQ-9") -> Measure:
    evidence = Evidence(note_id=f"n{session}", session=session, start=0, end=5, quote="PHQ-9")
    return Measure(instrument=name, score=score, session=session, evidence=evidence)


def test_scores_stand_in_a_panel_of_the_whole_scale_with_its_lines(
    make_chart: MakeChart, make_assessment: MakeAssessment
) -> None:
    given = replace(make_assessment(STATES), measures=(scored(1, 18), scored(5, 11), scored(9, 4)))
    drawn = timeline(make_chart(9), given, same)
    trace = next(trace for trace in drawn["data"] if trace.get("yaxis") == "y2")
    assert (trace["name"], trace["y"]) == ("PHQ-9", [18, 11, 4])
    layout = drawn["layout"]
    assert list(layout["yaxis2"]["range"]) == [0, 27]
    levels = {(s["line"]["dash"], s["y0"]) for s in layout["shapes"] if s["type"] == "line"}
    assert levels == {("dot", 10), ("dash", 12), ("dash", 24)}
    assert "cutoff 10 (dotted) · reliable ±6 (dashed)" in layout["annotations"][-1]["text"]
    assert layout["yaxis"]["domain"][0] > layout["yaxis2"]["domain"][1]


@pytest.mark.parametrize("measures", [(), (scored(1, 18),), (scored(1, 3, "X"), scored(9, 4, "X"))])
def test_a_single_score_or_an_unknown_scale_has_no_panel(
    make_chart: MakeChart, make_assessment: MakeAssessment, measures: tuple[Measure, ...]
) -> None:
    drawn = timeline(make_chart(9), replace(make_assessment(STATES), measures=measures), same)
    assert "yaxis2" not in drawn["layout"]


def test_a_long_break_and_a_missed_session_are_drawn(
    make_chart: MakeChart, make_assessment: MakeAssessment
) -> None:
    chart = make_chart(9)
    late = [replace(s, date=s.date + timedelta(days=90)) if s.session > 5 else s for s in chart.sessions]
    late[2] = replace(late[2], kind=NoteKind.CANCELLED)
    drawn = timeline(replace(chart, sessions=tuple(late)), make_assessment(STATES), same)
    assert markers(drawn, "missed session")["x"] == [late[2].date.isoformat()]
    [gap] = [shape for shape in drawn["layout"]["shapes"] if shape.get("yref") == "y domain"]
    assert (gap["x0"], gap["x1"]) == (late[4].date.isoformat(), late[5].date.isoformat())
