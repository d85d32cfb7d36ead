"""The chat, as Chainlit loads it: what happens when. Each function hands on to a module that does it."""

# Chainlit is not followed by the type checker, so its decorators are untyped to it.
# mypy: disallow-untyped-decorators=False

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import chainlit as cl
from chainlit.types import ThreadDict

from agent.errors import AgentError
from retrieval.errors import RetrievalError
from retrieval.records import Client
from tools.errors import ToolsError
from tools.patterns.wording import across
from ui import (
    account_actions,
    answering,
    carrying_out,
    chat_actions,
    overview_page,
    patterns_page,
    profiles,
    workplace,
)
from ui.accounts import Account
from ui.chat_commands import offer
from ui.client_choice import NO_CLIENT
from ui.commands import unknown_command, wanted
from ui.data_layer import DataLayer
from ui.errors import InterfaceError
from ui.new_client import take_on
from ui.session_account import persisted
from ui.signin import sign_in

log = logging.getLogger("longview.chat")

FIRST_NOTES = "First notes"
"""Name of a conversation that begins with an import."""
STOPPED_BY_CHAINLIT = "Task manually stopped."
STOPPED = "Stopped. Ask again, or change your question with the pencil beside it."
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
    return DataLayer(
        work.conversations,
        work.accounts,
        lambda account_id: profiles.names_for(work, account_id),
        work.practice.forget_conversation,
    )


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
    clients = {client.id: client for client in await asyncio.to_thread(work.clients_of, account)}
    if _chosen() not in clients:
        cl.context.session.has_first_interaction = True  # what is done before a choice is no conversation
        await profiles.send_client_list(work, account)
        await offer(chosen=False)
        return
    await offer()
    if not await asyncio.to_thread(lambda: work.practice.history(_chosen()).notes()):
        await carrying_out.show_notes(work, account, clients[_chosen()], title=FIRST_NOTES)


@cl.on_chat_resume
async def chat_resume(thread: ThreadDict) -> None:
    """Go on with a kept conversation: Chainlit has put back its messages and its client."""
    await offer()


@cl.on_stop
async def stopped() -> None:
    """Say in our words that the answer was stopped; Chainlit has just said it in its own."""
    said = cl.chat_context.get()
    if said and said[-1].content == STOPPED_BY_CHAINLIT:
        said[-1].content = STOPPED
        await said[-1].update()


@cl.on_message
async def message(message: cl.Message) -> None:
    """Answer."""
    # Chainlit forgets this for a question that was edited, and could not stop its answer.
    cl.context.session.current_task = asyncio.current_task()
    try:
        wish, work = wanted(message.content, message.command), workplace.current()
        titled = bool(message.content.strip()) and not message.content.lstrip().startswith("/")
        account = await _account(cl.user_session.get("user"))
        if wish is not None and wish.anywhere:
            await carrying_out.carry_out_anywhere(wish, chosen=_chosen() != NO_CLIENT, titled=titled)
            return
        client = await _client()
        if wish is not None:
            await carrying_out.carry_out(wish, work, account, client, titled=titled)
        elif known := unknown_command(message.content):
            await cl.Message(content=known).send()
        elif asked := across(message.content):
            await patterns_page.answer(work, account, client, asked)
        else:
            await answering.answer(work.practice, client, message.content, cl.context.session.thread_id)
    except Exception as error:
        await _say(error)


@cl.action_callback("show_timeline")
async def show_timeline(action: cl.Action) -> None:
    """Draw the five domains."""
    try:
        await answering.show_timeline(workplace.current().practice, await _client())
    except Exception as error:
        await _say(error)


def _answering(name: str) -> Callable[[cl.Action], Awaitable[dict[str, Any]]]:
    """One of the actions about the chosen client; what it tells goes to the screen and is not kept."""

    async def answer(asked: cl.Action) -> dict[str, Any]:
        try:
            work, client = workplace.current(), await _client()
            account = await _account(cl.user_session.get("user"))
            return await asyncio.to_thread(chat_actions.run, name, work, account, client, asked.payload)
        except Exception as error:
            return {"error": _worded(error), "mayInsist": getattr(error, "may_insist", False)}

    return answer


for name in chat_actions.ACTIONS:
    cl.action_callback(name)(_answering(name))


def _about_account(name: str) -> Callable[[cl.Action], Awaitable[dict[str, Any]]]:
    """One of the actions about whoever is signed in."""

    async def answer(asked: cl.Action) -> dict[str, Any]:
        try:
            account = await _account(cl.user_session.get("user"))
            return await asyncio.to_thread(
                account_actions.run, name, workplace.current(), account, asked.payload
            )
        except Exception as error:
            return {"error": _worded(error)}

    return answer


for name in account_actions.ACTIONS:
    cl.action_callback(name)(_about_account(name))


@cl.action_callback("show_overview")
async def show_overview(action: cl.Action) -> None:
    """Show the practice overview, from the list of clients."""
    await overview_page.show()


@cl.action_callback("new_client")
async def new_client(action: cl.Action) -> dict[str, Any]:
    """Take on a client of whoever is signed in."""
    try:
        work, account = workplace.current(), await _account(cl.user_session.get("user"))
        given = [str(action.payload.get(part) or "") for part in ("name", "pronouns")]
        return {"id": await asyncio.to_thread(take_on, work, account, *given)}
    except Exception as error:
        return {"error": _worded(error)}


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
