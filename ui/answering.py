"""A question in the chat: the assistant's stream becomes steps, words and citations that open notes."""

from __future__ import annotations

import asyncio
import base64
import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Literal

import chainlit as cl
from chainlit.context import local_steps
from chainlit.utils import utc_now

from agent.records import NumberedQuote, QuestionKind, RenderedAnswer, Step
from retrieval.records import Client
from ui.follow_ups import follow_ups
from ui.markdown_text import answer_markdown, escape
from ui.note_view import citation_label
from ui.profiles import UNSAVED
from ui.starters import Starter
from ui.timeline import timeline
from ui.timeline_table import timeline_table
from ui.workplace import Practice

WITH_TIMELINE = (QuestionKind.SUSTAINED, QuestionKind.CHANGE, QuestionKind.SUMMARY, QuestionKind.SETBACK)
"""Answers under which the timeline is offered."""
TELLS_VERDICTS = (*WITH_TIMELINE,)
"""Answers that are stale once a verdict changes, whatever words they cite."""
STREAMED = re.compile(r"\S+\s*|\s+")
OPENING = Step(name="open", text="Opened the record of this client")
LEGEND = (
    "Each point is a session that documents the domain; a higher point means doing better. Shaded blue: an "
    "improvement that still holds. Shaded orange: a setback. The table says the same in words."
)


async def answer(practice: Practice, client: Client, question: str, thread_id: str) -> None:
    """Answer one question about one client on screen."""
    # At once, since a chart that is opened for the first time takes seconds.
    running: cl.Step | None = await _begun(OPENING)
    since = await asyncio.to_thread(_since, practice, client.id)
    try:
        async for item in practice.ask(question, client_id=client.id, thread_id=thread_id):
            await _ended(running)
            running = None
            if isinstance(item, Step):
                running = await _begun(item)
            else:
                more = await asyncio.to_thread(_more, practice, client.id, question, item)
                await _send_answer(item, question, since, more)
    finally:  # also when the therapist stops it
        await _ended(running)


async def show_timeline(practice: Practice, client: Client) -> None:
    """Draw the client's five domains, with the same in words."""
    figure, table = await asyncio.to_thread(_drawn, practice, client.id)
    message = cl.Message(content="")
    await cl.Plotly(name="timeline", figure=figure, display="inline", url=_address(figure)).send(
        for_id=message.id
    )
    message.content = f"**Course of therapy · {escape(client.name)}**\n\n{LEGEND}"
    await message.send()
    await cl.Message(content=table).send()


def _drawn(practice: Practice, client_id: str) -> tuple[Any, str]:
    from plotly.graph_objects import Figure

    assessment = practice.assessment(client_id)
    drawing = timeline(practice.chart(client_id), assessment, practice.history(client_id).restore)
    return Figure(drawing), timeline_table(assessment)


def _address(figure: Any) -> str:
    """The picture as a data address, so that Chainlit writes no file of it."""
    content = json.dumps(json.loads(figure.to_json()), ensure_ascii=False).encode()
    return f"data:application/json;base64,{base64.b64encode(content).decode()}"


async def _begun(step: Step) -> cl.Step:
    around = local_steps.get() or [None]  # the run that Chainlit wraps around a message
    shown = cl.Step(name=step.text, type="tool", show_input=False, parent_id=around[-1] and around[-1].id)
    shown.start = utc_now()
    await shown.send()
    return shown


async def _ended(step: cl.Step | None) -> None:
    if step is not None:
        step.end = utc_now()
        await step.update()


def _more(practice: Practice, client_id: str, question: str, found: RenderedAnswer) -> tuple[Starter, ...]:
    """What might be asked next."""
    return follow_ups(found.kind, question, practice.assessment(client_id), abstained=found.abstained)


def _since(practice: Practice, client_id: str) -> int | None:
    """The last correction that an answer given now knows of; None where a practice keeps none."""
    findings = getattr(practice, "findings", None)
    return None if findings is None else int(findings.latest(client_id))


async def _send_answer(
    found: RenderedAnswer, question: str, since: int | None, more: tuple[Starter, ...]
) -> None:
    message = cl.Message(content="")
    places = [_place(citation) for citation in found.citations]
    # Citations first: as the words stream in, each number is a link at once.
    for place in places:
        await _shown(f"[{place['number']}]", [place], "page").send(for_id=message.id)
    for piece in pieces(answer_text(found)):
        await message.stream_token(piece)
    if places:
        given = {
            "timeline": found.kind in WITH_TIMELINE,
            "verdicts": found.kind in TELLS_VERDICTS,
            "question": question,
            "since": since,
        }
        await _shown("Evidence", places, "inline", given).send(for_id=message.id)
    if more:
        props = {"questions": [asdict(one) for one in more]}
        offered = cl.CustomElement(name="FollowUps", props=props, display="inline", url=UNSAVED)
        await offered.send(for_id=message.id)
    await message.send()


def answer_text(found: RenderedAnswer) -> str:
    """The answer and its notices as Markdown in which nothing of a note is markup."""
    notices = [f"> {escape(notice)}" for notice in found.notices]
    return "\n\n".join([answer_markdown(found.text), *notices])


def pieces(text: str) -> Iterator[str]:
    """Words with what follows them; together they are the text."""
    yield from STREAMED.findall(text)


def _place(citation: NumberedQuote) -> dict[str, Any]:
    quote = citation.quote
    place = {"note_id": quote.note_id, "start": quote.start, "end": quote.end, "words": quote.text}
    return {"number": citation.number, "label": citation_label(quote), "place": place}


def _shown(
    name: str,
    places: list[dict[str, Any]],
    display: Literal["page", "inline"],
    given: dict[str, Any] | None = None,
) -> cl.CustomElement:
    props = {"places": places, "at": 0} | (given or {})
    return cl.CustomElement(name=name, props=props, display=display, url=UNSAVED)
