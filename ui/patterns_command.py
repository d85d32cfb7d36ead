"""`longview patterns`: what the practice's own cases have in common, by codes only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.opening import client_named, opened_practice, plainly

if TYPE_CHECKING:
    from ui.patterns_desk import Answered

QUESTIONS = ("table", "stuck", "lasting", "slower")


@click.command()
@click.argument("question", type=click.Choice(QUESTIONS), default="table")
@click.option(
    "--precede", metavar="INTERVENTION", default="", help="Cases in which it came before lasting change."
)
@click.option(
    "--like", "like", metavar="CLIENT", default="", help="Cases whose course looked like this client's."
)
@click.option(
    "--at-least", type=click.IntRange(min=2), default=5, show_default=True, help="Cases behind an answer."
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write it here.")
@click.option(
    "--plot", type=click.Path(dir_okay=False, path_type=Path), help="Draw it here, as a page (.html)."
)
def patterns(
    question: str, precede: str, like: str, at_least: int, out: Path | None, plot: Path | None
) -> None:
    """Count across your own cases: a table (CSV), or a reflection sheet for one question.

    Cases are codes, nobody is ranked, order in time is not cause, and nothing rests on fewer cases than
    --at-least.
    """
    from tools.errors import ToolsError

    with opened_practice() as practice, plainly(ToolsError):
        from tools.patterns.sheets import to_csv
        from tools.patterns.wording import Across, AcrossQuestion
        from ui.patterns_desk import PatternsDesk

        kind = Across.LIKE if like else Across.PRECEDE if precede else Across(question)
        asked = AcrossQuestion(asks=kind, intervention=precede.strip().lower())
        desk = PatternsDesk(practice, at_least=at_least)
        this = client_named(practice, like).id if like else ""
        found = desk.answer(asked, practice.clients(), like=this)
        text = to_csv(found.cells) if kind is Across.TABLE else found.text
    if plot is not None:
        plot.write_text(_page(found), encoding="utf-8")
    if out is None:
        click.echo(text)
    else:
        out.write_text(text, encoding="utf-8")


def _page(found: Answered) -> str:
    """A page that draws without a network."""
    from plotly.io import from_json, to_html

    from ui.patterns_plot import outcomes_figure, shares_figure

    if not found.cells and not found.patterns:
        raise click.ClickException("There is nothing to draw. Similar courses are told in words only.")
    figure = outcomes_figure(found.cells) if found.cells else shares_figure(found.patterns)
    return str(to_html(from_json(json.dumps(figure)), include_plotlyjs=True))
