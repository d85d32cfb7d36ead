"""Answers in the terminal."""

from __future__ import annotations

import uuid

from rich.console import Console
from rich.markup import escape

from agent.records import RenderedAnswer
from retrieval.records import Client
from ui.practice import Practice


async def print_answer(practice: Practice, client: Client, question: str) -> None:
    """Ask, show the steps on the way, then print the answer and the words that it cites."""
    console = Console()
    answer: RenderedAnswer | None = None
    with console.status("Reading the chart") as status:
        async for event in practice.ask(question, client_id=client.id, thread_id=str(uuid.uuid4())):
            if isinstance(event, RenderedAnswer):
                answer = event
            else:
                status.update(event.text)
    if answer is None:
        raise RuntimeError("The assistant ended without an answer.")
    console.print(escape(answer.text))
    for notice in answer.notices:
        console.print(f"[yellow]{escape(notice)}[/]")
    if answer.citations:
        console.print()
    for cited in answer.citations:
        quote = cited.quote
        where = f"session {quote.session}, {quote.date:%-d %b %Y}, {quote.kind}"
        console.print(f"[dim]\\[{cited.number}] {where}:[/] “{escape(quote.text)}”")
