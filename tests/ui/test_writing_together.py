from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from ui import schema
from ui.conversation_records import Part
from ui.errors import NotYoursError
from ui.writing_together import Outcome, PartsWriter


def part(number: int) -> Part:
    return Part(table=schema.steps, id=f"s{number}", conversation_id="t", account_id="a", body={})


class Slow:
    """Writes one round at a time, and only when it is let."""

    def __init__(self) -> None:
        self.rounds: list[list[str]] = []
        self.let = asyncio.Event()

    async def __call__(self, parts: Sequence[Part]) -> Outcome:
        self.rounds.append([item.id for item in parts])
        await self.let.wait()
        return tuple(NotYoursError("no") if item.id == "s2" else None for item in parts)


async def test_what_comes_while_a_round_is_written_makes_the_next() -> None:
    slow = Slow()
    writer = PartsWriter(slow)
    first = asyncio.create_task(writer.put(part(0)))
    await asyncio.sleep(0.01)
    others = [asyncio.create_task(writer.put(part(number))) for number in (1, 3, 4)]
    await asyncio.sleep(0.01)
    assert slow.rounds == [["s0"]]
    slow.let.set()
    await asyncio.gather(first, *others)
    assert slow.rounds == [["s0"], ["s1", "s3", "s4"]]


async def test_what_is_refused_is_told_to_whoever_sent_it() -> None:
    slow = Slow()
    slow.let.set()
    writer = PartsWriter(slow)
    told = await asyncio.gather(*(writer.put(part(n)) for n in (1, 2, 3)), return_exceptions=True)
    assert [type(item) for item in told] == [type(None), NotYoursError, type(None)]


async def test_whoever_stops_waiting_takes_no_other_part_along() -> None:
    slow = Slow()
    writer = PartsWriter(slow)
    stopped, other = (asyncio.create_task(writer.put(part(number))) for number in (1, 3))
    await asyncio.sleep(0.01)
    stopped.cancel()
    slow.let.set()
    await other
    assert slow.rounds == [["s1", "s3"]]
    with pytest.raises(asyncio.CancelledError):
        await stopped


async def test_what_came_before_is_handed_over_before() -> None:
    slow = Slow()
    slow.let.set()
    writer = PartsWriter(slow)
    waiting = asyncio.create_task(writer.put(part(1)))
    await asyncio.sleep(0)
    await writer.handed_over()
    assert slow.rounds == [["s1"]]
    await waiting
