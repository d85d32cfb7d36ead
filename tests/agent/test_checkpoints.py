import sqlite3
from contextlib import closing

import pytest

from agent.checkpoints import Checkpoints, thread_key
from agent.errors import CheckpointError

KEY = b"0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize("key", [b"", b"short", KEY + b"x"])
def test_keys_of_another_length_are_refused(key, tmp_path) -> None:
    with pytest.raises(CheckpointError, match="32 bytes"):
        Checkpoints(tmp_path / "c.db", key)


def test_thread_keys_hide_the_callers_id_and_part_clients() -> None:
    assert "Mirela" not in thread_key("c1", "Mirela's thread")
    assert thread_key("c1", "t") != thread_key("c2", "t")


@pytest.mark.parametrize("client_id", ["", "Mirela Stan", "a/b"])
def test_a_name_is_no_client_id(client_id) -> None:
    with pytest.raises(CheckpointError, match="opaque"):
        thread_key(client_id, "t")


async def test_the_graph_gets_a_store_that_stays_sealed_and_gated(tmp_path) -> None:
    async with Checkpoints(tmp_path / "c.db", KEY).open() as saver:
        assert saver.with_allowlist([("builtins", "object")]) is saver


async def test_what_is_not_encrypted_is_not_read(tmp_path) -> None:
    checkpoints = Checkpoints(tmp_path / "c.db", KEY)
    config = {"configurable": {"thread_id": "c1.t", "checkpoint_ns": ""}}
    async with checkpoints.open(lambda text, *, vouched: None) as saver:
        from langgraph.checkpoint.base import empty_checkpoint

        await saver.aput(config, empty_checkpoint(), {}, {})
    with closing(sqlite3.connect(tmp_path / "c.db")) as database, database:
        database.execute("UPDATE checkpoints SET type = 'msgpack', checkpoint = x'80'")
    database.close()
    async with checkpoints.open() as saver:
        with pytest.raises(CheckpointError, match="not encrypted"):
            await saver.aget_tuple(config)
