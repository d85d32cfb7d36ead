"""Measure Longview on labelled cases: `python -m evals.run CASES --out DIR`.

Runs `longview batch` as a practice would, in a process of its own, scores what it wrote, adds ragas'
deterministic retrieval metrics and, when a model is configured, its judged ones. Exit status 1 when a case
has no prediction.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from evals.errors import EvalError
from evals.gold import GoldCase, read_gold
from evals.judge import Judged, JudgeModel, JudgeScores, judge
from evals.predictions import Prediction, read_prediction
from evals.report import Evaluation, figure_lines, write_report
from evals.retrieval_metrics import Found, context_scores
from evals.scorer import score_case
from evals.tracing import AnswerTrace, read_answer_traces

Traces = dict[str, tuple[AnswerTrace, ...]]


@click.command()
@click.argument("cases", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="Folder for predictions and report."
)
@click.option("--score-only", is_flag=True, help="Score what is in --out already.")
@click.option("--no-judge", is_flag=True, help="Leave the judging model out even when one is configured.")
def main(cases: Path, out: Path, score_only: bool, no_judge: bool) -> None:
    """Run the batch over CASES and print every figure."""
    try:
        if not score_only:
            _batch(cases, out)
        evaluation, golds, said = evaluate(cases, out, None if no_judge else configured_judge())
    except EvalError as error:
        raise click.ClickException(str(error)) from None
    for line in figure_lines(evaluation.figures):
        click.echo(line)
    report, _ = write_report(out, evaluation, golds, said)
    click.echo(f"Errors, case by case: {report}")
    if len(said) < len(golds):
        sys.exit(1)


def evaluate(
    cases: Path, out: Path, model: JudgeModel | None = None
) -> tuple[Evaluation, list[GoldCase], dict[str, Prediction]]:
    """Score the predictions in `out` against the labelled cases.

    Raises:
        EvalError: labels or predictions cannot be read, or the judge gave no verdict.
    """
    golds = [read_gold(path.parent) for path in sorted(cases.glob("*/gold.yaml"))]
    paths = {gold.id: out / f"{gold.id}.json" for gold in golds}
    said = {key: read_prediction(path) for key, path in paths.items() if path.exists()}
    traces = {key: _traces(out, key) for key in said}
    evaluation = Evaluation(
        scores=tuple(score_case(gold, said.get(gold.id)) for gold in golds),
        cited=context_scores(found(golds, traces, searched=False)),
        searched=context_scores(found(golds, traces, searched=True)),
        seconds=_seconds(said),
        judged=_judged(traces, model) if model else None,
    )
    return evaluation, golds, said


def found(golds: Sequence[GoldCase], traces: Traces, *, searched: bool) -> list[Found]:
    """Pair the sessions found for each question with those that hold its answer, by place in the list."""
    return [
        Found(
            sessions=trace.searched_sessions if searched else trace.cited_sessions,
            wanted=tuple(sorted(gold.questions[trace.position].sessions)),
        )
        for gold in golds
        for trace in traces.get(gold.id, ())
        if trace.position < len(gold.questions)
    ]


def configured_judge() -> JudgeModel | None:
    """Return the configured model as a judge, or None."""
    from agent.settings import Settings

    settings = Settings()
    if not settings.model:
        return None
    return JudgeModel(
        name=settings.model,
        api_base=settings.api_base,
        api_key=settings.api_key.get_secret_value(),
        timeout=settings.model_timeout,
    )


def _batch(cases: Path, out: Path) -> None:
    command = [sys.executable, "-m", "ui.cli", "batch", str(cases), "--out", str(out)]
    if subprocess.run(command, check=False).returncode:
        click.echo("longview batch reported problems; see above.", err=True)


def _traces(out: Path, case_id: str) -> tuple[AnswerTrace, ...]:
    path = out / "traces" / f"{case_id}.json"
    return read_answer_traces(path) if path.exists() else ()


def _judged(traces: Traces, model: JudgeModel) -> JudgeScores:
    rows = [trace for case in traces.values() for trace in case if not trace.abstained]
    return judge(
        [Judged(question=row.question, answer=row.answer, contexts=row.contexts) for row in rows], model
    )


def _seconds(said: dict[str, Prediction]) -> dict[str, float]:
    return {
        name: round(sum(prediction.seconds.get(name, 0.0) for prediction in said.values()), 1)
        for name in ("import", "answers")
    }


if __name__ == "__main__":
    main()
