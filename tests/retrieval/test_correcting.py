from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import select

from retrieval.correcting import Corrector
from retrieval.deid import Deidentifier
from retrieval.deid.corrections import NameMark, NotNameMark
from retrieval.deid.masking import unmask
from retrieval.embedding import Embedder, Vectors
from retrieval.errors import CorrectionError
from retrieval.history import History
from retrieval.importing import Importer
from retrieval.index import VectorIndex
from retrieval.store import Store, open_engine
from retrieval.tables import corrections, derived
from retrieval.vault import Cipher

ZOFIA = {
    "2024-03-01 intake.txt": "Zofia came with her sister Halina. She spoke of gravel. "
    "Cell 555-0148. Lives in Tarnow.",
    "2024-03-08 progress.txt": "Slept six hours. Went for a walk on gravel and counted to ten.",
}
LI = {"2024-03-02 intake.txt": "Li Wei speaks of gravel. Her brother Jun lives in Tarnow. Slept."}


class BrokenEmbedder:
    """Embeds so many times, then fails."""

    def __init__(self, inner: Embedder, good: int = 0) -> None:
        self._inner, self._good = inner, good

    def embed(self, texts: Sequence[str]) -> Vectors:
        if not self._good:
            raise RuntimeError("no memory")
        self._good -= 1
        return self._inner.embed(texts)


class Desk:
    """Two clients with notes, and whoever corrects them."""

    def __init__(self, root: Path, deidentifier: Deidentifier, embedder: Embedder) -> None:
        self.root = root
        self.store = Store(open_engine(f"sqlite:///{root / 'practice.db'}"), Cipher.new())
        self.parts = {
            "store": self.store,
            "index": VectorIndex(root / "index"),
            "embedder": embedder,
            "deidentifier": deidentifier,
        }
        self.importer = Importer(**self.parts)  # type: ignore[arg-type]
        self.corrector = Corrector(**self.parts)  # type: ignore[arg-type]
        self.zofia = self.taken_on("Zofia Nowak", ZOFIA)
        self.li = self.taken_on("Li Wei", LI)

    def taken_on(self, name: str, notes: dict[str, str]) -> str:
        client = self.store.add_client(name)
        folder = self.root / client.id
        folder.mkdir()
        for file, text in notes.items():
            (folder / file).write_text(text, encoding="utf-8")
        self.importer.import_path(client.id, folder)
        return client.id

    def broken(self, good: int = 0) -> Corrector:
        """A corrector whose embedder fails after so many calls."""
        return Corrector(**self.parts | {"embedder": BrokenEmbedder(self.parts["embedder"], good)})  # type: ignore[arg-type]

    def history(self, client_id: str) -> History:
        return History(client_id, **self.parts)  # type: ignore[arg-type]

    def clean(self, client_id: str) -> str:
        return "\n".join(note.text for note in self.history(client_id).notes())

    def state(self, client_id: str) -> tuple[object, ...]:
        """Everything kept about a client, decrypted."""
        index = self.parts["index"].ids(client_id)  # type: ignore[attr-defined]
        return self.store.notes(client_id), self.store.identity(client_id), index


@pytest.fixture(scope="module")
def deidentifier() -> Deidentifier:
    return Deidentifier()


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return Embedder()


@pytest.fixture
def desk(tmp_path: Path, deidentifier: Deidentifier, embedder: Embedder) -> Iterator[Desk]:
    made = Desk(tmp_path, deidentifier, embedder)
    yield made
    made.parts["index"].close()  # type: ignore[attr-defined]
    made.store.engine.dispose()


BEAN = NameMark(words="gravel", role="FRIEND")


def test_a_marked_name_is_hidden_in_every_note_of_this_client_and_of_no_other(desk: Desk) -> None:
    before = desk.state(desk.li)
    effect = desk.corrector.mark(desk.zofia, BEAN, author="a1", reason="her friend")
    assert (effect.number, effect.total("notes"), effect.total("hidden"), effect.behind) == (1, 2, 2, ())
    assert desk.clean(desk.zofia).count("[FRIEND]") == 2
    assert "gravel" not in desk.clean(desk.zofia)
    assert desk.state(desk.li) == before


