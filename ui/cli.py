"""The command line: `longview import`, `ask`, `chat`, `batch` and the keeper's commands.

Heavy parts are imported by the command that needs them, so that `longview --help` answers at once.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.apart_command import apart
from ui.documents_command import document
from ui.guarding import guard_until_closed
from ui.judgement_command import judgement
from ui.observations_command import observations
from ui.opening import client_named, opened_practice, plainly, settings_of_environment
from ui.patterns_command import patterns
from ui.privacy_command import privacy
from ui.sharing_command import share
from ui.timeline_command import timeline

if TYPE_CHECKING:
    from agent.settings import Settings


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="longview")
def main() -> None:
    """Answers about a client's course of therapy, from the session notes that already exist."""
    guard_until_closed(click.get_current_context())


@main.command("import")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--client", "name", required=True, help="Name of the client; she is taken on if new.")
@click.option("--pronouns", default="", help="Such as she/her; for a new client.")
@click.option("--for", "user", default="", help="Account of her therapist; for a new client.")
def import_(path: Path, name: str, pronouns: str, user: str) -> None:
    """Import a file or a folder of notes for one client (.txt .md .docx .pdf .csv .json)."""
    from rich.console import Console
    from rich.progress import Progress

    from retrieval.importing import Fate, summarise
    from ui.accounts import Accounts
    from ui.errors import AccountError
    from ui.import_table import import_table

    console = Console()
    with opened_practice() as practice, plainly(AccountError):
        owner = Accounts(practice.database, practice.cipher).named(user).id if user else ""
        client = practice.find_client(name) or practice.add_client(name, pronouns, owner=owner)
        with Progress(console=console, transient=True) as bar:
            task = bar.add_task("Loading files", total=None)
            lines = practice.import_path(
                client.id,
                path,
                progress=lambda label, done, total: bar.update(
                    task, description=label, completed=done, total=total
                ),
            )
    console.print(import_table(lines))
    console.print(summarise(lines))
    if lines and all(line.fate is Fate.REJECTED for line in lines):
        sys.exit(1)


@main.command()
def clients() -> None:
    """List the clients."""
    with opened_practice() as practice:
        for client in practice.clients():
            click.echo(f"{client.id}  {client.name}  {client.pronouns}".rstrip())


@main.command()
@click.argument("question")
@click.option("--client", "name", required=True, help="Name of the client.")
def ask(question: str, name: str) -> None:
    """Answer a question about one client, with cited evidence."""
    from ui.terminal import print_answer

    with opened_practice() as practice:
        asyncio.run(print_answer(practice, client_named(practice, name), question))


@main.command()
@click.argument("cases", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
def batch(cases: Path, out: Path) -> None:
    """Import each case folder into a throw-away workspace, answer its questions, write predictions."""
    from agent.quiet import hush

    hush()
    from evals.batch import CaseDone, run_batch
    from evals.errors import EvalError
    from ui.workspace import throw_away

    def told(case: CaseDone) -> None:
        counts = f"{case.notes} notes  {case.questions} questions"
        click.echo(f"{case.case_id}  {counts}  {'; '.join(case.problems)}".rstrip())

    with plainly(EvalError):
        done = run_batch(cases, out, throw_away, progress=told)
    if any(case.problems for case in done):
        sys.exit(1)


@main.command()
@click.option("--client", "name", help="Only this client.")
def verify(name: str | None) -> None:
    """Compare the search index with the database."""
    with opened_practice() as practice:
        damaged = 0
        for client in [client_named(practice, name)] if name else practice.clients():
            check = practice.verify(client.id)
            damaged += not check.sound
            state = "sound" if check.sound else f"{check.missing} missing, {check.unknown} unknown"
            click.echo(f"{client.id}  {check.expected} passages  {state}")
    if damaged:
        raise click.ClickException("The index is not in line with the database. Run `longview rebuild`.")


@main.command()
@click.option("--client", "name", help="Only this client.")
def rebuild(name: str | None) -> None:
    """Make the search index again from the database."""
    with opened_practice() as practice:
        for client in [client_named(practice, name)] if name else practice.clients():
            click.echo(f"{client.id}  {practice.rebuild(client.id)} passages")


@main.command()
@click.option("--client", "name", required=True)
@click.confirmation_option(prompt="Everything about this client will be destroyed. Go on?")
def erase(name: str) -> None:
    """Erase a client: key, notes, index and conversations."""
    with opened_practice() as practice:
        practice.erase_client(client_named(practice, name).id)
    click.echo("Erased.")


@main.command()
@click.option("--open/--no-open", "browser", default=True, help="Open the browser.")
@click.option("--port", type=int, help="Instead of LONGVIEW_PORT.")
def chat(browser: bool, port: int | None) -> None:
    """Open the chat."""
    _serve(settings_of_environment(), browser=browser, port=port)


@main.command()
@click.option("--open/--no-open", "browser", default=True, help="Open the browser.")
@click.option("--port", type=int, help="Instead of LONGVIEW_PORT.")
@click.option("--serve/--no-serve", default=True, help="Open the chat when the demo clients are in.")
def demo(browser: bool, port: int | None, serve: bool) -> None:
    """Load fictional demo clients into a folder of their own and open the chat."""
    from agent.quiet import hush
    from retrieval.errors import RetrievalError
    from ui.demo_practice import demo_settings, load_demo

    hush()
    settings = demo_settings(settings_of_environment())
    with plainly(RetrievalError):
        load_demo(settings, say=click.echo)
    if serve:
        _serve(settings, browser=browser, port=port)


@main.group()
def user() -> None:
    """Accounts for the chat."""


@user.command("add")
@click.argument("name")
@click.option("--role", default="clinician", show_default=True)
@click.password_option()
def add_user(name: str, role: str, password: str) -> None:
    """Add an account; the password is asked for."""
    from ui.accounts import Accounts, Role
    from ui.errors import AccountError

    with opened_practice() as practice, plainly(AccountError, ValueError):
        Accounts(practice.database, practice.cipher).create(name, password, Role(role))
    click.echo("Added. Sign in with `longview chat`.")


def _serve(settings: Settings, *, browser: bool, port: int | None) -> None:
    from retrieval.errors import RetrievalError
    from ui.errors import InterfaceError
    from ui.serve import serve

    with plainly(RetrievalError, InterfaceError):
        serve(settings, host=settings.host, port=port or settings.port, headless=not browser)


main.add_command(privacy)
main.add_command(observations)
main.add_command(judgement)
main.add_command(timeline)
main.add_command(share)
main.add_command(document)
main.add_command(apart)
main.add_command(patterns)

if __name__ == "__main__":
    main()
