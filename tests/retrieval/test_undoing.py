"""An import taken back leaves the record as it was, names learnt from it included."""

from pathlib import Path

import pytest

from retrieval.deid import Deidentifier
from retrieval.earlier_versions import version_text, versions_of
from retrieval.embedding import Embedder
from retrieval.errors import StoreError, UnknownClientError
from retrieval.importing import Importer
from retrieval.index import VectorIndex
from retrieval.store import Store, open_engine
from retrieval.undoing import Receipt, receipt_of, standing_before, undo_import
from retrieval.vault import Cipher

FIRST = "Zofia came with her sister Halina. Slept four hours most nights."
EDITED = "Zofia came with her sister Halina. Slept five hours most nights. Halina drove."
SECOND = "Slept six hours. Met her friend Ottoline Brandreth at the pool. Denies SI."


class Desk:
    """A store with an importer, and a client."""

    def __init__(self, root: Path) -> None:
        self.deidentifier = Deidentifier()
        self.store = Store(open_engine(f"sqlite:///{root / 'practice.db'}"), Cipher.new())
        self.importer = Importer(
            store=self.store,
            index=VectorIndex(root / "index"),
            embedder=Embedder(),
            deidentifier=self.deidentifier,
        )
        self.client_id = self.store.add_client("Zofia Nowak", "she/her").id
        self.folder = root / "notes"
        self.folder.mkdir()

    def bring_in(self, **texts: str) -> Receipt:
        for day, text in texts.items():
            (self.folder / f"2024-03-{day[1:]} progress.txt").write_text(text, encoding="utf-8")
        before = standing_before(self.store, self.client_id)
        self.importer.import_path(self.client_id, self.folder)
        return receipt_of(self.store, before)

    def take_back(self, receipt: Receipt) -> int:
        count = undo_import(receipt, store=self.store, deidentifier=self.deidentifier)
        self.importer.index_client(self.client_id)
        return count

    def standing(self) -> list[tuple[str, int, str, str]]:
        return [(n.id, n.version, n.draft.text, n.body.text) for n in self.store.notes(self.client_id)]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_new_notes_and_new_versions_go_and_the_rest_is_as_before(desk: Desk) -> None:
    desk.bring_in(d01=FIRST)
    before, identity = desk.standing(), desk.store.identity(desk.client_id)
    receipt = desk.bring_in(d01=EDITED, d08=SECOND)
    assert sorted(receipt.written.values()) == [1, 2]
    assert "Ottoline" in (desk.store.identity(desk.client_id) or "")

    assert desk.take_back(receipt) == 2
    assert desk.standing() == before
    assert desk.store.identity(desk.client_id) == identity
    assert desk.importer.verify(desk.client_id).sound


def test_the_first_import_taken_back_leaves_nothing(desk: Desk) -> None:
    desk.take_back(desk.bring_in(d01=FIRST))
    assert desk.standing() == []
    assert desk.store.identity(desk.client_id) is None
    assert desk.importer.verify(desk.client_id).expected == 0


def test_what_was_changed_since_stands(desk: Desk) -> None:
    receipt = desk.bring_in(d01=FIRST)
    desk.bring_in(d01=EDITED)
    now = desk.standing()
    with pytest.raises(StoreError, match="changed"):
        desk.take_back(receipt)
    assert desk.standing() == now


def test_every_version_can_be_read_by_its_own_client_only(desk: Desk) -> None:
    desk.bring_in(d01=FIRST)
    desk.bring_in(d01=EDITED)
    (note_id, stamps), *others = versions_of(desk.store, desk.client_id).items()
    assert ([stamp.version for stamp in stamps], others) == ([2, 1], [])
    assert version_text(desk.store, desk.client_id, note_id, 1) == FIRST
    assert version_text(desk.store, desk.client_id, note_id, 2) == EDITED
    other = desk.store.add_client("Somebody Else").id
    for client_id, version in ((other, 1), (desk.client_id, 3)):
        with pytest.raises(UnknownClientError):
            version_text(desk.store, client_id, note_id, version)