def test_originals_and_quotes_stay_what_they_were(desk: Desk) -> None:
    desk.corrector.mark(desk.zofia, BEAN)
    desk.corrector.mark(desk.zofia, NotNameMark(words="Tarnow"))
    history = desk.history(desk.zofia)
    for note in history.notes():
        assert unmask(note.body, history.original(note.id)) == history.original(note.id)
    walk = next(p for p in history.passages() if "walk" in p.text)
    assert history.quote(history.evidence(walk)).text == "Went for a walk on gravel and counted to ten."


def test_the_index_and_what_was_computed_change_with_the_notes(desk: Desk) -> None:
    history = desk.history(desk.zofia)
    history.save_derived("reader-1", {note.id: "told of gravel" for note in history.notes()})
    ids = {passage.id for passage in history.passages()}
    desk.corrector.mark(desk.zofia, BEAN)
    now = desk.history(desk.zofia)
    assert desk.importer.verify(desk.zofia).sound
    assert not ids & {passage.id for passage in now.passages()}
    assert now.search("walk with [FRIEND]")[0].passage.text.startswith("Went for a walk")
    assert now.derived("reader-1") == {}
    with desk.store.engine.connect() as db:
        assert db.execute(select(derived)).all() == []  # it may quote what is hidden now


def test_always_reaches_every_client_and_every_later_import(desk: Desk) -> None:
    effect = desk.corrector.mark(desk.zofia, NameMark(words="gravel"), always=True)
    assert [done.client_id for done in effect.clients] == [desk.zofia, desk.li]
    assert "gravel" not in desk.clean(desk.zofia) + desk.clean(desk.li)
    third = desk.taken_on("Amara Eze", {"2024-04-01 intake.txt": "There is gravel on her mind."})
    assert "gravel" not in desk.clean(third)


def test_a_later_import_masks_marked_words(desk: Desk) -> None:
    desk.corrector.mark(desk.zofia, BEAN)
    (desk.root / desk.zofia / "2024-03-15 progress.txt").write_text("Heard that gravel moved away.")
    desk.importer.import_path(desk.zofia, desk.root / desk.zofia)
    assert desk.clean(desk.zofia).count("[FRIEND]") == 3


def test_undoing_gives_back_the_very_notes_from_before_and_is_in_the_log(desk: Desk) -> None:
    before = desk.clean(desk.zofia), desk.clean(desk.li)
    desk.corrector.mark(desk.zofia, BEAN, author="a1", reason="her friend")
    desk.corrector.mark(desk.zofia, NotNameMark(words="Tarnow"), always=True)
    desk.corrector.undo(desk.zofia, 1, reason="it was food")
    desk.corrector.undo(desk.zofia, 2)
    assert (desk.clean(desk.zofia), desk.clean(desk.li)) == before
    entries = desk.corrector.log(desk.zofia)
    assert [(e.id, e.kind, e.undoes, e.reason) for e in entries] == [
        (1, "name", None, "her friend"),
        (2, "not a name", None, ""),
        (3, "undo", 1, "it was food"),
        (4, "undo", 2, ""),
    ]
    assert [e.client_id for e in entries] == [desk.zofia, None, desk.zofia, None]
    assert entries[0].author == "a1"
    assert [e.id for e in desk.corrector.log(desk.li)] == [2, 4]


def test_saying_the_same_again_adds_nothing(desk: Desk) -> None:
    desk.corrector.mark(desk.zofia, BEAN)
    assert desk.corrector.mark(desk.zofia, BEAN).number is None
    assert len(desk.corrector.log(desk.zofia)) == 1


@pytest.mark.parametrize("always", [False, True])
def test_nothing_at_all_is_written_if_it_fails_half_way(desk: Desk, always: bool) -> None:
    before = desk.state(desk.zofia), desk.state(desk.li)
    with pytest.raises(RuntimeError):
        desk.broken().mark(desk.zofia, BEAN, always=always)
    assert (desk.state(desk.zofia), desk.state(desk.li)) == before
    assert desk.corrector.log(desk.zofia) == ()


def test_a_database_that_fails_leaves_no_vector_behind(desk: Desk) -> None:
    before = desk.state(desk.zofia)
    too_long = "x" * 401
    with pytest.raises(Exception, match="at most 400 characters"):
        desk.corrector.mark(desk.zofia, BEAN, reason=too_long)
    assert desk.state(desk.zofia) == before


