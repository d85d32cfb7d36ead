from dataclasses import replace
from pathlib import Path

import pytest

from evals.deid import chart_files, sets
from evals.errors import CaseError


def test_charts_come_back_as_they_were_written(tmp_path: Path) -> None:
    made = sets.generated("tuning", 25)
    assert chart_files.write(made, tmp_path / "charts.jsonl") == 25
    read = list(chart_files.read(tmp_path / "charts.jsonl"))
    assert read == [replace(chart, writer=chart.id[:2]) for chart in made]


def test_a_line_that_is_no_chart_is_refused_without_its_words(tmp_path: Path) -> None:
    path = tmp_path / "charts.jsonl"
    path.write_text('{"chart": "X1", "client": "Secret Person"}\n')
    with pytest.raises(CaseError) as wrong:
        list(chart_files.read(path))
    assert "line 1" in str(wrong.value)
    assert "Secret" not in str(wrong.value)
