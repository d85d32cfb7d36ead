import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from evals.gold import read_gold
from evals.judge import JudgeModel
from evals.run import evaluate, found, main
from evals.scripted_server import ScriptedServer
from evals.tracing import AnswerTrace

Value = dict[str, Any]
Write = Callable[[Value], Path]


RULES = {"trace": [{"rule": "length held", "outcome": "70 days", "threshold": "sustained_days=56"}]}


def trace(position: int, cited: tuple[int, ...], searched: tuple[int, ...]) -> AnswerTrace:
    return AnswerTrace(
        position=position,
        question="Has [CLIENT]'s sleep held up?",
        answer="It has held [1].",
        kind="sustained",
        writer="built-in",
        abstained=False,
        corrects_premise=False,
        contexts=("Sleeps through",),
        cited_sessions=cited,
        searched_sessions=searched,
        seconds=0.1,
    )


@pytest.fixture
def predicted(right: Value, write_prediction: Write) -> Path:
    """Return a folder with a right prediction and the traces of two of its answers."""
    folder = write_prediction(right)
    rows = [trace(0, (1, 3), (6, 3, 2, 4)), trace(1, (3,), (5,))]
    keys = AnswerTrace.__dataclass_fields__
    answers = [{key: getattr(row, key) for key in keys} for row in rows]
    (folder / "traces").mkdir()
    (folder / "traces" / "S01.json").write_text(
        json.dumps({"answers": answers, "verdicts": {"stability": RULES}})
    )
    return folder


@pytest.mark.parametrize(("searched", "sessions"), [(False, [(1, 3), (3,)]), (True, [(6, 3, 2, 4), (5,)])])
def test_what_was_found_is_paired_with_what_gold_wants(
    cases: Path, searched: bool, sessions: list[tuple[int, ...]]
) -> None:
    traces = {"S01": (trace(0, (1, 3), (6, 3, 2, 4)), trace(1, (3,), (5,)))}
    pairs = found([read_gold(cases / "S01")], traces, searched=searched)
    assert [pair.sessions for pair in pairs] == sessions
    assert [pair.wanted for pair in pairs] == [(1, 3, 6), (3,)]


def test_retrieval_figures_stand_beside_those_of_the_format(cases: Path, predicted: Path) -> None:
    evaluation, _, _ = evaluate(cases, predicted)
    figures = evaluation.figures
    assert figures["domain_verdict_accuracy"] == 1.0
    assert figures["ragas_context_recall_cited"] == 0.8333
    assert figures["ragas_context_precision_cited"] == 1.0
    assert figures["ragas_context_recall_searched"] == 0.3333
    assert "ragas_faithfulness" not in figures


def test_a_judging_model_adds_its_figures_and_sees_clean_words_only(
    cases: Path, predicted: Path, judging: ScriptedServer
) -> None:
    model = JudgeModel(name="openai/judge", api_base=judging.base_url, api_key="unused")
    evaluation, _, _ = evaluate(cases, predicted, model)
    assert evaluation.figures["ragas_faithfulness"] == 0.5
    assert evaluation.figures["ragas_response_groundedness"] == 0.5
    assert evaluation.figures["judged_answers"] == 2
    assert "[CLIENT]" in judging.sent
    assert "Nerys" not in judging.sent


def test_the_report_lists_errors_with_links_to_their_traces(
    cases: Path, predicted: Path, right: Value, write_prediction: Write
) -> None:
    right["domains"]["stability"]["durability"] = "temporary"
    write_prediction(right)
    result = CliRunner().invoke(main, [str(cases), "--out", str(predicted), "--score-only", "--no-judge"])
    assert result.exit_code == 0, result.output
    assert "domain_verdict_accuracy" in result.output
    text = (predicted / "report" / "report.md").read_text()
    assert "[trace](../traces/S01.json)" in text
    assert "| stability | improved/sustained | improved/temporary | wrong |" in text
    assert "- stability: wanted improved/sustained; got improved/temporary" in text
    assert "  - length held: 70 days (sustained_days=56)" in text
    assert (predicted / "report" / "../traces/S01.json").exists()
    data = json.loads((predicted / "report" / "report.json").read_text())
    assert [miss["where"] for miss in data["misses"]] == ["stability"]


def test_a_missing_prediction_is_reported_and_fails_the_run(cases: Path, tmp_path: Path) -> None:
    out = tmp_path / "nothing"
    result = CliRunner().invoke(main, [str(cases), "--out", str(out), "--score-only", "--no-judge"])
    assert result.exit_code == 1
    assert "missing_predictions" in result.output


def test_broken_labels_end_in_a_plain_message(cases: Path, predicted: Path) -> None:
    (cases / "S01" / "gold.yaml").write_text("case_id: S01")
    result = CliRunner().invoke(main, [str(cases), "--out", str(predicted), "--score-only", "--no-judge"])
    assert result.exit_code == 1
    assert "gold.yaml is not well formed" in result.output
