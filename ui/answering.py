"""A question in the chat: the assistant's stream becomes steps, words and citations that open notes."""

from __future__ import annotations

import asyncio
import base64
import json
from typing import Any

import chainlit as cl
from chainlit.context import local_steps
from chainlit.utils import utc_now

from agent.records import RenderedAnswer, Sentence, Step
from retrieval.records import Client
from ui.answer_message import AnswerMessage
from ui.follow_ups import follow_ups
from ui.markdown_text import escape
from ui.starters import Starter
from ui.timeline import timeline
from ui.timeline_table import timeline_table
from ui.workplace import Practice

OPENING = Step(name="open", text="Opened the record of this client")
LEGEND = (
    "Each point is a session that documents the domain; a higher point means doing better. Shaded blue: an "
    "improvement that still holds. Shaded orange: a setback. The table says the same in words."
)


async def answer(practice: Practice, client: Client, question: str, thread_id: str) -> None:
    """Answer one question about one client on screen."""
    # At once, since a chart that is opened for the first time takes seconds.
    running: cl.Step | None = await _begun(OPENING)
    written = AnswerMessage()
    since = await asyncio.to_thread(_since, practice, client.id)
    try:
        async for item in practice.stream(question, client_id=client.id, thread_id=thread_id):
            await _ended(running)
            running = None
            if isinstance(item, Step):
                running = await _begun(item)
            elif isinstance(item, Sentence):
                await written.add(item)
            else:
                more = await asyncio.to_thread(_more, practice, client.id, question, item)
                await written.finish(item, question, since, more)
    finally:  # also when the therapist stops it
        await _ended(running)
        await written.left()


async def show_timeline(practice: Practice, client: Client) -> None:
    """Draw the client's five domains, with the same in words."""
    figure, table = await asyncio.to_thread(_drawn, practice, client.id)
    message = cl.Message(content="")
    await cl.Plotly(name="timeline", figure=figure, display="inline", url=address(figure)).send(
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


def address(figure: Any) -> str:
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
