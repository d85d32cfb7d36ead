"""Clients as Chainlit's chat profiles, and the first page that lists them."""

from __future__ import annotations

import asyncio
from dataclasses import asdict

import chainlit as cl

from ui.accounts import Account
from ui.client_choice import NO_CLIENT, NO_CLIENT_LABEL, ClientCard, card, short_name
from ui.markdown_text import escape
from ui.starters import GENERAL, Starter, starters
from ui.workplace import Workplace, requested_client

PATIENCE_SECONDS = 2.0
"""How long the first page waits for a chart before it offers general questions."""
UNSAVED = "about:blank"
"""Chainlit writes an element without an address to disk, in clear; what ours show travels in their props."""
FIRST_CLIENT = "You have no clients yet. Add one; then drop her session notes into the chat."
WHOSE = "Whose course of therapy would you like to look at?"
NOTHING_SHARED = (
    "No client has been shared with you yet. Her therapist, or whoever keeps Longview, runs "
    "`longview share CLIENT --with` and your name."
)
NO_CHARTS = (
    "Your account keeps accounts and settings; it opens no client's record. Sign in as a clinician to ask."
)


async def chat_profiles(work: Workplace, account: Account | None) -> list[cl.ChatProfile]:
    """A profile for each client the account may see, after one for no choice."""
    cards = await asyncio.to_thread(client_cards, work, account)
    chosen = requested_client.get()
    offered = await offered_starters(work, chosen) if any(item.id == chosen for item in cards) else ()
    return [
        _no_client(),
        *(_profile(item, work.privacy, offered if item.id == chosen else ()) for item in cards),
    ]


def client_cards(work: Workplace, account: Account | None) -> list[ClientCard]:
    """What the list shows of each client the account may see."""
    return [card(client, work.practice.history(client.id).notes()) for client in work.clients_of(account)]


async def offered_starters(work: Workplace, client_id: str) -> tuple[Starter, ...]:
    """Questions that fit the client's chart; general ones while it takes long to read."""

    def chosen() -> tuple[Starter, ...]:
        practice = work.practice
        return starters(practice.chart(client_id), practice.assessment(client_id))

    try:
        return await asyncio.wait_for(asyncio.to_thread(chosen), PATIENCE_SECONDS)
    except TimeoutError:
        return GENERAL


async def send_client_list(work: Workplace, account: Account | None) -> None:
    """Show the clients to choose from, or what to do where there are none."""
    if account is not None and not account.role.opens_charts:
        await cl.Message(content=NO_CHARTS).send()
        return
    cards = await asyncio.to_thread(client_cards, work, account)
    may_add = account is not None and account.role.keeps_clients
    if not cards and not may_add:
        await cl.Message(content=NOTHING_SHARED).send()
        return
    props = {"clients": [asdict(item) for item in cards], "mayAdd": may_add}
    shown = cl.CustomElement(name="ClientList", props=props, url=UNSAVED)
    await cl.Message(content=WHOSE if cards else FIRST_CLIENT, elements=[shown]).send()


def names_for(work: Workplace, account_id: str) -> dict[str, str]:
    """Names for the list of conversations, which is narrow, of the clients an account may see, by id."""
    account = work.accounts.get(account_id)
    return {client.id: short_name(client.name) for client in work.clients_of(account)}


def _no_client() -> cl.ChatProfile:
    return cl.ChatProfile(
        name=NO_CLIENT,
        display_name=NO_CLIENT_LABEL,
        markdown_description="Each client has separate conversations.",
        default=True,
        starters=[],
    )


def _profile(item: ClientCard, privacy: str, offered: tuple[Starter, ...]) -> cl.ChatProfile:
    return cl.ChatProfile(
        name=item.id,
        display_name=item.name,
        markdown_description=f"### {escape(item.name)}\n\n{escape(item.summary)}",
        icon=item.mark,
        starters=[cl.Starter(label=starter.label, message=starter.message) for starter in offered],
    )
