from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.deid import Deidentifier
from retrieval.embedding import Embedder
from retrieval.history import History
from retrieval.importing import Fate, Importer, summarise
from retrieval.index import VectorIndex
from retrieval.records import Client
from retrieval.store import Store, open_engine
from retrieval.vault import Cipher

FIRST = "Zofia came with her sister Halina. Slept four hours most nights. Works at Brightwater Bakery."
SECOND = "Slept six hours. Halina drove her. Denies SI."


class Desk:
    """A store, an index and an importer, and a client with a folder of notes."""

    def __init__(self, root: Path, deidentifier: Deidentifier, embedder: Embedder) -> None:
        self.store = Store(open_engine(f"sqlite:///{root / 'practice.db'}"), Cipher.new())
        self.index = VectorIndex(root / "index")
        self.parts = {"index": self.index, "embedder": embedder, "deidentifier": deidentifier}
        self.importer = Importer(store=self.store, **self.parts)  # type: ignore[arg-type]
        self.client: Client = self.store.add_client("Zofia Nowak", "she/her")
        self.folder = root / "notes"
        self.folder.mkdir()

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def fates(self) -> list[Fate]:
        return [line.fate for line in self.importer.import_path(self.client.id, self.folder)]

    @property
    def history(self) -> History:
        return History(self.client.id, store=self.store, **self.parts)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def deidentifier() -> Deidentifier:
    return Deidentifier()


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return Embedder()


@pytest.fixture
def desk(tmp_path: Path, deidentifier: Deidentifier, embedder: Embedder) -> Iterator[Desk]:
    made = Desk(tmp_path, deidentifier, embedder)
    made.write("2024-03-01 intake.txt", FIRST)
    made.write("2024-03-08 progress.txt", SECOND)
    yield made
    made.index.close()
    made.store.engine.dispose()


def test_a_folder_goes_in_and_a_second_time_changes_nothing(desk: Desk) -> None:
    assert desk.fates() == [Fate.IMPORTED, Fate.IMPORTED]
    before = desk.store.notes(desk.client.id)
    assert desk.fates() == [Fate.UNCHANGED, Fate.UNCHANGED]
    assert desk.store.notes(desk.client.id) == before


def test_an_edited_note_is_a_new_version_of_the_same(desk: Desk) -> None:
    desk.fates()
    desk.write("2024-03-08 progress.txt", SECOND.replace("six", "seven"))
    assert desk.fates() == [Fate.UNCHANGED, Fate.NEW_VERSION]
    note = desk.history.notes()[1]
    assert note.version == 2
    assert "seven hours" in note.text
    assert desk.importer.verify(desk.client.id).sound


def test_another_note_of_the_same_day_is_not_taken_for_an_edit(desk: Desk) -> None:
    desk.fates()
    desk.write("2024-03-08 later.txt", "Rang at five, upset about the landlord, asked for the crisis number.")
    assert sorted(desk.fates()) == [Fate.IMPORTED, Fate.UNCHANGED, Fate.UNCHANGED]


def test_a_bad_file_is_named_and_the_others_go_in(desk: Desk) -> None:
    desk.write("empty.txt", "")
    lines = desk.importer.import_path(desk.client.id, desk.folder)
    assert [line.fate for line in lines].count(Fate.IMPORTED) == 2
    (bad,) = [line for line in lines if line.fate is Fate.REJECTED]
    assert "empty.txt" in bad.source
    assert bad.why
    assert summarise(lines) == "2 imported, 1 rejected"


def test_a_doubt_about_a_note_that_went_in_is_no_rejection(desk: Desk) -> None:
    desk.write("2024-03-20 progress.txt", "Session date: 2024-03-22\n\nSlept seven hours.")
    lines = desk.importer.import_path(desk.client.id, desk.folder)
    assert summarise(lines) == "3 imported, 1 to look at"


def test_names_are_hidden_and_quotes_give_them_back(desk: Desk) -> None:
    desk.fates()
    history = desk.history
    for name in ("Zofia", "Halina", "Brightwater"):
        assert all(name not in note.text for note in history.notes())
    passage = next(p for p in history.passages() if "most nights" in p.text)
    quote = history.quote(history.evidence(passage))
    assert quote.text == "Slept four hours most nights."
    drove = next(p for p in history.passages() if "drove her" in p.text)
    assert history.quote(history.evidence(drove)).text == "Halina drove her."


def test_a_name_learnt_later_is_hidden_in_earlier_notes_too(desk: Desk) -> None:
    desk.write("2024-03-01 intake.txt", "Talked of Oyelaran a lot. Slept four hours.")
    desk.fates()
    desk.write("2024-03-15 progress.txt", "Her husband Oyelaran came along.")
    desk.fates()
    assert all("Oyelaran" not in note.text for note in desk.history.notes())


def test_weeks_count_from_the_first_day_of_care(desk: Desk) -> None:
    desk.fates()
    assert [note.week for note in desk.history.notes()] == [0, 1]
    desk.write("2024-02-02 phone.txt", "Rang to ask for a first appointment.")
    desk.fates()
    assert [note.week for note in desk.history.notes()] == [0, 4, 5]
    assert desk.importer.verify(desk.client.id).sound


def test_weeks_that_somebody_has_read_of_keep_their_meaning(desk: Desk) -> None:
    desk.fates()
    desk.history.mask("How was she in March?")
    desk.write("2024-02-02 phone.txt", "Rang to ask for a first appointment.")
    desk.fates()
    assert [note.week for note in desk.history.notes()] == [-4, 0, 1]


def test_search_finds_by_meaning(desk: Desk) -> None:
    desk.fates()
    assert "hours" in desk.history.search("how is her sleep")[0].passage.text


def test_a_damaged_index_is_noticed_and_made_again(desk: Desk) -> None:
    desk.fates()
    ids = sorted(desk.index.ids(desk.client.id))
    desk.index.remove(desk.client.id, ids[:2])
    check = desk.importer.verify(desk.client.id)
    assert (check.missing, check.unknown, check.sound) == (2, 0, False)
    assert desk.importer.rebuild(desk.client.id) == len(ids)
    assert desk.importer.verify(desk.client.id).sound


def test_one_client_cannot_open_anothers_note(desk: Desk) -> None:
    desk.fates()
    other = desk.store.add_client("Li Wei")
    stranger = History(other.id, store=desk.store, **desk.parts)  # type: ignore[arg-type]
    (note, *_) = desk.history.notes()
    for ask in (stranger.note, stranger.original, stranger.passages, stranger.vectors, stranger.identifiers):
        with pytest.raises(Exception, match="no note with that id"):
            ask(note.id)  # type: ignore[operator]
    assert stranger.notes() == ()
    assert stranger.search("sleep") == ()
