"""`longview patterns`: what the practice's own cases have in common, by codes only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.opening import client_named, opened_practice, plainly

if TYPE_CHECKING:
    from tools.patterns.guard import Guard
    from tools.patterns.records import Case
    from ui.practice import Practice

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
def patterns(question: str, precede: str, like: str, at_least: int, out: Path | None) -> None:
    """Count across your own cases: a table, or a reflection sheet for one question.

    Cases are codes, nobody is ranked, order in time is not cause, and nothing rests on fewer cases than
    --at-least.
    """
    from tools.errors import ToolsError

    with opened_practice() as practice, plainly(ToolsError):
        from tools.patterns.guard import Guard

        cases = all_cases(practice)
        text = _answer(practice, cases, Guard(at_least), question, precede.strip().lower(), like)
    if out is None:
        click.echo(text)
    else:
        out.write_text(text, encoding="utf-8")


def all_cases(practice: Practice) -> tuple[Case, ...]:
    """Reduce every client's course to facts."""
    from tools.patterns.facts import case_facts

    return tuple(
        case_facts(
            practice.chart(client.id),
            practice.assessment(client.id),
            practice.history(client.id).passages(),
        )
        for client in practice.clients()
        if practice.history(client.id).notes()
    )


def _answer(
    practice: Practice, cases: tuple[Case, ...], guard: Guard, question: str, precede: str, like: str
) -> str:
    from tools.case_codes import case_code
    from tools.patterns import asking
    from tools.patterns.counting import table
    from tools.patterns.sheets import reflection, similar_text, to_csv
    from tools.patterns.similar import similar

    if like:
        code = case_code(client_named(practice, like).id)
        this = next(case for case in cases if case.code == code)
        return similar_text(similar(this, cases, at_least=guard.at_least))
    if precede:
        return reflection(f"{precede} and lasting change", [asking.preceded(cases, precede, guard)])
    if question == "table":
        return to_csv(table(cases, guard))
    return reflection(question, getattr(asking, question)(cases, guard))
