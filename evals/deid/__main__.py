"""Figures of de-identification: `python -m evals.deid --set reporting [--notes 2000] [--seed 0]`.

Scores our de-identifier and plain Presidio on the same texts in one run. Sets that are not part of the
repository (corpus, presidio-research) need --path.
"""

from __future__ import annotations

import json
from pathlib import Path

import click

from evals.deid import chart_files, report, sets
from evals.deid.comparing import compare
from evals.deid.systems import Longview, System, VanillaPresidio
from evals.errors import EvalError

PATH = click.Path(path_type=Path)


@click.command()
@click.option("--set", "name", type=click.Choice(sets.NAMES), required=True, help="What to score on.")
@click.option("--path", type=PATH, help="File of a set that is kept elsewhere.")
@click.option("--notes", type=click.IntRange(1), default=2000, show_default=True, help="Notes to generate.")
@click.option("--seed", type=int, default=0, show_default=True, help="Of the generator.")
@click.option(
    "--half",
    type=click.Choice(("tuning", "reporting", "both")),
    default="reporting",
    show_default=True,
    help="Which half of the templates of presidio-research.",
)
@click.option("--alone", is_flag=True, help="Leave plain Presidio out.")
@click.option("--out", type=PATH, help="Write all figures here as JSON.")
@click.option("--misses", type=PATH, help="Write every error of ours here, with its words.")
@click.option("--charts", type=PATH, help="Write the annotated charts here and score nothing.")
def main(
    name: str,
    path: Path | None,
    notes: int,
    seed: int,
    half: str,
    alone: bool,
    out: Path | None,
    misses: Path | None,
    charts: Path | None,
) -> None:
    """Print recall, precision, damage and time on a set."""
    try:
        chosen = sets.load(name, path=path, notes=notes, seed=seed, half="" if half == "both" else half)
        if charts:
            click.echo(f"{chart_files.write(chosen.charts, charts)} notes in {len(chosen.charts)} charts")
            return
        ours = Longview()
        systems: list[System] = [ours] if alone else [ours, VanillaPresidio()]
        results = compare(chosen.charts, systems, chosen.views)
    except EvalError as error:
        raise click.ClickException(str(error)) from None
    for line in report.markdown(name, results):
        click.echo(line)
    if out:
        out.write_text(json.dumps({"set": name, "seed": seed} | report.figures(results), indent=1))
    if misses:
        first = next(iter(results[ours.name].views.values()))
        misses.write_text("".join(f"{line}\n" for line in report.fault_lines(first.faults)), encoding="utf-8")


if __name__ == "__main__":
    main()
