"""A question across cases in the chat: codes and counts, with a picture and files; never a name."""

from __future__ import annotations

import asyncio
import base64
import re
from typing import Any

import chainlit as cl

from retrieval.records import Client
from tools.patterns.sheets import to_csv
from tools.patterns.wording import Across, AcrossQuestion
from ui.accounts import Account
from ui.answering import address
from ui.patterns_desk import Answered, PatternsDesk
from ui.patterns_plot import outcomes_figure, shares_figure
from ui.workplace import Workplace

HEADING = re.compile(r"^(#+)", re.MULTILINE)
"""A sheet begins with a title; among messages it would shout."""
WHICH = (
    "Which intervention do you mean? Name one, such as exposure, medication or skills training: "
    "*in which cases did exposure precede lasting change?*"
)


async def answer(work: Workplace, account: Account | None, client: Client, asked: AcrossQuestion) -> None:
    """Answer from all cases that the account may see.

    Raises:
        ToolsError: too few cases; its message says so.
    """
    if asked.asks is Across.PRECEDE and not asked.intervention:
        await cl.Message(content=WHICH).send()
        return
    found = await asyncio.to_thread(_found, work, account, client, asked)
    message = cl.Message(content=HEADING.sub(r"##\1", found.text))  # our own words, which may be Markdown
    figure = await asyncio.to_thread(_drawn, found)
    if figure is not None:
        drawing = cl.Plotly(name="patterns", figure=figure, display="inline", url=address(figure))
        await drawing.send(for_id=message.id)
    await message.send()
    for name, media_type, text in _files(found):
        content = base64.b64encode(text.encode()).decode()
        file = cl.File(name=name, url=f"data:{media_type};base64,{content}", mime=media_type)
        await file.send(for_id=message.id, persist=False)


def _files(found: Answered) -> list[tuple[str, str, str]]:
    """What may be taken away: every count, and the sheet to write on. The picture saves itself as PNG."""
    if found.cells:
        return [("patterns.csv", "text/csv", to_csv(found.cells))]
    return [("reflection.md", "text/markdown", found.text)] if found.patterns else []


def _found(work: Workplace, account: Account | None, client: Client, asked: AcrossQuestion) -> Answered:
    desk = PatternsDesk(work.practice, account=account.id if account else "")  # type: ignore[arg-type]
    return desk.answer(asked, work.clients_of(account), like=client.id)


def _drawn(found: Answered) -> Any:
    from plotly.graph_objects import Figure

    if found.cells:
        return Figure(outcomes_figure(found.cells))
    return Figure(shares_figure(found.patterns)) if found.patterns else None
