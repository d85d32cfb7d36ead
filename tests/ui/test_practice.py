"""The practice as a whole: real store, index, de-identification, reader, engine and agent."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from agent.records import RenderedAnswer
from agent.settings import Settings
from evals.scripted_server import ScriptedServer, call, say_json
from retrieval.errors import UnknownClientError
from retrieval.vault import Cipher
from ui.conversations import Conversations
from ui.practice import Practice

NOTES = {
    "2024-03-01 intake.txt": "Zofia Nowak, 34, came with her sister Halina. Panic attacks daily. "
    "Will not drive. Works at Brightwater Bakery. PHQ-9 = 19.",
    "2024-04-05 progress.txt": "Three attacks this week. Halina drove her. Slept five hours. Denies SI.",
    "2024-05-03 progress.txt": "One attack. Drove to the bakery alone twice. Slept seven hours. Denies SI.",
    "2024-06-07 progress.txt": "No attacks this month. Drives daily. Full days at work. Denies SI. Relaxed.",
}

NAMES = ("Zofia", "Nowak", "Halina", "Brightwater")

pytestmark = [
    pytest.mark.usefixtures("model_clients"),
    pytest.mark.filterwarnings("ignore:::litellm"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def opened(root: Path, **settings: object) -> Practice:
    made = Settings(_env_file=None, data_dir=root / "data", config_dir=root / "config", **settings)  # type: ignore[arg-type]
    return Practice.open(made, master=Cipher.new())


def filled(practice: Practice, root: Path) -> str:
    folder = root / "notes"
    folder.mkdir()
    for name, text in NOTES.items():
        (folder / name).write_text(text, encoding="utf-8")
    client = practice.add_client("Zofia Nowak", "she/her")
    practice.import_path(client.id, folder)
    return client.id


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Practice]:
    with opened(tmp_path) as made:
        yield made


async def answer(practice: Practice, client_id: str, question: str) -> RenderedAnswer:
    events = [event async for event in practice.ask(question, client_id=client_id, thread_id="t1")]
    assert isinstance(events[-1], RenderedAnswer)
    return events[-1]


async def test_a_question_is_answered_with_words_of_the_notes(practice: Practice, tmp_path: Path) -> None:
    client_id = filled(practice, tmp_path)
    found = await answer(practice, client_id, "Who drove Zofia in April?")
    assert "Halina drove her" in found.text
    originals = {
        note.id: practice.history(client_id).original(note.id) for note in practice.history(client_id).notes()
    }
    assert found.citations
    for cited in found.citations:
        assert originals[cited.quote.note_id][cited.quote.start : cited.quote.end] == cited.quote.text


async def test_an_import_is_seen_by_the_next_question(practice: Practice, tmp_path: Path) -> None:
    client_id = filled(practice, tmp_path)
    before = practice.chart(client_id)
    later = tmp_path / "2024-07-05 progress.txt"
    later.write_text("Adopted a greyhound called Biscuit.")
    practice.import_path(client_id, later)
    assert len(practice.chart(client_id).sessions) == len(before.sessions) + 1
    assert "greyhound" in (await answer(practice, client_id, "What did she adopt?")).text


async def test_a_model_sees_no_name_and_changes_no_verdict(tmp_path: Path) -> None:
    lie = {"text": "Her improvement was only temporary.", "evidence": ["e1"]}
    invented = {"text": "She said “I have never felt so free”.", "evidence": ["e1"]}
    script = (call("search_history", query="driving"), say_json({"claims": [lie, invented]}))
    with (
        ScriptedServer(*script, repeat=True) as server,
        opened(tmp_path, model="openai/scripted", api_base=server.base_url, api_key="none") as practice,
    ):
        client_id = filled(practice, tmp_path)
        verdict = practice.assessment(client_id).overall
        found = await answer(practice, client_id, "Has Zofia Nowak's improvement lasted, says Halina?")
    assert server.requests
    for name in NAMES:
        assert name.casefold() not in server.sent.casefold()
    assert "2024" not in server.sent
    assert "never felt so free" not in found.text
    assert ("temporary" in found.text) == (verdict.durability == "temporary")


async def test_erasing_a_client_leaves_nothing_of_her(practice: Practice, tmp_path: Path) -> None:
    client_id = filled(practice, tmp_path)
    other = practice.add_client("Li Wei")
    await answer(practice, client_id, "Has it lasted?")
    await asyncio.to_thread(practice.erase_client, client_id)
    with pytest.raises(UnknownClientError):
        practice.history(client_id)
    assert practice.clients() == (other,)
    assert Conversations(practice.database, practice.cipher).forget_client(client_id) == 0
    with closing(sqlite3.connect(tmp_path / "data" / "checkpoints.db")) as db, db:
        assert db.execute("SELECT count(*) FROM checkpoints").fetchone() == (0,)


def test_closing_frees_the_folder(tmp_path: Path) -> None:
    opened(tmp_path).close()
    opened(tmp_path).close()
