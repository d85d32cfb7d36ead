"""Pictures of patterns: every bar is a count of the table or a share of a pattern."""

from __future__ import annotations

from tools.patterns.records import Cell, Pattern, Share
from tools.patterns.sheets import UNTOLD
from ui.patterns_plot import outcomes_figure, shares_figure

NAMES = {"lasting": "lasting gain", "stuck": "stuck", "untold": UNTOLD}


def cell(presentation: str, intervention: str, **told: int) -> Cell:
    outcomes = {NAMES[name]: n for name, n in told.items()}
    count = sum(outcomes.values())
    return Cell(
        presentation=presentation,
        intervention=intervention,
        cases=tuple(f"Case {n}" for n in range(count)),
        outcomes=tuple((name, n) for name, n in outcomes.items() if name != UNTOLD),
        onset_weeks=None,
        weeks_held=None,
        setbacks=0,
    )


CELLS = (
    cell("any", "any", lasting=7, stuck=5),
    cell("worry", "any", lasting=6),
    cell("any", "exposure", stuck=5, untold=6),
    cell("worry", "exposure", lasting=5),
)


def test_bars_are_the_margins_of_the_table() -> None:
    figure = outcomes_figure(CELLS)
    bars = {trace["name"]: dict(zip(trace["y"], trace["x"], strict=True)) for trace in figure["data"]}
    assert bars == {
        "lasting gain": {"all cases (12)": 7, "worry (6)": 6, "exposure (11)": 0},
        "stuck": {"all cases (12)": 5, "worry (6)": 0, "exposure (11)": 5},
        "other outcomes": {"all cases (12)": 0, "worry (6)": 0, "exposure (11)": 6},
    }


def test_outcomes_differ_by_hatching_and_not_by_colour_alone() -> None:
    marks = [trace["marker"] for trace in outcomes_figure(CELLS)["data"]]
    assert len({mark["pattern"]["shape"] for mark in marks}) == len(marks)


def test_shares_stand_beside_their_counts() -> None:
    shares = (
        Share(feature="worry", group="stuck", having=6, of=8),
        Share(feature="worry", group="the others", having=5, of=20),
        Share(feature="worry", group="nobody", having=0, of=0),
    )
    pattern = Pattern(statement="", cases=(), contrary=(), explanations=(), shares=shares)
    figure = shares_figure([pattern])
    told = {(t["name"], x, text) for t in figure["data"] for x, text in zip(t["x"], t["text"], strict=True)}
    assert told == {("stuck", 75, "6 of 8"), ("the others", 25, "5 of 20")}
    assert figure["layout"]["xaxis"]["range"] == [0, 100]


def test_nothing_to_draw_is_drawn_without_bars() -> None:
    assert outcomes_figure(())["data"] == []
