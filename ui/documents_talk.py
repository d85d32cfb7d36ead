"""The conversation about a document, in Chainlit."""

from __future__ import annotations

import base64
from collections.abc import Mapping

import chainlit as cl

from ui.documents_export import Written

PATIENCE = 3600
"""Seconds that a question waits for its answer; the draft outlives it."""
CHOSEN = "→ *{label}*"
GIVEN = "Here is {name}. Keep it where the record may be kept; the chat keeps no copy of it."


class ChatTalk:
    """Shows, asks and hands over in the chat at hand."""

    async def say(self, text: str) -> None:
        """Show Markdown."""
        await cl.Message(content=text).send()

    async def choose(self, text: str, options: Mapping[str, str]) -> str:
        """Offer buttons; empty when nothing was chosen."""
        actions = [
            cl.Action(name="document_choice", payload={"key": key}, label=label)
            for key, label in options.items()
        ]
        asked = cl.AskActionMessage(content=text, actions=actions, timeout=PATIENCE)
        chosen = await asked.send()
        # Chainlit writes the choice over the question, which has to stay readable.
        asked.content = f"{text}\n\n{CHOSEN.format(label=chosen['label'])}" if chosen else text
        await asked.update()
        return str(chosen["payload"]["key"]) if chosen else ""

    async def ask(self, text: str) -> str:
        """Let the clinician write; empty when nothing came."""
        answer = await cl.AskUserMessage(content=text, timeout=PATIENCE).send()
        return str(answer["output"]) if answer else ""

    async def give(self, written: Written) -> None:
        """Hand over a file; it travels in the page, so that no disk and no conversation keeps it."""
        message = await cl.Message(content=GIVEN.format(name=f"`{written.file_name}`")).send()
        content = base64.b64encode(written.data).decode()
        address = f"data:{written.media_type};base64,{content}"
        file = cl.File(name=written.file_name, url=address, mime=written.media_type)
        await file.send(for_id=message.id, persist=False)