def test_a_client_who_could_not_be_masked_stays_as_she_was_and_is_brought_in_line_later(desk: Desk) -> None:
    before = desk.state(desk.li)
    effect = desk.broken(good=1).mark(desk.zofia, NameMark(words="gravel"), always=True)
    assert effect.behind == (desk.li,)
    assert "gravel" not in desk.clean(desk.zofia)
    assert desk.state(desk.li) == before
    assert (desk.corrector.is_behind(desk.zofia), desk.corrector.is_behind(desk.li)) == (False, True)
    assert desk.corrector.bring_in_line(desk.li).total("hidden") == 1
    assert not desk.corrector.is_behind(desk.li)
    assert "gravel" not in desk.clean(desk.li)


@pytest.mark.parametrize(
    ("mark", "always", "why"),
    [
        (NotNameMark(words="555-0148"), False, "form of a number"),
        (NotNameMark(words="Zofia"), False, "client's own name"),
        (NotNameMark(words="Zofia", force=True), False, "client's own name"),
        (NotNameMark(words="Halina"), True, r"somebody in particular \(\[SISTER\]"),
        (NameMark(words="gravel", role="HALINA"), False, "Expected a role"),
        (NameMark(words="gravel", same_as="[SISTER]"), True, "holds for one client alone"),
        (NameMark(words="gravel", same_as="[AUNT]"), False, "Nobody of this client is known"),
        (NameMark(words="the"), True, "words of grammar"),
        (NameMark(words=" .,"), False, "one to 8 words"),
        (NameMark(words="slept six hours and then went for a walk"), False, "one to 8 words"),
    ],
)
def test_a_mark_that_cannot_hold_is_refused_without_a_trace(
    desk: Desk, mark: NameMark | NotNameMark, always: bool, why: str
) -> None:
    before = desk.state(desk.zofia), desk.state(desk.li)
    with pytest.raises(CorrectionError, match=why) as refused:
        desk.corrector.mark(desk.zofia, mark, always=always)
    assert (
        mark.words.strip(" .,") not in str(refused.value)
        or not mark.words.strip(" .,")
        or mark.words == "the"
    )
    assert (desk.state(desk.zofia), desk.state(desk.li)) == before
    assert desk.corrector.log(desk.zofia) == ()


def test_force_uncovers_what_has_the_form_of_a_number(desk: Desk) -> None:
    effect = desk.corrector.mark(desk.zofia, NotNameMark(words="555-0148", force=True))
    assert effect.total("shown") == 1
    assert "Cell 555-0148" in desk.clean(desk.zofia)


def test_only_what_is_in_force_for_this_client_can_be_taken_back(desk: Desk) -> None:
    desk.corrector.mark(desk.li, NameMark(words="gravel"))
    for client_id, number in ((desk.zofia, 1), (desk.li, 2)):
        with pytest.raises(CorrectionError, match="no correction"):
            desk.corrector.undo(client_id, number)
    desk.corrector.undo(desk.li, 1)
    with pytest.raises(CorrectionError, match="no correction"):
        desk.corrector.undo(desk.li, 1)


def test_no_marked_word_and_no_reason_is_in_clear_on_the_disk(desk: Desk) -> None:
    desk.corrector.mark(
        desk.zofia, NameMark(words="Quillfeather"), always=True, reason="overheard at Larkspur"
    )
    desk.corrector.mark(desk.zofia, NameMark(words="Hollybrook"), reason="overheard at Larkspur")
    written = b"".join(path.read_bytes() for path in desk.root.glob("practice.db*"))
    for words in (b"Quillfeather", b"Hollybrook", b"Larkspur", b"FRIEND"):
        assert words not in written


def test_erasing_a_client_takes_her_part_of_the_log(desk: Desk) -> None:
    desk.corrector.mark(desk.zofia, BEAN)
    desk.corrector.mark(desk.zofia, NameMark(words="Quill"), always=True)
    desk.store.erase_client(desk.zofia)
    with desk.store.engine.connect() as db:
        assert [row.client_id for row in db.execute(select(corrections))] == [None]
    assert len(desk.corrector.log(desk.li)) == 1
