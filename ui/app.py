"""The chat, as Chainlit loads it: what happens when. Each function hands on to a module that does it."""

# Chainlit is not followed by the type checker, so its decorators are untyped to it.
# mypy: disallow-untyped-decorators=False

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import chainlit as cl
from chainlit.types import ThreadDict

from agent.errors import AgentError
from retrieval.errors import RetrievalError
from retrieval.records import Client
from tools.errors import ToolsError
from ui import answering, privacy_page, profiles, workplace
from ui.accounts import Account
from ui.data_layer import DataLayer
from ui.errors import InterfaceError
from ui.note_view import note_view
from ui.session_account import persisted
from ui.signin import sign_in

if TYPE_CHECKING:
    from ui.privacy_desk import PrivacyDesk

log = logging.getLogger("longview.chat")

OURS = (AgentError, RetrievalError, ToolsError, InterfaceError)
"""Errors whose messages hold no words of a note and say what to do."""
UNFORESEEN = (
    "Something went wrong, and no answer was made. Nothing was lost: ask again, or restart Longview if it "
    "happens again. The log names the kind of error ({kind}) and holds no words of the notes."
)


@cl.on_app_shutdown
async def shutdown() -> None:
    """Close the practice."""
    workplace.leave()


@cl.data_layer
def data_layer() -> DataLayer:
    """Keep conversations, sealed."""
    work = workplace.current()
    return DataLayer(work.conversations, work.accounts, lambda client_id: profiles.name_of(work, client_id))


@cl.password_auth_callback
async def signed(username: str, password: str) -> cl.User | None:
    """Let somebody in."""
    work = workplace.current()
    account = await asyncio.to_thread(sign_in, work.accounts, work.throttle, username, password)
    return None if account is None else persisted(account)


@cl.set_chat_profiles
async def chat_profiles(current_user: cl.User | None) -> list[cl.ChatProfile]:
    """The clients to choose from."""
    return await profiles.chat_profiles(workplace.current(), await _account(current_user))


@cl.on_chat_start
async def chat_start() -> None:
    """List the clients if none is chosen; else the first page shows name and starters by itself."""
    work, account = workplace.current(), await _account(cl.user_session.get("user"))
    if _chosen() not in {client.id for client in await asyncio.to_thread(work.clients_of, account)}:
        await profiles.send_client_list(work, account)
        return
    await privacy_page.offer()


@cl.on_chat_resume
async def chat_resume(thread: ThreadDict) -> None:
    """Go on with a kept conversation: Chainlit has put back its messages and its client."""
    await privacy_page.offer()


@cl.on_message
async def message(message: cl.Message) -> None:
    """Answer."""
    try:
        client, practice = await _client(), workplace.current().practice
        if privacy_page.asks_for_it(message.content, message.command):
            await privacy_page.show(titled=bool(message.content.strip()))
        elif answering.asks_for_timeline(message.content):
            await answering.show_timeline(practice, client)
        else:
            await answering.answer(practice, client, message.content, cl.context.session.thread_id)
    except Exception as error:
        await _say(error)


@cl.action_callback("show_timeline")
async def show_timeline(action: cl.Action) -> None:
    """Draw the five domains."""
    try:
        await answering.show_timeline(workplace.current().practice, await _client())
    except Exception as error:
        await _say(error)


@cl.action_callback("open_note")
async def open_note(action: cl.Action) -> dict[str, Any]:
    """Give the side panel a note of the chosen client, and of no other."""
    place = action.payload
    try:
        record = workplace.current().practice.history((await _client()).id)
        start, end, words = int(place["start"]), int(place["end"]), str(place["words"])
        view = await asyncio.to_thread(note_view, record, str(place["note_id"]), start, end, words)
    except Exception as error:
        return {"error": _worded(error)}
    return asdict(view)


@cl.action_callback("privacy_report")
async def privacy_report(action: cl.Action) -> dict[str, Any]:
    """Give the page what was hidden for the chosen client; names go to the screen and are not kept."""
    return await _privately(lambda desk, client, _: privacy_page.report(desk, client.id))


@cl.action_callback("privacy_correct")
async def privacy_correct(action: cl.Action) -> dict[str, Any]:
    """Take "this is a name" or "this is not", and give the page what then is hidden."""
    return await _privately(
        lambda desk, client, author: privacy_page.correct(desk, client, author, action.payload)
    )


@cl.action_callback("privacy_undo")
async def privacy_undo(action: cl.Action) -> dict[str, Any]:
    """Take a correction back, and give the page what then is hidden."""
    return await _privately(
        lambda desk, client, author: privacy_page.undo(desk, client, author, action.payload)
    )


async def _privately(work: Callable[[PrivacyDesk, Client, str], dict[str, Any]]) -> dict[str, Any]:
    """Do something at the privacy desk for the chosen client, in a thread of its own."""
    try:
        client, practice = await _client(), workplace.current().practice
        author = str(cl.user_session.get("user").identifier)
        return await asyncio.to_thread(lambda: work(practice.privacy, client, author))
    except Exception as error:
        return {"error": _worded(error), "mayInsist": getattr(error, "may_insist", False)}


async def _account(user: cl.User | None) -> Account | None:
    """Whoever is signed in, as the database knows her now: a role may have changed since she came in."""
    if user is None:
        return None
    return await asyncio.to_thread(workplace.current().accounts.get, user.identifier)


async def _client() -> Client:
    """The client chosen, if the account may see her and the conversation is about her."""
    work, account = workplace.current(), await _account(cl.user_session.get("user"))
    return await asyncio.to_thread(work.client_of, account, _chosen(), cl.context.session.thread_id)


def _chosen() -> str:
    return str(cl.user_session.get("chat_profile") or "")


def _worded(error: Exception) -> str:
    if isinstance(error, OURS):
        return str(error)
    log.error("unforeseen %s in the chat", type(error).__name__)
    return UNFORESEEN.format(kind=type(error).__name__)


async def _say(error: Exception) -> None:
    await cl.ErrorMessage(content=_worded(error)).send()
