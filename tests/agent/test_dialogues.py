"""Hand-written conversations over charts of our own, through the assistant with its checkpoints."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from agent.records import RenderedAnswer
from evals.questions.charts import read_charts
from evals.wording import norm, says

DIALOGUES = yaml.safe_load((Path(__file__).parent / "dialogues.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def practice(tmp_path_factory) -> Iterator[tuple]:
    import json

    from evals.questions.asking import write_cases
    from ui.workspace import throw_away

    folder = tmp_path_factory.mktemp("dialogues")
    wanted = {d["chart"] for d in DIALOGUES}
    charts = [chart for chart in read_charts() if chart.id in wanted]
    write_cases(charts, folder / "cases")
    (folder / "data").mkdir()
    with throw_away(folder / "data") as opened:
        clients = {}
        for chart in charts:
            clients[chart.id] = opened.add_client(chart.name, chart.pronouns).id
            notes = folder / chart.id / "notes.json"
            notes.parent.mkdir()
            rows = json.loads((folder / "cases" / chart.id / "notes.json").read_text(encoding="utf-8"))
            notes.write_text(json.dumps(rows), encoding="utf-8")
            opened.import_path(clients[chart.id], notes.parent)
        yield opened, clients


async def ask(practice, client_id: str, question: str, thread: str) -> RenderedAnswer:
    parts = [part async for part in practice.ask(question, client_id=client_id, thread_id=thread)]
    assert isinstance(parts[-1], RenderedAnswer)
    return parts[-1]


@pytest.mark.parametrize("number", range(len(DIALOGUES)))
async def test_a_dialogue_keeps_client_time_and_topic(number: int, practice) -> None:
    opened, clients = practice
    dialogue = DIALOGUES[number]
    wrong = []
    for turn, (question, wanted) in enumerate(dialogue["turns"]):
        answer = await ask(opened, clients[dialogue["chart"]], question, f"dialogue-{number}")
        right = answer.abstained if wanted == "@no" else wanted == "-" or says(norm(answer.text), str(wanted))
        if not right:
            wrong.append(
                f"turn {turn + 1}: {question!r} wants {wanted!r}, got {answer.kind}: {answer.text[:300]!r}"
            )
        assert len(answer.text.split()) <= 260
    assert not wrong, "\n".join(wrong)


def test_there_are_fifteen_dialogues_and_one_of_ten_turns() -> None:
    assert len(DIALOGUES) >= 15
    assert max(len(d["turns"]) for d in DIALOGUES) == 10


async def test_no_step_blocks_the_event_loop(practice) -> None:
    """A clock in the same loop is never late by more than 50 ms while questions are answered."""
    import asyncio
    import time

    opened, clients = practice
    for number, question in enumerate(QUICK):  # what loads at a first question is not a step of one
        await ask(opened, clients["q03"], question, f"warm-{number}")
    late: list[float] = []

    async def clock() -> None:
        while True:
            begin = time.perf_counter()
            await asyncio.sleep(0.005)
            late.append(time.perf_counter() - begin - 0.005)

    ticking = asyncio.create_task(clock())
    for number, question in enumerate(QUICK):
        await ask(opened, clients["q03"], question, f"clock-{number}")
    ticking.cancel()
    late.sort()
    assert late[-2] < 0.05, f"blocked for {1000 * late[-2]:.0f} ms"  # one outlier is the machine's


QUICK = ("Has his drinking improvement lasted?", "who is Shawna? any SI?", "prep me for supervision")
