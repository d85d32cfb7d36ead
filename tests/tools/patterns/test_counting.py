"""The table, counted again in SQL and in pandas."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from statistics import median

import pytest

from tools.patterns.counting import ANY, table
from tools.patterns.guard import Guard
from tools.patterns.records import Case
from tools.records import Change, Durability

Sixty = Callable[[int], Sequence[Case]]


def lasted(case: Case) -> bool:
    return (case.change, case.durability) == (Change.IMPROVED, Durability.SUSTAINED)


def ended(case: Case) -> str:
    """The definitions of the documentation, once more."""
    if lasted(case):
        return "lasting gain"
    known, held = case.change is not Change.NOT_DOCUMENTED, case.change is Change.IMPROVED
    return "stuck" if known and (not held or case.durability is Durability.FLUCTUATING) else "open"


def in_sql(cases: Sequence[Case]) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.executescript(
        "CREATE TABLE c (code, outcome, lasting, onset, held, setbacks);"
        "CREATE TABLE p (code, name); CREATE TABLE i (code, name, first);"
    )
    for c in cases:
        row = (c.code, ended(c), lasted(c), c.onset_weeks, c.weeks_held, c.setbacks)
        db.execute("INSERT INTO c VALUES (?,?,?,?,?,?)", row)
        db.executemany("INSERT INTO p VALUES (?,?)", [(c.code, p) for p in c.presentations])
        db.executemany("INSERT INTO i VALUES (?,?,?)", [(c.code, *x) for x in c.interventions])
    return db


@pytest.mark.parametrize("seed", range(5))
def test_every_cell_equals_a_count_in_sql(sixty: Sixty, seed: int) -> None:
    cases = sixty(seed)
    db = in_sql(cases)
    cells = table(cases, Guard(5))
    assert len(cells) > 10
    medians = outcomes = 0
    for cell in cells:
        where = "WHERE 1"
        if cell.presentation != ANY:
            where += f" AND code IN (SELECT code FROM p WHERE name = '{cell.presentation}')"
        if cell.intervention != ANY:
            where += f" AND code IN (SELECT code FROM i WHERE name = '{cell.intervention}')"
        codes = [code for (code,) in db.execute(f"SELECT code FROM c {where} ORDER BY code")]
        assert list(cell.cases) == codes
        counted = dict(db.execute(f"SELECT outcome, count(*) FROM c {where} GROUP BY 1").fetchall())
        assert cell.outcomes == tuple((name, counted[name]) for name, _ in cell.outcomes)
        assert cell.untold == sum(counted.values()) - sum(dict(cell.outcomes).values())
        setbacks = db.execute(f"SELECT sum(setbacks) FROM c {where}").fetchone()[0]
        assert cell.setbacks == setbacks
        onsets = [x for (x,) in db.execute(f"SELECT onset FROM c {where} AND onset NOT NULL")]
        assert cell.onset_weeks in (None, round(median(onsets or [0]), 1))
        held = [x for (x,) in db.execute(f"SELECT held FROM c {where} AND lasting")]
        assert cell.weeks_held in (None, round(median(held or [0]), 1))
        medians += (cell.onset_weeks is not None) + (cell.weeks_held is not None)
        outcomes += len(cell.outcomes)
    assert medians >= 5
    assert outcomes >= 8


@pytest.mark.parametrize("seed", range(5))
def test_every_cell_equals_a_count_in_pandas(sixty: Sixty, seed: int) -> None:
    pandas = pytest.importorskip("pandas")
    cases = sixty(seed)
    frame = pandas.DataFrame(
        {
            "outcome": ended(c),
            "onset": c.onset_weeks,
            "held": c.weeks_held if lasted(c) else None,
            "setbacks": c.setbacks,
            **{f"p {p}": True for p in c.presentations},
            **{f"i {i}": True for i, _ in c.interventions},
        }
        for c in cases
    )
    cells = table(cases, Guard(5))
    assert len(cells) > 10
    for cell in cells:
        mask = pandas.Series(True, index=frame.index)
        for letter, name in (("p", cell.presentation), ("i", cell.intervention)):
            if name != ANY:
                mask &= frame[f"{letter} {name}"].eq(True)
        group = frame[mask]
        assert len(cell.cases) == len(group)
        assert dict(cell.outcomes).items() <= group["outcome"].value_counts().to_dict().items()
        assert cell.setbacks == group["setbacks"].sum()
        for told, column in ((cell.onset_weeks, "onset"), (cell.weeks_held, "held")):
            known = group[column].dropna().astype(float)
            assert told in (None, 0 if known.empty else round(known.median(), 1))


@pytest.mark.parametrize("at_least", [2, 5, 12])
def test_no_cell_is_smaller_than_the_threshold(sixty: Sixty, at_least: int) -> None:
    cells = table(sixty(1), Guard(at_least))
    assert min(len(cell.cases) for cell in cells) >= at_least
    assert all(count >= at_least for cell in cells for _, count in cell.outcomes)
    assert all(cell.untold == 0 or cell.untold >= at_least for cell in cells)


@pytest.mark.parametrize("seed", range(3))
def test_no_median_rests_on_fewer_than_the_threshold(sixty: Sixty, seed: int) -> None:
    cases = {c.code: c for c in sixty(seed)}
    for cell in table(tuple(cases.values()), Guard(5)):
        group = [cases[code] for code in cell.cases]
        turned, lasting = sum(c.onset_weeks is not None for c in group), sum(c.lasting for c in group)
        assert cell.onset_weeks is None or turned >= 5
        assert cell.weeks_held is None or lasting >= 5


@pytest.mark.parametrize("seed", range(3))
def test_no_two_cells_of_a_table_set_a_few_apart(sixty: Sixty, seed: int) -> None:
    groups = [frozenset(cell.cases) for cell in table(sixty(seed), Guard(5))]
    for one in groups:
        for other in groups:
            if one < other:
                assert len(other - one) >= 5


def test_too_few_cases_give_an_empty_table(sixty: Sixty) -> None:
    assert table(sixty(1)[:4], Guard(5)) == ()
