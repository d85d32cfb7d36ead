"""`longview document CLIENT`: draft, list, print and sign documents."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.opening import client_named, opened_practice, plainly

if TYPE_CHECKING:
    from agent.drafting.desk import DocumentDesk
    from ui.documents_export import Written

KINDS = ("discharge", "supervision", "review", "transfer", "necessity", "progress")
PURPOSES = ("own", "supervisor", "clinician", "insurer", "client")
FORMATS = ("txt", "md", "docx", "pdf", "fhir")


@click.command()
@click.argument("client")
@click.option("--kind", type=click.Choice(KINDS), default="discharge", show_default=True)
@click.option(
    "--purpose", type=click.Choice(PURPOSES), default="own", show_default=True, help="Whom it is for."
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="md", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="File or folder; else it is printed.")
@click.option("--citations/--no-citations", default=True, help="Numbered sources.")
@click.option("--part2", is_flag=True, help="Records of a 42 CFR Part 2 program: print the notice.")
@click.option("--id", "document_id", default="", help="A document that is there already.")
@click.option("--list", "listing", is_flag=True, help="List this client's documents.")
@click.option("--sign", "signer", metavar="NAME", default="", help="Sign the document of --id as NAME.")
def document(
    client: str,
    kind: str,
    purpose: str,
    form: str,
    out: Path | None,
    citations: bool,
    part2: bool,
    document_id: str,
    listing: bool,
    signer: str,
) -> None:
    """Draft a document for a client, or print or sign one.

    Every sentence cites the notes; what they do not say reads “Not documented” with what to ask. Names are
    shown as the purpose allows. Deciding on single sentences is done in the chat.
    """
    if signer and not document_id:
        raise click.UsageError("--sign needs the --id of a document that you have read.")
    from agent.errors import AgentError
    from tools.errors import ToolsError

    with opened_practice() as practice, plainly(ToolsError, AgentError):
        from ui.documents_desk import desk_of
        from ui.documents_export import export

        desk = desk_of(practice, client_named(practice, client).id)
        if listing:
            _list(desk)
            return
        chosen = document_id or _draft(desk, kind, purpose, part2=part2)
        if signer:
            _sign(desk, chosen, signer)
        _put(export(desk, chosen, form, citations=citations), out, form)


def _draft(desk: DocumentDesk, kind: str, purpose: str, *, part2: bool) -> str:
    from tools.documents import DocumentKind, Purpose

    made = desk.create(DocumentKind(kind), Purpose(purpose), part2=part2)
    gaps = sum(len(section.asks) for section in made.sections)
    click.echo(
        f"Draft {made.id}: {gaps} parts are not documented. Read it, then --id {made.id} --sign.", err=True
    )
    for notice in made.draft.notices:
        click.echo(notice, err=True)
    return made.id


def _sign(desk: DocumentDesk, document_id: str, name: str) -> None:
    from agent.drafting.desk import Author

    desk.sign(document_id, Author(name=name))
    click.echo("Signed.", err=True)


def _list(desk: DocumentDesk) -> None:
    from datetime import UTC, datetime

    for item in desk.documents():
        day = datetime.fromtimestamp(item.created_at, UTC).strftime("%Y-%m-%d")
        state = "signed" if item.signature else f"draft, {item.undecided()} sentences undecided"
        stale = "; the chart has changed since" if desk.stale(item) else ""
        click.echo(f"{item.id}  {day}  {item.draft.kind.value}, {item.draft.purpose.value}  {state}{stale}")


def _put(written: Written, out: Path | None, form: str) -> None:
    if out is None and form in ("docx", "pdf"):
        out = Path()
    if out is None:
        sys.stdout.write(written.data.decode())
        return
    path = out / written.file_name if out.is_dir() else out
    path.write_bytes(written.data)
    click.echo(f"Written: {path}", err=True)
