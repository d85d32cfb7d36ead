import time
from datetime import date

import pytest

from retrieval.intake.headings import read_lines
from retrieval.intake.openings import find_openings, is_prose
from retrieval.intake.sections import find_sections

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("line", "prose"),
    [
        ("Case notes A.R.", False),
        ("Notes of the course of care from January to May", False),
        ("She came late and told of much.", True),
        ("word " * 30, True),
    ],
)
def test_prose_and_titles(line: str, prose: bool) -> None:
    assert is_prose(line) is prose


def test_entries_of_a_log_must_run_one_way() -> None:
    log = "2/15/24 came late.\n\n{} felt better.\n\n{} slept."
    count = [
        len(find_openings(text, read_lines(text, today=TODAY)))
        for text in (log.format("2/22/24", "3/1/24"), log.format("2/22/24", "2/1/24"))
    ]
    assert count == [3, 0]


@pytest.mark.parametrize(
    "unit",
    [
        "1/1/24\n",
        "DOS 1/1/24\n",
        "Session 4 - 1/1/24\nx\n",
        " \n",
        "-",
        " ",
        "S: ",
        "1 ",
        "\t\n",
        "Plan: x. ",
    ],
)
def test_no_input_makes_it_slow(unit: str) -> None:
    # ten times the length may take some ten times as long, not a hundred times
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        runs = []
        for _ in range(3):  # the best of three: a busy machine or a garbage collection only adds
            started = time.process_time()
            find_openings(text, read_lines(text, today=TODAY))
            find_sections(text)
            runs.append(time.process_time() - started)
        return min(runs)

    assert seconds(40_000) < 40 * seconds(4_000) + 0.5
