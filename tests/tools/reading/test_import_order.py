"""The same notes, imported in any order, give the same observations byte for byte."""

import re
from itertools import permutations
from pathlib import Path

import pytest

from retrieval.deid import Deidentifier
from retrieval.embedding import Embedder
from retrieval.history import History
from retrieval.importing import Importer
from retrieval.index import VectorIndex
from retrieval.store import Store, open_engine
from retrieval.vault import Cipher
from tools.charting import load_chart
from tools.reading import Reader
from tools.reading.codec import encode

NOTES = {
    "2024-03-01 intake.txt": "Zofia came with her sister Halina. Cries daily, off work. PHQ-9: 19.",
    "2024-03-08 progress.txt": "Halina drove her. Slept six hours. Denies SI. Mornings at Brightwater.",
    "2024-03-22 progress.txt": "Visited Oyelaran in Leeds. No crying this week, works full days. PHQ-9: 8.",
}
ORDERS = list(permutations(NOTES))


@pytest.fixture(scope="module")
def deidentifier() -> Deidentifier:
    return Deidentifier()


def observed(root: Path, deidentifier: Deidentifier, order: tuple[str, ...]) -> list[str]:
    """Import file by file, reading after each, and return the readings in order of date."""
    store = Store(open_engine(f"sqlite:///{root / 'practice.db'}"), Cipher.new())
    index = VectorIndex(root / "index")
    parts = {"index": index, "embedder": Embedder(), "deidentifier": deidentifier}
    importer = Importer(store=store, **parts)  # type: ignore[arg-type]
    client = store.add_client("Zofia Nowak", "she/her")
    try:
        for name in order:
            path = root / name
            path.write_text(NOTES[name], encoding="utf-8")
            importer.import_path(client.id, path)
            chart = load_chart(History(client.id, store=store, **parts), Reader())  # type: ignore[arg-type]
        readings = [encode(s.reading) for s in chart.sessions]
        ids = {s.reading.note_id: f"note {at}" for at, s in enumerate(chart.sessions)}
        for note_id, plain in ids.items():  # ids are drawn at random for each note
            readings = [re.sub(f"{note_id}:[0-9a-f]+|{note_id}", plain, text) for text in readings]
        return readings
    finally:
        index.close()
        store.engine.dispose()


def test_any_order_of_import_gives_the_same_bytes(tmp_path: Path, deidentifier: Deidentifier) -> None:
    found = []
    for at, order in enumerate(ORDERS):
        root = tmp_path / str(at)
        root.mkdir()
        found.append(observed(root, deidentifier, order))
    assert all(len(readings) == len(NOTES) for readings in found)
    assert '"PHQ-9"' in found[0][0]
    assert [i for i, readings in enumerate(found) if readings != found[0]] == []
