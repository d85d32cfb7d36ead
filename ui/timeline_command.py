"""`longview timeline CLIENT`: the course of therapy as a table, or as a CSV file."""

from __future__ import annotations

import click

from ui.opening import client_named, opened_practice


@click.command()
@click.argument("client")
@click.option("--csv", "as_csv", is_flag=True, help="Every point, verdict, setback, event and score, as CSV.")
def timeline(client: str, as_csv: bool) -> None:
    """Show the course of therapy in five domains. Quotes in it name people in clear."""
    with opened_practice() as practice:
        from ui.timeline_csv import timeline_csv
        from ui.timeline_table import timeline_table

        client_id = client_named(practice, client).id
        assessment = practice.assessment(client_id)
        if as_csv:
            restore = practice.history(client_id).restore
            click.echo(timeline_csv(practice.chart(client_id), assessment, restore), nl=False)
        else:
            click.echo(timeline_table(assessment))
