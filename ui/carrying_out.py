"""What a command in the chat does, once it is known who asks about whom."""

from __future__ import annotations

import asyncio

import chainlit as cl

from agent.drafting.desk import Author
from retrieval.records import Client, NoteKind
from tools.documents.records import DocumentKind
from tools.patterns.wording import question_across
from tools.records import Chart
from ui import (
    answering,
    notes_page,
    observations_page,
    overview_page,
    patterns_page,
    permission,
    privacy_page,
)
from ui.accounts import Account
from ui.commands import BY_DOMAIN, NOTHING_TO_COMPARE, Wanted, Wish, comparing_question
from ui.documents import draft_in_chat, which_document
from ui.documents_talk import ChatTalk
from ui.permission import Act
from ui.workplace import Workplace

DOCUMENTS = {
    Wish.SUPERVISION: DocumentKind.SUPERVISION,
    Wish.DISCHARGE: DocumentKind.DISCHARGE,
    Wish.DOCUMENT: None,
}
"""What each command drafts; None where it has to be chosen."""


async def carry_out_anywhere(wanted: Wanted, *, chosen: bool, titled: bool) -> None:
    """Do what is about no client.

    Args:
        wanted: the command.
        chosen: whether a client is; what is done before that is no conversation.
        titled: whether words were written, after which a new conversation is named already.
    """
    if chosen and not titled:
        await _name(wanted)
    await overview_page.show()


async def carry_out(
    wanted: Wanted, work: Workplace, account: Account | None, client: Client, *, titled: bool
) -> None:
    """Do what a command asks for.

    Args:
        wanted: the command and what was written with it.
        work: the practice and its accounts.
        account: who asks.
        client: about whom.
        titled: whether words were written, after which a new conversation is named already.

    Raises:
        ReadOnlyError: the account may not draft documents of this client.
    """
    practice = work.practice
    if not titled:
        await _name(wanted)
    if wanted.wish is Wish.PRIVACY:
        await privacy_page.show(titled=True)
    elif wanted.wish is Wish.OBSERVATIONS:
        await observations_page.show(titled=True)
    elif wanted.wish is Wish.TIMELINE:
        await answering.show_timeline(practice, client)
    elif wanted.wish is Wish.NOTES:
        await show_notes(work, account, client, title="")
    elif wanted.wish is Wish.PATTERNS:
        await patterns_page.answer(work, account, client, question_across(wanted.rest))
    elif wanted.wish in DOCUMENTS:
        await _drafted(wanted, work, account, client)
    else:
        await _asked(wanted, work, client)


async def _name(wanted: Wanted) -> None:
    """Name the conversation after a command that opens it."""
    if len(cl.chat_context.get()) <= 1:
        await cl.context.emitter.init_thread(wanted.label)


async def _drafted(wanted: Wanted, work: Workplace, account: Account | None, client: Client) -> None:
    """Draft a document, which is part of the client's record."""
    who = await asyncio.to_thread(permission.check, work, account, Act.DOCUMENTS, client.id)
    author, talk = Author(account=who.id, name=who.name), ChatTalk()
    kind = DOCUMENTS[wanted.wish] or await which_document(talk)
    if kind is not None:
        await draft_in_chat(work.practice, client.id, kind, author=author, talk=talk)  # type: ignore[arg-type]


async def show_notes(work: Workplace, account: Account | None, client: Client, *, title: str) -> None:
    """Show the notes of a client, and where new ones go if the account may add them."""
    notes = await asyncio.to_thread(lambda: work.practice.history(client.id).notes())
    mine = await asyncio.to_thread(permission.may, work, account, Act.NOTES, client.id)
    await notes_page.show(client.name, title=title, empty=not notes, may_write=mine)


async def _asked(wanted: Wanted, work: Workplace, client: Client) -> None:
    """Commands that stand for a question."""
    question = wanted.rest or BY_DOMAIN
    if wanted.wish is Wish.COMPARE:
        sessions = attended(await asyncio.to_thread(work.practice.chart, client.id))
        question = comparing_question(wanted.rest, sessions)
        if not question:
            await cl.Message(content=NOTHING_TO_COMPARE).send()
            return
    await answering.answer(work.practice, client, question, cl.context.session.thread_id)
    if wanted.wish is Wish.OUTCOMES and not wanted.rest:
        await answering.show_timeline(work.practice, client)


def attended(chart: Chart) -> tuple[int, ...]:
    """The numbers of the sessions that took place."""
    return tuple(s.session for s in chart.sessions if s.kind is not NoteKind.CANCELLED)
