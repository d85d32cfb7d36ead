import sys
from pathlib import Path

import pytest

from evals.bench import percentile, run_peer, summary, table
from evals.bench_process import run
from evals.errors import EvalError

PAIRS = {"deid_ms": 10.0, "reading_ms": 100.0, "cores": 1.5}
OURS = [
    {
        **PAIRS,
        "notes_per_s": 4.0,
        "question_p50_ms": 30.0,
        "question_p95_ms": 60.0,
        "peak_mb": 900.0,
        "start_s": 0.4,
        "chat_s": 9.0,
    },
    {
        **PAIRS,
        "notes_per_s": 6.0,
        "question_p50_ms": 40.0,
        "question_p95_ms": 80.0,
        "peak_mb": 900.0,
        "start_s": 0.6,
        "chat_s": 9.0,
    },
]
THEIRS = [
    {
        **PAIRS,
        "notes_per_s": 8.0,
        "question_p50_ms": 10.0,
        "question_p95_ms": 20.0,
        "peak_mb": 600.0,
        "start_s": 0.1,
        "chat_s": 9.0,
    },
    {
        **PAIRS,
        "notes_per_s": 6.0,
        "question_p50_ms": 10.0,
        "question_p95_ms": 20.0,
        "peak_mb": 600.0,
        "start_s": 0.1,
        "chat_s": 9.0,
    },
]


@pytest.mark.parametrize(("share", "value"), [(0.5, 6.0), (0.95, 10.0), (0.0, 1.0), (1.0, 10.0)])
def test_percentiles(share: float, value: float) -> None:
    assert percentile([float(n) for n in range(10, 0, -1)], share) == value


def test_no_questions_take_no_time() -> None:
    assert percentile([], 0.95) == 0.0


def test_ratios_are_of_paired_rounds() -> None:
    rows = summary(OURS, THEIRS)
    assert rows["notes_per_s"] == {"longview": 5.0, "peer": 7.0, "ratio": 0.75}
    assert rows["question_p50_ms"]["ratio"] == 3.5


def test_the_table_does_without_a_peer() -> None:
    lines = list(table(summary(OURS, [{}, {}])))
    assert lines[1].split()[-3:] == ["5.00", "-", "-"]


def test_a_figure_that_only_one_side_has_stands_alone() -> None:
    rows = summary([{**OURS[0], "deid_ms": 10.0}], [{"deid_ms": 20.0}])
    assert rows["deid_ms"] == {"longview": 10.0, "peer": 20.0, "ratio": 0.5}
    assert rows["notes_per_s"] == {"longview": 4.0}


def test_a_process_is_timed_and_weighed() -> None:
    done = run([sys.executable, "-c", "print('x' * 3)"])
    assert done.output == "xxx\n"
    assert done.seconds > 0
    assert done.cpu_seconds > 0
    assert done.peak_mb > 1


def test_a_failed_process_says_why() -> None:
    with pytest.raises(EvalError, match=r"ended with 3: .*no tokenizer"):
        run([sys.executable, "-c", "print('no tokenizer'); raise SystemExit(3)"])


def test_a_peer_is_called_with_cases_and_tokenizer(cases: Path, tmp_path: Path) -> None:
    script = tmp_path / "peer.py"
    script.write_text(
        "import json, sys\nassert len(sys.argv) == 3\nprint('loading')\n"
        "print(json.dumps({'notes_per_s': 11, 'retrieve_p50_ms': 12, 'retrieve_p95_ms': 13}))\n"
    )
    figures = run_peer(script, cases, tmp_path)
    assert (figures["notes_per_s"], figures["question_p95_ms"]) == (11.0, 13.0)


def test_a_peer_that_says_nothing_is_an_error(cases: Path, tmp_path: Path) -> None:
    script = tmp_path / "peer.py"
    script.write_text("print('hello')")
    with pytest.raises(EvalError, match="no line of JSON"):
        run_peer(script, cases, tmp_path)
