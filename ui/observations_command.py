"""`longview observations CLIENT`: what was read from the notes, and correcting it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from ui.opening import client_named, opened_practice, plainly

if TYPE_CHECKING:
    from ui.findings_desk import FindingsDesk, FindingsEffect
    from ui.practice import Practice

DOMAINS = ("symptom_burden", "functional_capacity", "stability", "risk_profile", "overall_presentation")
LEVELS = ("impaired", "partly", "well")
DIRECTIONS = ("better", "worse", "same")


@click.command()
@click.argument("client")
@click.option("--session", type=int, metavar="N", help="Only this session.")
@click.option("--domain", type=click.Choice(DOMAINS), help="Only this domain; with --correct, the right one.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for another program.")
@click.option("--dismiss", metavar="ID", help="Not so: it counts no more.")
@click.option("--correct", metavar="ID", help="So, but otherwise: say how by the options below.")
@click.option("--level", type=click.Choice(LEVELS), help="The right level.")
@click.option("--direction", type=click.Choice(DIRECTIONS), help="The right direction.")
@click.option("--of-client/--of-another", "of_client", default=None, help="Whom it is about.")
@click.option("--reason", default="", help="Why; required with a correction.")
@click.option("--undo", type=int, metavar="NUMBER", help="Take a correction back.")
@click.option("--log", is_flag=True, help="List the corrections.")
def observations(
    client: str,
    session: int | None,
    domain: str | None,
    as_json: bool,
    dismiss: str | None,
    correct: str | None,
    level: str | None,
    direction: str | None,
    of_client: bool | None,
    reason: str,
    undo: int | None,
    log: bool,
) -> None:
    """Show what was read from a client's notes by session, with quotes, and correct it.

    The quotes name people in clear: they are for your eyes, on your machine.
    """
    if sum((dismiss is not None, correct is not None, undo is not None, log)) > 1:
        raise click.UsageError("Give one of --dismiss, --correct, --undo and --log.")
    if correct is None and (level or direction or of_client is not None):
        raise click.UsageError("--level, --direction and --of-client say what is so with --correct.")
    from retrieval.errors import RetrievalError
    from tools.errors import ToolsError

    with opened_practice() as practice, plainly(RetrievalError, ToolsError):
        client_id, desk = client_named(practice, client).id, practice.findings
        if dismiss is not None:
            _done(_dismissed(desk, client_id, dismiss, reason))
        elif correct is not None:
            _done(_corrected(desk, client_id, correct, domain, level, direction, of_client, reason))
        elif undo is not None:
            _done(desk.undo(client_id, undo, reason=reason))
        elif log:
            _print_log(practice, client_id, as_json)
        else:
            _print(practice, client_id, session, domain, as_json)


def _dismissed(desk: FindingsDesk, client_id: str, which: str, reason: str) -> FindingsEffect:
    from tools.outcomes.corrections import Dismissal

    found = desk.observation(client_id, which)
    return desk.correct(client_id, Dismissal(observation_id=found.id), reason=reason)


def _corrected(
    desk: FindingsDesk,
    client_id: str,
    which: str,
    domain: str | None,
    level: str | None,
    direction: str | None,
    of_client: bool | None,
    reason: str,
) -> FindingsEffect:
    from tools.correcting_observations import ObservationChange
    from tools.records import Direction, Domain, Level

    change = ObservationChange(
        observation_id=desk.observation(client_id, which).id,
        domain=Domain(domain) if domain else None,
        level=Level(level) if level else None,
        direction=Direction(direction) if direction else None,
        of_client=of_client,
    )
    return desk.correct(client_id, change, reason=reason)


def _done(effect: FindingsEffect) -> None:
    from ui.findings_words import effect_words

    click.echo(effect_words(effect.number, effect.changed))


def _print(
    practice: Practice, client_id: str, session: int | None, domain: str | None, as_json: bool
) -> None:
    from tools.records import Domain
    from ui.observations_list import observation_words, observations_by_session, observations_data

    wanted = Domain(domain) if domain else None
    history = practice.history(client_id)
    found = observations_by_session(practice.standing(client_id), history, session=session, domain=wanted)
    if as_json:
        click.echo(json.dumps(observations_data(found), ensure_ascii=False, indent=1))
        return
    for one in found:
        click.echo(f"\nSession {one.session} · {one.day.isoformat()}")
        for line in one.lines:
            said = f"dismissed ({line.correction.number})" if line.dismissed and line.correction else ""
            said = said or (f"corrected ({line.correction.number})" if line.correction else "")
            click.echo(f"  {line.observation.id}  {observation_words(line.observation)}  {said}".rstrip())
            click.echo(f"    “{' '.join(line.quote.split())}”")
    if not found:
        click.echo("Nothing was read from these notes that fits.")


def _print_log(practice: Practice, client_id: str, as_json: bool) -> None:
    from ui.observations_list import log_data

    lines = log_data(practice.standing(client_id).log)
    if as_json:
        click.echo(json.dumps(lines, ensure_ascii=False, indent=1))
        return
    for line in lines:
        state = "" if line["inForce"] else "  (taken back)"
        state = state if line["found"] else "  (its words are not read any more)"
        click.echo(f"{line['number']}  {line['when']}  {line['what']}  {line['reason']}{state}".rstrip())
    if not lines:
        click.echo("Nothing was corrected.")
