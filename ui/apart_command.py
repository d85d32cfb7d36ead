"""`longview apart CLIENT [SESSION]`: which notes are psychotherapy notes, and marking one as such."""

from __future__ import annotations

import click

from ui.opening import client_named, opened_practice


@click.command()
@click.argument("client")
@click.argument("session", type=int, required=False)
@click.option("--undo", is_flag=True, help="It is no psychotherapy note after all.")
def apart(client: str, session: int | None, undo: bool) -> None:
    """List a client's notes with their kinds; with SESSION, keep the notes of it apart.

    A psychotherapy note (45 CFR 164.501) is in no document that leaves the therapist's hands.
    """
    with opened_practice() as practice:
        from ui.note_view import KINDS

        client_id = client_named(practice, client).id
        notes = practice.history(client_id).notes()
        wanted = [note for note in notes if note.session == session]
        if session is not None and not wanted:
            raise click.ClickException(f"There is no session {session}. Leave it out to list the notes.")
        for note in wanted:
            practice.keep_apart(client_id, note.id, apart=not undo)
        for note in practice.history(client_id).notes():
            click.echo(f"{note.session:>4}  {note.date}  {KINDS[note.kind]}")
