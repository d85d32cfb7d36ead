from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from retrieval.embedding import DIMENSIONS, Vectors
from retrieval.index import VectorIndex

ONE, OTHER = "c1", "c10"  # one id is the beginning of the other


def unit(seed: int, rows: int = 3) -> Vectors:
    values = np.random.default_rng(seed).normal(size=(rows, DIMENSIONS)).astype(np.float32)
    return np.asarray(values / np.linalg.norm(values, axis=1, keepdims=True))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VectorIndex]:
    made = VectorIndex(tmp_path_factory.mktemp("index"))
    yield made
    made.close()


@pytest.fixture(autouse=True)
def empty(index: VectorIndex) -> None:
    for client in (ONE, OTHER):
        index.drop(client)


def test_vectors_come_back_in_the_order_asked(index: VectorIndex) -> None:
    vectors = unit(1)
    index.add(ONE, ["a", "b", "c"], vectors)
    got, missing = index.vectors(ONE, ["c", "a"])
    assert missing == ()
    np.testing.assert_allclose(got, vectors[[2, 0]], atol=1e-6)


def test_what_is_missing_is_named(index: VectorIndex) -> None:
    index.add(ONE, ["a", "b", "c"], unit(1))
    got, missing = index.vectors(ONE, ["a", "z"])
    assert missing == ("z",)
    assert not got[1].any()


def test_one_client_never_sees_anothers(index: VectorIndex) -> None:
    index.add(ONE, ["a", "b", "c"], unit(1))
    assert index.ids(OTHER) == frozenset()
    assert index.vectors(OTHER, ["a"])[1] == ("a",)
    index.add(OTHER, ["x", "y", "z"], unit(2))
    index.drop(ONE)
    assert index.ids(OTHER) == {"x", "y", "z"}


def test_removed_ids_are_gone(index: VectorIndex) -> None:
    index.add(ONE, ["a", "b", "c"], unit(1))
    index.remove(ONE, ["b"])
    assert index.ids(ONE) == {"a", "c"}


def test_nothing_but_vectors_and_ids_is_kept(index: VectorIndex) -> None:
    index.add(ONE, ["a", "b", "c"], unit(1))
    everything = index._collection(ONE).get(include=["documents", "metadatas"])
    assert everything["documents"] == [None] * 3
    assert everything["metadatas"] == [None] * 3


def test_it_outlives_the_process(tmp_path: Path) -> None:
    first = VectorIndex(tmp_path)
    first.add(ONE, ["a", "b", "c"], unit(1))
    first.close()
    second = VectorIndex(tmp_path)
    assert second.ids(ONE) == {"a", "b", "c"}
    second.close()


def test_nothing_to_do_is_no_error(index: VectorIndex) -> None:
    index.add(ONE, [], np.zeros((0, DIMENSIONS), dtype=np.float32))
    index.remove(ONE, [])
    assert index.vectors(ONE, [])[0].shape == (0, DIMENSIONS)
