"""The conversation about a document, in Chainlit."""

from __future__ import annotations

from collections.abc import Mapping

import chainlit as cl

from ui.documents_export import Written

PATIENCE = 3600
"""Seconds that a question waits for its answer; the draft outlives it."""


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
        answer = await cl.AskActionMessage(content=text, actions=actions, timeout=PATIENCE).send()
        return str(answer["payload"]["key"]) if answer else ""

    async def ask(self, text: str) -> str:
        """Let the clinician write; empty when nothing came."""
        answer = await cl.AskUserMessage(content=text, timeout=PATIENCE).send()
        return str(answer["output"]) if answer else ""

    async def give(self, written: Written) -> None:
        """Hand over a file."""
        file = cl.File(name=written.file_name, content=written.data, mime=written.media_type)
        await cl.Message(content="Here it is. Keep it where the record may be kept.", elements=[file]).send()
