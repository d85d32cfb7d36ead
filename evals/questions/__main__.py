"""Figures on our own questions: `python -m evals.questions --out DIR [--tuning]`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from evals.figures import Figure, figures
from evals.questions.asking import ask, pairs, score, write_cases
from evals.questions.charts import read_charts
from evals.scorer import CaseScore

SETS = (("tuned on", False), ("held out", True))


@click.command()
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path(".longview/questions"), show_default=True
)
@click.option("--misses", is_flag=True, help="Print each wrong answer of the charts that are tuned on.")
def main(out: Path, misses: bool) -> None:
    """Ask every question of every chart and of its twin, and print the figures of both halves."""
    charts = pairs(read_charts())
    write_cases(charts, out / "cases")
    ask(out / "cases", out)
    for label, held_out in SETS:
        scores = [score(c, out) for c in charts if c.held_out is held_out]
        click.echo(f"\n{label}")
        for line in lines(scores):
            click.echo(line)
        if misses and not held_out:
            for miss in (m for s in scores for m in s.misses):
                click.echo(
                    f"{miss.case_id} [{miss.topic}] {miss.where}\n   {miss.wanted}\n   {miss.got[:300]!r}"
                )


def lines(scores: Sequence[CaseScore]) -> list[str]:
    """Give the figures that have a value, a line each."""
    return [
        f"{name:<28}{_shown(value)}" for name, value in figures(scores).items() if value not in (None, {}, 0)
    ]


def _shown(value: Figure) -> str:
    return "  ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else str(value)


if __name__ == "__main__":
    main()
