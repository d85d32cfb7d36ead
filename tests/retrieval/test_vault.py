from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import KeyMissingError, TamperedError
from retrieval.vault import Cipher, load_master_key


@given(st.binary(max_size=200), st.text(max_size=20))
def test_what_is_encrypted_comes_back(data: bytes, context: str) -> None:
    cipher = Cipher.new()
    assert cipher.decrypt(cipher.encrypt(data, context), context) == data


def test_same_text_never_looks_the_same() -> None:
    cipher = Cipher.new()
    assert cipher.encrypt(b"a note", "note:1") != cipher.encrypt(b"a note", "note:1")


def test_one_flipped_bit_is_noticed() -> None:
    cipher = Cipher.new()
    blob = bytearray(cipher.encrypt(b"a note", "note:1"))
    for at in range(len(blob)):
        blob[at] ^= 1
        with pytest.raises(TamperedError):
            cipher.decrypt(bytes(blob), "note:1")
        blob[at] ^= 1


@pytest.mark.parametrize("blob", [b"", b"short", b"x" * 12])
def test_what_was_never_encrypted_is_noticed(blob: bytes) -> None:
    with pytest.raises(TamperedError):
        Cipher.new().decrypt(blob, "note:1")


def test_a_blob_does_not_decrypt_in_another_place_or_under_another_key() -> None:
    cipher = Cipher.new()
    blob = cipher.encrypt(b"a note", "note:1")
    with pytest.raises(TamperedError):
        cipher.decrypt(blob, "note:2")
    with pytest.raises(TamperedError):
        Cipher.new().decrypt(blob, "note:1")
    with pytest.raises(TamperedError):
        cipher.derive("conversations").decrypt(blob, "note:1")


def test_digests_are_equal_for_equal_data_and_differ_between_clients() -> None:
    one, other = Cipher.new(), Cipher.new()
    assert one.digest(b"x", "note") == one.digest(b"x", "note")
    assert one.digest(b"x", "note") != one.digest(b"x", "clean")
    assert one.digest(b"x", "note") != other.digest(b"x", "note")


def test_the_key_never_shows() -> None:
    cipher = Cipher.new()
    assert cipher.key.hex() not in repr(cipher)
    assert str(cipher.key) not in repr(cipher)


def test_master_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "config" / "master.key"
    made = load_master_key(path, create=True)
    assert load_master_key(path, create=False) == made
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("content", ["", "not hex", "ab" * 31, "ab" * 33])
def test_what_is_no_key_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "master.key"
    path.write_text(content)
    with pytest.raises(KeyMissingError):
        load_master_key(path, create=True)


def test_a_missing_key_is_not_replaced_when_there_is_data(tmp_path: Path) -> None:
    with pytest.raises(KeyMissingError, match="backup"):
        load_master_key(tmp_path / "master.key", create=False)
    assert not (tmp_path / "master.key").exists()
