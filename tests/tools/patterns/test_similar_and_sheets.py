from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from tools.errors import ToolRefused
from tools.patterns import asking
from tools.patterns.counting import table
from tools.patterns.guard import Guard
from tools.patterns.records import Case
from tools.patterns.sheets import reflection, similar_text, to_csv
from tools.patterns.similar import similar

Sixty = Callable[[int], Sequence[Case]]


def test_the_same_course_is_nearest(sixty: Sixty) -> None:
    cases = list(sixty(2))
    cases.append(replace(cases[10], code="Case twin"))
    found = similar(cases[10], cases)
    assert (found[0].code, found[0].distance) == ("Case twin", 0.0)
    assert [f.distance for f in found] == sorted(f.distance for f in found)
    assert cases[10].code not in {f.code for f in found}
    assert "no forecast" in similar_text(found)


def test_a_few_cases_or_a_thin_course_are_not_compared(sixty: Sixty) -> None:
    cases = sixty(2)
    with pytest.raises(ToolRefused):
        similar(cases[0], cases[:5])
    with pytest.raises(ToolRefused):
        similar(replace(cases[0], course=cases[0].course[:2]), cases)


def test_a_reflection_sheet_has_cases_contrary_cases_and_another_explanation(sixty: Sixty) -> None:
    sheet = reflection("exposure", [asking.preceded(sixty(3), "exposure", Guard(5))])
    for part in ("Cases it rests on (", "Contrary cases (", "Another explanation", "disprove", "supervision"):
        assert part in sheet


def test_no_pattern_is_said_to_be_none() -> None:
    assert "Nothing is shared" in reflection("stuck", [])


def test_the_table_reads_back_from_csv(sixty: Sixty) -> None:
    cells = table(sixty(3), Guard(5))
    rows = list(csv.DictReader(io.StringIO(to_csv(cells))))
    assert [int(row["cases"]) for row in rows] == [len(cell.cases) for cell in cells]
    assert all(len(row["codes"].split("; ")) == int(row["cases"]) for row in rows)
