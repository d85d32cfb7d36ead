from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from retrieval.errors import StoreError, TamperedError, UnknownClientError
from retrieval.note_rows import NoteWrite
from retrieval.records import DraftNote, MaskedText, NoteFormat, NoteKind
from retrieval.store import Store, open_engine
from retrieval.tables import clients, note_versions, notes, tombstones
from retrieval.vault import Cipher


def draft(
    text: str = "Slept six hours.", day: date = date(2024, 3, 1), session: int | None = None
) -> DraftNote:
    return DraftNote(
        date=day,
        session=session,
        kind=NoteKind.PROGRESS,
        format=NoteFormat.NARRATIVE,
        text=text,
        source="a.txt",
    )


def write(
    text: str = "Slept six hours.", note_id: str | None = None, day: date = date(2024, 3, 1)
) -> NoteWrite:
    return NoteWrite(id=note_id, draft=draft(text, day), body=MaskedText(text=text))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    engine = open_engine(f"sqlite:///{tmp_path / 'practice.db'}")
    yield Store(engine, Cipher.new())
    engine.dispose()


def test_clients_are_listed_by_name(store: Store) -> None:
    for name in ("Zofia Nowak", "amara Eze", "Li Wei"):
        store.add_client(name)
    assert [c.name for c in store.clients()] == ["amara Eze", "Li Wei", "Zofia Nowak"]


def test_clients_are_listed_by_owner(store: Store) -> None:
    mine = store.add_client("Zofia Nowak", owner="a1")
    store.add_client("Li Wei", owner="a2")
    assert store.clients("a1") == (mine,)
    assert store.owner(mine.id) == "a1"


def test_a_nameless_client_is_refused(store: Store) -> None:
    with pytest.raises(StoreError):
        store.add_client("  ")


@pytest.mark.parametrize("client_id", ["", "*", "nobody", "' OR 1=1 --"])
def test_an_unknown_client_has_nothing(store: Store, client_id: str) -> None:
    store.add_client("Zofia Nowak")
    for ask in (store.client, store.notes, store.identity, store.cipher, store.owner, store.erase_client):
        with pytest.raises(UnknownClientError):
            ask(client_id)


def test_a_note_comes_back_as_it_went_in(store: Store) -> None:
    client = store.add_client("Zofia Nowak", "she/her")
    store.write_notes(client.id, "{}", [write()])
    (note,) = store.notes(client.id)
    assert note.draft == draft()
    assert note.body.text == "Slept six hours."
    assert note.version == 1
    assert store.identity(client.id) == "{}"


def test_an_edited_note_is_a_new_version_and_the_old_one_stays(store: Store) -> None:
    client = store.add_client("Zofia Nowak")
    store.write_notes(client.id, "{}", [write()])
    (first,) = store.notes(client.id)
    store.write_notes(client.id, "{}", [write("Slept seven hours.", first.id)])
    (second,) = store.notes(client.id)
    assert (second.id, second.version, second.draft.text) == (first.id, 2, "Slept seven hours.")
    with store.engine.connect() as db:
        assert len(db.execute(select(note_versions)).all()) == 2


def test_masking_anew_keeps_the_version(store: Store) -> None:
    client = store.add_client("Zofia Nowak")
    store.write_notes(client.id, "{}", [write()])
    (first,) = store.notes(client.id)
    again = NoteWrite(id=first.id, draft=first.draft, body=MaskedText(text="[CLIENT] slept six hours."))
    store.write_notes(client.id, "{}", [again])
    (second,) = store.notes(client.id)
    assert second.version == 1
    assert second.clean_digest != first.clean_digest


def test_derived_is_stale_once_the_clean_text_changes(store: Store) -> None:
    client = store.add_client("Zofia Nowak")
    store.write_notes(client.id, "{}", [write()])
    (note,) = store.notes(client.id)
    store.save_derived(client.id, "reader-1", {note.id: (note.clean_digest, "payload")})
    assert store.derived(client.id, "reader-1") == {note.id: "payload"}
    assert store.derived(client.id, "reader-2") == {}
    store.write_notes(client.id, "{}", [write("Slept seven hours.", note.id)])
    assert store.derived(client.id, "reader-1") == {}


def test_a_batch_goes_in_wholly_or_not_at_all(store: Store) -> None:
    client = store.add_client("Zofia Nowak")
    broken = NoteWrite(id=None, draft=draft("x"), body=None)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        store.write_notes(client.id, "{}", [write(), broken])
    assert store.notes(client.id) == ()
    assert store.identity(client.id) is None


def test_no_name_or_word_stands_in_clear(store: Store, tmp_path: Path) -> None:
    client = store.add_client("Zofia Nowak", "she/her")
    store.write_notes(client.id, '{"name": "Zofia"}', [write("Zofia slept at Lakeside Manor.")])
    (note,) = store.notes(client.id)
    store.save_derived(client.id, "reader-1", {note.id: (note.clean_digest, "Zofia slept")})
    content = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for word in (b"Zofia", b"Nowak", b"slept", b"Lakeside", b"2024-03-01", b"a.txt", b"she/her"):
        assert word not in content


def test_a_row_moved_to_another_client_does_not_decrypt(store: Store) -> None:
    one, other = store.add_client("Zofia Nowak"), store.add_client("Li Wei")
    store.write_notes(one.id, "{}", [write()])
    store.write_notes(other.id, "{}", [write("Ate lunch.")])
    (stolen,) = store.notes(one.id)
    with store.engine.begin() as db:
        db.execute(update(notes).where(notes.c.id == stolen.id).values(client_id=other.id))
    with pytest.raises(TamperedError):
        store.notes(other.id)


def test_another_master_key_reads_nothing(store: Store) -> None:
    store.add_client("Zofia Nowak")
    with pytest.raises(TamperedError):
        Store(store.engine, Cipher.new()).clients()


def test_erasing_leaves_a_tombstone_and_no_bytes(store: Store, tmp_path: Path) -> None:
    client = store.add_client("Zofia Nowak")
    store.write_notes(client.id, "{}", [write()])
    (note,) = store.notes(client.id)
    with store.engine.connect() as db:
        row = db.execute(select(clients.c.wrapped_key)).scalar_one()
    store.erase_client(client.id)
    with pytest.raises(UnknownClientError):
        store.client(client.id)
    with store.engine.begin() as db:
        assert db.execute(select(tombstones.c.client_id)).scalars().all() == [client.id]
        assert db.execute(select(notes)).all() == []
        db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    content = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert row not in content
    assert note.id.encode() not in content


def test_two_versions_of_one_note_cannot_share_a_number(store: Store) -> None:
    client = store.add_client("Zofia Nowak")
    store.write_notes(client.id, "{}", [write()])
    with store.engine.connect() as db:
        row = db.execute(select(note_versions)).mappings().one()
    with pytest.raises(Exception, match="UNIQUE"), store.engine.begin() as db:
        db.execute(insert(note_versions).values(dict(row)))
