"""A real practice: store, masking, reading and outcome engine as the product has them; no model."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent.drafting.desk import DocumentDesk
from agent.settings import Settings
from retrieval.documents import DocumentStore
from retrieval.vault import Cipher
from ui.practice import Practice

ZOFIA = {
    "2024-03-01 intake.txt": "Zofia Nowak, 34, came with her sister Halina. Presenting problem: panic "
    "attacks daily since the spring. Dx: panic disorder F41.0. Will not drive. Works at Brightwater Bakery. "
    "PHQ-9 = 19. Treatment goal: drive to the bakery alone.",
    "2024-03-08 psychotherapy note.txt": "Dream of a burning aquarium; I felt protective and "
    "irritated. Panic attacks told at length.",
    "2024-04-05 progress.txt": "Three attacks this week. Halina drove her. Slept five hours. Denies SI. "
    "Interoceptive exposure begun.",
    "2024-05-03 progress.txt": "One attack. Drove to the bakery alone twice. Slept seven hours. Denies SI.",
    "2024-06-07 progress.txt": "No attacks this month. Drives daily. Full days at work. Denies SI. Relaxed. "
    "Safety plan reviewed with Halina.",
}


@pytest.fixture(scope="package")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    root = tmp_path_factory.mktemp("drafting")
    settings = Settings(_env_file=None, data_dir=root / "data", config_dir=root / "config")  # type: ignore[call-arg]
    with Practice.open(settings, master=Cipher.new()) as made:
        yield made


@pytest.fixture(scope="package")
def zofia(practice: Practice, tmp_path_factory: pytest.TempPathFactory) -> str:
    return _client(practice, "Zofia Nowak", ZOFIA, tmp_path_factory.mktemp("zofia"))


@pytest.fixture
def fresh(practice: Practice, tmp_path: Path) -> Callable[[str], str]:
    """A client of that name with Zofia's notes, for tests that change something."""

    def make(name: str) -> str:
        notes = {file: text.replace("Zofia Nowak", name) for file, text in ZOFIA.items()}
        return _client(practice, name, notes, tmp_path)

    return make


def _client(practice: Practice, name: str, notes: dict[str, str], folder: Path) -> str:
    for file, text in notes.items():
        (folder / file).write_text(text, encoding="utf-8")
    client = practice.add_client(name, "she/her")
    practice.import_path(client.id, folder)
    return client.id


@pytest.fixture
def desk_of(practice: Practice) -> Callable[[str], DocumentDesk]:
    """The desk of a client, on her record as it stands."""

    def desk(client_id: str) -> DocumentDesk:
        return DocumentDesk(
            history=practice.history(client_id),
            chart=practice.chart(client_id),
            assessment=practice.assessment(client_id),
            store=DocumentStore(practice.store, client_id),
        )

    return desk
