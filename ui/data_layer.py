"""Chainlit's persistence interface over `Conversations`. Only this file knows both.

Writes go through one thread, in the order in which Chainlit issued them: it fires "create" and "update"
of one message as separate tasks, and the later one must win. What waits together is written together.
"""

# Chainlit is not followed by the type checker, so its classes and decorators are untyped to it.
# mypy: disallow-untyped-decorators=False, disallow-subclassing-any=False

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from chainlit.data.base import BaseDataLayer
from chainlit.data.utils import queue_until_user_message
from chainlit.element import Element, ElementDict
from chainlit.step import StepDict
from chainlit.types import (
    Feedback,
    PageInfo,
    PaginatedResponse,
    Pagination,
    ThreadDict,
    ThreadFilter,
)
from chainlit.user import PersistedUser, User

from ui import schema
from ui.accounts import Accounts
from ui.conversation_records import Conversation, Heading, Part
from ui.conversations import Conversations
from ui.session_account import persisted, session_account, signed_in
from ui.thread_words import mentions, prefix, step_dict, thread_dict
from ui.writing_together import Outcome, PartsWriter

T = TypeVar("T")


class DataLayer(BaseDataLayer):
    """Keeps conversations for the account that is signed in."""

    def __init__(
        self,
        conversations: Conversations,
        accounts: Accounts,
        names_for: Callable[[str], Mapping[str, str]],
        forget: Callable[[str, str], Awaitable[None]],
    ) -> None:
        """`names_for` gives, by client id, the names of the clients whom an account may see now.

        Conversations about others are neither listed nor opened, whoever had them. `forget` is told client
        and conversation when one is deleted, so that the assistant remembers nothing of it either.
        """
        self._forget = forget
        self._conversations = conversations
        self._accounts = accounts
        self._names_for = names_for
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="conversations")
        self._parts = PartsWriter(self._write)

    async def get_user(self, identifier: str) -> PersistedUser | None:
        """The account with that id."""
        account = await self._run(lambda: self._accounts.get(identifier))
        return None if account is None else persisted(account)

    async def create_user(self, user: User) -> PersistedUser | None:
        """The account that signed in; accounts are never made here."""
        return await self.get_user(user.identifier)

    @queue_until_user_message()
    async def create_step(self, step_dict: StepDict) -> None:
        """Keep a step or message."""
        await self._put(schema.steps, step_dict["id"], step_dict.get("threadId"), step_dict)

    @queue_until_user_message()
    async def update_step(self, step_dict: StepDict) -> None:
        """Keep the newer form of a step or message."""
        await self._put(schema.steps, step_dict["id"], step_dict.get("threadId"), step_dict)

    @queue_until_user_message()
    async def delete_step(self, step_id: str) -> None:
        """Remove a step or message, and what it shows: an edited question takes its answer away."""
        for element_id in await self._run(lambda: self._shown_with(step_id)):
            await self._remove(schema.elements, element_id)
        await self._remove(schema.steps, step_id)

    @queue_until_user_message()
    async def create_element(self, element: Element) -> None:
        """Keep what an answer shows beside its words."""
        await self._put(schema.elements, element.id, element.thread_id, element.to_dict())

    async def get_element(self, thread_id: str, element_id: str) -> ElementDict | None:
        """One element of a conversation."""
        conversation = await self._run(lambda: self._open(thread_id))
        found = () if conversation is None else conversation.elements
        return next((dict(body) for body in found if body["id"] == element_id), None)

    @queue_until_user_message()
    async def delete_element(self, element_id: str, thread_id: str | None = None) -> None:
        """Remove an element."""
        await self._remove(schema.elements, element_id)

    async def upsert_feedback(self, feedback: Feedback) -> str:
        """Keep a thumb up or down on a step of one's own conversation."""
        feedback_id = feedback.id or f"feedback-{feedback.forId}"
        body = {
            "id": feedback_id,
            "forId": feedback.forId,
            "value": feedback.value,
            "comment": feedback.comment,
        }
        owner = await self._run(lambda: self._conversations.conversation_of(schema.steps, feedback.forId))
        await self._put(schema.feedback, feedback_id, owner, body)
        return feedback_id

    async def delete_feedback(self, feedback_id: str) -> bool:
        """Remove a thumb."""
        await self._remove(schema.feedback, feedback_id)
        return True

    async def get_thread_author(self, thread_id: str) -> str:
        """The account a conversation belongs to; Chainlit compares it with who asks."""
        heading = await self._run(lambda: self._conversations.heading(thread_id))
        return "" if heading is None or self._name(heading) is None else heading.account_id

    async def list_threads(
        self, pagination: Pagination, filters: ThreadFilter
    ) -> PaginatedResponse[ThreadDict]:
        """One page of an account's conversations, the latest first."""
        found = await self._run(lambda: self._matching(filters.userId or "", filters.search or ""))
        ids = [thread["id"] for thread in found]
        first = ids.index(pagination.cursor) + 1 if pagination.cursor in ids else 0
        page = found[first : first + pagination.first]
        info = PageInfo(
            hasNextPage=first + len(page) < len(found),
            startCursor=page[0]["id"] if page else None,
            endCursor=page[-1]["id"] if page else None,
        )
        return PaginatedResponse(pageInfo=info, data=page)

    async def get_thread(self, thread_id: str) -> ThreadDict | None:
        """A whole conversation."""

        def whole() -> ThreadDict | None:
            found = self._open(thread_id)
            return None if found is None else self._whole(found)

        return await self._run(whole)

    async def update_thread(
        self,
        thread_id: str,
        name: str | None = None,
        user_id: str | None = None,
        metadata: dict[str, Any] | None = None,
        tags: list[str] | None = None,
    ) -> None:
        """Start or rename a conversation. Session metadata and tags are not kept: the client's id is."""
        if name is None:
            return
        account_id, client_id = session_account()
        if account_id and client_id:
            await self._run(lambda: self._begin(thread_id, account_id, client_id, name))
        elif signed_in.get():  # renamed over HTTP, where Chainlit has already checked whose it is
            await self._run(lambda: self._rename(thread_id, name))

    async def delete_thread(self, thread_id: str) -> None:
        """Destroy a conversation. Chainlit has checked whose it is."""
        heading = await self._run(lambda: self._conversations.heading(thread_id))
        await self._run(lambda: self._conversations.delete(thread_id))
        if heading is not None:
            await self._forget(heading.client_id, thread_id)

    async def get_favorite_steps(self, user_id: str) -> list[StepDict]:
        """Favourites are switched off."""
        return []

    async def build_debug_url(self) -> str:
        """There is no place to look at conversations but the chat itself."""
        return ""

    async def close(self) -> None:
        """Wait for what is being written."""
        await asyncio.to_thread(self._thread.shutdown)

    async def _run(self, work: Callable[[], T]) -> T:
        await self._parts.handed_over()  # what was said before comes before
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def _write(self, parts: Sequence[Part]) -> Outcome:
        work = partial(self._conversations.put_all, parts)
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def _put(self, table: Any, part_id: str, thread_id: str | None, body: Mapping[str, Any]) -> None:
        account_id, client_id = session_account()
        account_id = account_id or signed_in.get()
        if not account_id or not thread_id:
            return
        await self._parts.put(
            Part(
                table=table,
                id=part_id,
                conversation_id=thread_id,
                account_id=account_id,
                client_id=client_id,
                body=dict(body),
            )
        )

    async def _remove(self, table: Any, part_id: str) -> None:
        account_id = session_account()[0] or signed_in.get()
        if account_id:
            await self._run(lambda: self._conversations.remove(table, part_id, account_id))

    def _shown_with(self, step_id: str) -> list[str]:
        thread_id = self._conversations.conversation_of(schema.steps, step_id)
        found = None if thread_id is None else self._conversations.open(thread_id)
        return [body["id"] for body in found.elements if body.get("forId") == step_id] if found else []

    def _begin(self, thread_id: str, account_id: str, client_id: str, title: str) -> None:
        self._conversations.start(thread_id, account_id=account_id, client_id=client_id, title=title)

    def _rename(self, thread_id: str, title: str) -> None:
        heading = self._conversations.heading(thread_id)
        if heading is not None:
            self._conversations.rename(thread_id, title.removeprefix(prefix(self._name(heading) or "")))

    def _matching(self, account_id: str, search: str) -> list[ThreadDict]:
        names = self._names_for(account_id)
        threads = [
            thread_dict(heading, names[heading.client_id])
            for heading in self._conversations.headings(account_id)
            if heading.client_id in names
        ]
        return [thread for thread in threads if not search or self._mentions(thread, search.casefold())]

    def _mentions(self, thread: ThreadDict, wanted: str) -> bool:
        if wanted in str(thread["name"]).casefold():
            return True
        found = self._conversations.open(thread["id"])
        return found is not None and any(mentions(body, wanted) for body in found.steps)

    def _whole(self, found: Conversation) -> ThreadDict:
        thumbs = {body["forId"]: dict(body) for body in found.feedback}
        steps = [step_dict(body) | {"feedback": thumbs.get(body["id"])} for body in found.steps]
        thread = thread_dict(found.heading, self._name(found.heading) or "")
        return thread | {"steps": steps, "elements": [dict(body) for body in found.elements]}

    def _name(self, heading: Heading) -> str | None:
        return self._names_for(heading.account_id).get(heading.client_id)

    def _open(self, thread_id: str) -> Conversation | None:
        """A conversation, if whoever had it may still see the client."""
        found = self._conversations.open(thread_id)
        return None if found is None or self._name(found.heading) is None else found
