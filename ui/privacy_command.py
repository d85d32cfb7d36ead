"""`longview privacy CLIENT`: what was hidden, and correcting it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from ui.opening import client_named, opened_practice

if TYPE_CHECKING:
    from retrieval.correcting import Effect
    from retrieval.deid.corrections import Mark
    from retrieval.records import IdentifierType
    from ui.privacy_desk import PrivacyDesk

KINDS = ("NAME", "LOCATION", "ORG", "CONTACT", "ID", "DATE", "AGE90")
FROM_INPUT = "-"
"""Words given as this are read from standard input, so that the shell does not remember them."""


@click.command()
@click.argument("client")
@click.option("--type", "kind", type=click.Choice(KINDS, case_sensitive=False), help="Only this type.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for another program.")
@click.option("--name", "name", metavar="WORDS", help="This is a name: hide it. “-” reads the words.")
@click.option("--as", "role", metavar="ROLE", default="", help="Who it is: MOTHER, FRIEND, EMPLOYER …")
@click.option("--same-as", "same_as", metavar="WHO", default="", help="Another writing of WHO.")
@click.option(
    "--not-a-name", "other", metavar="WORDS", help="This is not a name: keep it. “-” reads the words."
)
@click.option("--force", is_flag=True, help="Also where a date or the form of a number covers it.")
@click.option("--always", is_flag=True, help="For every client, now and later.")
@click.option("--undo", type=int, metavar="NUMBER", help="Take a correction back.")
@click.option("--apply", "again", is_flag=True, help="Mask the notes again under the corrections in force.")
@click.option("--log", is_flag=True, help="List the corrections.")
@click.option("--reason", default="", help="Kept with the correction.")
def privacy(
    client: str,
    kind: str | None,
    as_json: bool,
    name: str | None,
    role: str,
    same_as: str,
    other: str | None,
    force: bool,
    always: bool,
    undo: int | None,
    again: bool,
    log: bool,
    reason: str,
) -> None:
    """Show what is hidden in a client's notes, least certain first, and correct it.

    The list names people in clear: it is for your eyes, on your machine.
    """
    _check(
        chosen=[name is not None, other is not None, undo is not None, again, log],
        for_names=bool(role or same_as) and name is None,
        for_others=force and other is None,
        for_marks=always and name is None and other is None,
        for_reasons=bool(reason) and name is None and other is None and undo is None,
    )
    with opened_practice() as practice, _insisting():
        client_id, desk = client_named(practice, client).id, practice.privacy
        if name is not None or other is not None:
            mark = _mark(desk, client_id, _words(name, other), kind, role, same_as, name is not None, force)
            _done(desk.mark(client_id, mark, always=always, reason=reason))
            practice.chart(client_id)  # read again
        elif undo is not None:
            _done(desk.undo(client_id, undo, reason=reason))
            practice.chart(client_id)
        elif again:
            _done(desk.bring_in_line(client_id))
            practice.chart(client_id)
        elif log:
            _print_log(desk, client_id, as_json)
        else:
            _print_report(desk, client_id, kind, as_json)


@contextmanager
def _insisting() -> Iterator[None]:
    """Say with a refusal how to insist where one may."""
    from retrieval.errors import CorrectionError

    try:
        yield
    except CorrectionError as error:
        raise click.ClickException(f"{error}{' Add --force.' if error.may_insist else ''}") from error


def _check(
    *, chosen: list[bool], for_names: bool, for_others: bool, for_marks: bool, for_reasons: bool
) -> None:
    """Refuse options that do not go together."""
    if sum(chosen) > 1:
        raise click.UsageError("Give one of --name, --not-a-name, --undo, --apply and --log.")
    if for_names:
        raise click.UsageError("--as and --same-as say who a --name is.")
    if for_others:
        raise click.UsageError("--force goes with --not-a-name.")
    if for_marks:
        raise click.UsageError("--always goes with --name or --not-a-name.")
    if for_reasons:
        raise click.UsageError("--reason goes with --name, --not-a-name or --undo.")


def _words(name: str | None, other: str | None) -> str:
    given = name if name is not None else other or ""
    return sys.stdin.readline().strip() if given == FROM_INPUT else given


def _mark(
    desk: PrivacyDesk,
    client_id: str,
    words: str,
    kind: str | None,
    role: str,
    same_as: str,
    is_name: bool,
    force: bool,
) -> Mark:
    from retrieval.deid.corrections import NameMark, NotNameMark
    from retrieval.records import IdentifierType

    if not is_name:
        return NotNameMark(words=words, force=force)
    return NameMark(
        words=words,
        type=IdentifierType((kind or "NAME").upper()),
        role=role.strip().upper().replace(" ", "_").replace("-", "_"),
        same_as=desk.surrogate_of(client_id, same_as) if same_as else "",
    )


def _done(effect: Effect) -> None:
    from ui.privacy_desk import effect_words

    click.echo(effect_words(effect))
    if effect.behind:
        sys.exit(1)


def _print_report(desk: PrivacyDesk, client_id: str, kind: str | None, as_json: bool) -> None:
    from retrieval.records import IdentifierType
    from ui.privacy_tables import print_report, report_data

    wanted: IdentifierType | None = IdentifierType(kind.upper()) if kind else None
    report = desk.report(client_id)
    if as_json:
        click.echo(json.dumps(report_data(report, wanted), ensure_ascii=False, indent=1))
    else:
        print_report(report, wanted)


def _print_log(desk: PrivacyDesk, client_id: str, as_json: bool) -> None:
    from ui.privacy_tables import log_data, print_log

    lines = desk.log(client_id)
    if as_json:
        click.echo(json.dumps([log_data(line) for line in lines], ensure_ascii=False, indent=1))
    else:
        print_log(lines)
