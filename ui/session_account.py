"""Whose request or message is at hand, and about which client."""

from __future__ import annotations

from contextvars import ContextVar
from datetime import datetime

from chainlit.context import context_var
from chainlit.user import PersistedUser

from ui.accounts import Account
from ui.client_choice import NO_CLIENT

signed_in: ContextVar[str | None] = ContextVar("signed_in", default=None)
"""The account of the HTTP request at hand; requests have no Chainlit session. Set by the gate."""


def persisted(account: Account) -> PersistedUser:
    """The account as Chainlit's user; its identifier is the opaque id, shown is the name."""
    return PersistedUser(
        id=account.id,
        identifier=account.id,
        display_name=account.name,
        createdAt=written(account.created_at),
        metadata={"role": account.role.value},
    )


def session_account() -> tuple[str | None, str | None]:
    """Account and client of the Chainlit session at hand; the client is None where none is chosen."""
    context = context_var.get(None)
    if context is None or context.session.user is None:
        return None, None
    chosen = context.session.chat_profile
    return context.session.user.identifier, None if chosen in (None, "", NO_CLIENT) else chosen


def written(moment: datetime) -> str:
    """A moment as Chainlit writes it."""
    return f"{moment.replace(tzinfo=None).isoformat()}Z"
