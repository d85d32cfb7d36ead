import numpy as np
import pytest

from tools.reading.features import Bag, Vocabulary, pool, section_letters
from tools.reading.heads import Head, Heads, load_model, softmax


def test_softmax_sums_to_one() -> None:
    assert softmax(np.array([[1.0, 2.0, 3.0]], dtype=np.float32)).sum() == pytest.approx(1)


def test_head_adds_terms_dense_and_bias() -> None:
    head = Head(
        terms=np.array([[1, 0], [0, 2]], dtype=np.float32),
        dense=np.array([[0.5, 0]], dtype=np.float32),
        bias=np.array([0, 1], dtype=np.float32),
    )
    bag = Bag(np.array([0, 1], dtype=np.int32), np.array([1, 1], dtype=np.float32))
    other = Head(terms=head.terms * 2, dense=head.dense, bias=head.bias)
    found = Heads.of({"one": head, "other": other}).beliefs([bag], np.array([[2.0]], dtype=np.float32))
    assert found["one"][0] == pytest.approx(softmax(np.array([2.0, 3.0], dtype=np.float32)))
    assert found["other"][0] == pytest.approx(softmax(np.array([3.0, 5.0], dtype=np.float32)))


def test_bag_has_unit_length_and_known_terms_only() -> None:
    known = Vocabulary({"a": 0, "b": 1}, np.array([3, 4], dtype=np.float32))
    bag = known.bag({"b", "a", "c"})
    assert list(bag.index) == [0, 1]
    assert np.linalg.norm(bag.weight) == pytest.approx(1)
    assert not len(known.bag({"c"}).index)


def test_pool_of_nothing_documents_nothing() -> None:
    row = pool(np.zeros((0, 5, 4), dtype=np.float32), np.zeros(8, dtype=np.float32))
    assert not row.any()


def test_section_letters() -> None:
    text = "S: slept well. O: bright.\nA: better"
    assert section_letters(text, [0, 3, 18, 29]) == ["-", "S", "O", "A"]


def test_stored_model_is_whole_and_small() -> None:
    model = load_model()
    assert {n.split("_")[0] for n in model.sentences.columns} == {"domain", "topic", "direction", "flag"}
    assert {n.split("_")[0] for n in model.states.columns} == {"state"}
    for heads, known in ((model.sentences, model.sentence), (model.states, model.note)):
        assert len(heads.joint.terms) == len(known.position)
        assert np.isfinite(heads.joint.terms).all()
