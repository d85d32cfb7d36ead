from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evals.errors import PredictionError
from evals.predictions import Cited, read_prediction


def test_what_is_written_is_read_again(
    right: dict[str, Any], write_prediction: Callable[[dict[str, Any]], Path], tmp_path: Path
) -> None:
    first = read_prediction(write_prediction(right) / "S01.json")
    again = read_prediction(first.write(tmp_path))
    assert again == first
    assert again.answers[1].citations == (Cited(session=3, quote="Back at Fernhill School half days."),)


def test_what_is_left_out_is_not_said(tmp_path: Path) -> None:
    path = tmp_path / "S02.json"
    path.write_text('{"case_id": "S02", "domains": {"stability": null}, "answers": [{"question": "?"}]}')
    prediction = read_prediction(path)
    assert prediction.domains["stability"].change is None
    assert prediction.answers[0].answer == ""


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"case_id": "S01", "phi": [{"session": 1}]}'])
def test_other_files_are_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "S01.json"
    path.write_text(content)
    with pytest.raises(PredictionError, match=r"S01\.json"):
        read_prediction(path)
