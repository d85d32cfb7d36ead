"""An answer on the screen: sentences as they are verified, then the whole, with citations that open notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any, Literal

import chainlit as cl

from agent.records import NumberedQuote, QuestionKind, RenderedAnswer, Sentence
from ui.markdown_text import answer_markdown, escape
from ui.note_view import citation_label
from ui.profiles import UNSAVED
from ui.starters import Starter

WITH_TIMELINE = (QuestionKind.SUSTAINED, QuestionKind.CHANGE, QuestionKind.SUMMARY, QuestionKind.SETBACK)
"""Answers under which the timeline is offered."""
TELLS_VERDICTS = (*WITH_TIMELINE,)
"""Answers that are stale once a verdict changes, whatever words they cite."""
STREAMED = re.compile(r"(?:\S+\s*){1,8}|\s+")
"""A few words at a time: each piece is an event of its own on the socket."""


class AnswerMessage:
    """One answer, from its first sentence on; nothing is shown before there is one."""

    def __init__(self) -> None:
        self._message = cl.Message(content="")
        self._links: dict[int, tuple[dict[str, Any], cl.CustomElement]] = {}
        self._over = False

    async def add(self, sentence: Sentence) -> None:
        """Show a sentence after those before it."""
        await self._link(sentence.citations)
        apart = "\n\n" if self._message.content else ""
        for piece in pieces(apart + answer_markdown(sentence.text)):
            await self._message.stream_token(piece)

    async def finish(
        self, found: RenderedAnswer, question: str, since: int | None, more: tuple[Starter, ...]
    ) -> None:
        """Show the whole, in place of the sentences where they are not the same.

        Args:
            found: the answer.
            question: to be asked again when the answer is stale.
            since: the last correction that it knows of.
            more: what might be asked next.
        """
        # Citations first: as the words stream in, each number is a link at once.
        await self._link(found.citations)
        whole, shown = answer_text(found), self._message.content
        if whole.startswith(shown):
            for piece in pieces(whole.removeprefix(shown)):
                await self._message.stream_token(piece)
        else:
            await self._message.stream_token(whole, is_sequence=True)
        places = [place_of(citation) for citation in found.citations]
        if places:
            given = {
                "timeline": found.kind in WITH_TIMELINE,
                "verdicts": found.kind in TELLS_VERDICTS,
                "question": question,
                "since": since,
            }
            await _element("Evidence", places, "inline", given).send(for_id=self._message.id)
        if more:
            props = {"questions": [asdict(one) for one in more]}
            offered = cl.CustomElement(name="FollowUps", props=props, display="inline", url=UNSAVED)
            await offered.send(for_id=self._message.id)
        self._over = True
        await self._message.send()

    async def left(self) -> None:
        """Keep the sentences that are there, if the answer was stopped among them."""
        if self._message.content and not self._over:
            self._over = True
            await self._message.send()

    async def _link(self, citations: Sequence[NumberedQuote]) -> None:
        for citation in citations:
            place = place_of(citation)
            before = self._links.get(citation.number)
            if before is not None and before[0] == place:
                continue
            if before is not None:
                await before[1].remove()
            element = _element(f"[{citation.number}]", [place], "page")
            self._links[citation.number] = (place, element)
            await element.send(for_id=self._message.id)


def answer_text(found: RenderedAnswer) -> str:
    """The answer and its notices as Markdown in which nothing of a note is markup."""
    notices = [f"> {escape(notice)}" for notice in found.notices]
    return "\n\n".join([answer_markdown(found.text), *notices])


def pieces(text: str) -> Iterator[str]:
    """A few words each, with what follows them; together they are the text."""
    yield from STREAMED.findall(text)


def place_of(citation: NumberedQuote) -> dict[str, Any]:
    """Where a citation leads, for the page."""
    quote = citation.quote
    place = {"note_id": quote.note_id, "start": quote.start, "end": quote.end, "words": quote.text}
    return {
        "number": citation.number,
        "label": citation_label(quote),
        "side": citation.side.value,
        "place": place,
    }


def _element(
    name: str,
    places: list[dict[str, Any]],
    display: Literal["page", "inline"],
    given: dict[str, Any] | None = None,
) -> cl.CustomElement:
    props = {"places": places, "at": 0} | (given or {})
    return cl.CustomElement(name=name, props=props, display=display, url=UNSAVED)
