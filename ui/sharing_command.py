"""`longview share`: who may see a client, and who treats her."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ui.opening import client_named, opened_practice, plainly

if TYPE_CHECKING:
    from ui.accounts import Account, Accounts


@click.command()
@click.argument("client")
@click.option("--with", "add", metavar="USER", help="Let this account see the client too.")
@click.option("--stop", metavar="USER", help="Let this account see her no more.")
@click.option("--hand-over", metavar="USER", help="Make this account her therapist.")
def share(client: str, add: str | None, stop: str | None, hand_over: str | None) -> None:
    """Share a client with a supervisor or colleague, or hand her over; alone, it says who may see her."""
    from ui.accounts import Accounts
    from ui.errors import AccountError
    from ui.sharing import Shares

    with opened_practice() as practice, plainly(AccountError):
        whom, accounts, shares = (
            client_named(practice, client),
            Accounts(practice.database, practice.cipher),
            Shares(practice.database),
        )
        if add:
            shares.share(whom.id, _reader(accounts, add).id)
        if stop and not shares.stop(whom.id, accounts.named(stop).id):
            raise AccountError(
                "She is not shared with that account. Without options, this says who sees her."
            )
        if hand_over:
            practice.store.set_owner(whom.id, _therapist(accounts, hand_over).id)
        owner = practice.owners().get(whom.id, "") or accounts.founder()
        for line in seen_by(accounts, owner, shares.accounts(whom.id)):
            click.echo(line)


def seen_by(accounts: Accounts, owner: str, shared: frozenset[str]) -> list[str]:
    """One line for each account that may see a client."""
    lines = []
    for account in accounts.all():
        if account.id == owner and account.role.keeps_clients:
            lines.append(f"{account.name}  ({account.role}, her therapist)")
        elif account.id in shared and account.role.opens_charts:
            lines.append(f"{account.name}  ({account.role}, shared)")
    return lines or ["Nobody can see her in the chat. `longview share CLIENT --hand-over USER` mends that."]


def _reader(accounts: Accounts, name: str) -> Account:
    from ui.errors import AccountError

    account = accounts.named(name)
    if not account.role.opens_charts:
        raise AccountError("An administrator keeps accounts and opens no chart. Choose another account.")
    return account


def _therapist(accounts: Accounts, name: str) -> Account:
    from ui.errors import AccountError

    account = accounts.named(name)
    if not account.role.keeps_clients:
        raise AccountError("Expected a clinician or a trainee to hand a client over to. Choose one.")
    return account
