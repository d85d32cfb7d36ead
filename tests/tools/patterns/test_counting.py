"""The table, counted again in SQL and in pandas."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from statistics import median

import pytest

from tools.patterns.counting import ANY, table
from tools.patterns.guard import Guard
from tools.patterns.records import Case

Sixty = Callable[[int], Sequence[Case]]


def in_sql(cases: Sequence[Case]) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.executescript(
        "CREATE TABLE c (code, durability, lasting, onset, held, setbacks);"
        "CREATE TABLE p (code, name); CREATE TABLE i (code, name, first);"
    )
    for c in cases:
        row = (c.code, c.durability.value, c.lasting, c.onset_weeks, c.weeks_held, c.setbacks)
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
    for cell in cells:
        where = "WHERE 1"
        if cell.presentation != ANY:
            where += f" AND code IN (SELECT code FROM p WHERE name = '{cell.presentation}')"
        if cell.intervention != ANY:
            where += f" AND code IN (SELECT code FROM i WHERE name = '{cell.intervention}')"
        codes = [code for (code,) in db.execute(f"SELECT code FROM c {where} ORDER BY code")]
        assert list(cell.cases) == codes
        counted = db.execute(f"SELECT durability, count(*) FROM c {where} GROUP BY 1 ORDER BY 1").fetchall()
        assert list(cell.outcomes) == counted
        setbacks = db.execute(f"SELECT sum(setbacks) FROM c {where}").fetchone()[0]
        assert cell.setbacks == setbacks
        onsets = [x for (x,) in db.execute(f"SELECT onset FROM c {where} AND onset NOT NULL")]
        assert cell.onset_weeks == (round(median(onsets), 1) if onsets else None)
        held = [x for (x,) in db.execute(f"SELECT held FROM c {where} AND lasting")]
        assert cell.weeks_held == (round(median(held), 1) if held else None)


@pytest.mark.parametrize("seed", range(5))
def test_every_cell_equals_a_count_in_pandas(sixty: Sixty, seed: int) -> None:
    pandas = pytest.importorskip("pandas")
    cases = sixty(seed)
    frame = pandas.DataFrame(
        {
            "durability": c.durability.value,
            "onset": c.onset_weeks,
            "held": c.weeks_held if c.lasting else None,
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
        assert dict(cell.outcomes) == group["durability"].value_counts().to_dict()
        assert cell.setbacks == group["setbacks"].sum()
        for told, column in ((cell.onset_weeks, "onset"), (cell.weeks_held, "held")):
            known = group[column].dropna().astype(float)
            assert told == (None if known.empty else round(known.median(), 1))


@pytest.mark.parametrize("at_least", [2, 5, 12])
def test_no_cell_is_smaller_than_the_threshold(sixty: Sixty, at_least: int) -> None:
    cells = table(sixty(1), Guard(at_least))
    assert min(len(cell.cases) for cell in cells) >= at_least


@pytest.mark.parametrize("seed", range(3))
def test_no_two_cells_of_a_table_set_a_few_apart(sixty: Sixty, seed: int) -> None:
    groups = [frozenset(cell.cases) for cell in table(sixty(seed), Guard(5))]
    for one in groups:
        for other in groups:
            if one < other:
                assert len(other - one) >= 5


def test_too_few_cases_give_an_empty_table(sixty: Sixty) -> None:
    assert table(sixty(1)[:4], Guard(5)) == ()
