import numpy as np
import pytest

from retrieval import embedding
from retrieval.embedding import DIMENSIONS, Embedder
from retrieval.errors import RetrievalError


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return Embedder()


def test_vectors_are_of_unit_length(embedder: Embedder) -> None:
    vectors = embedder.embed(["She slept six hours.", "x", "long " * 400])
    assert vectors.shape == (3, DIMENSIONS)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_vector_does_not_depend_on_its_neighbours(embedder: Embedder) -> None:
    alone = embedder.embed(["No panic this week."])[0]
    among = embedder.embed(
        ["Something much longer that would otherwise pad the batch.", "No panic this week."]
    )[1]
    np.testing.assert_array_equal(alone, among)


def test_meaning_is_nearer_than_words(embedder: Embedder) -> None:
    query, near, far = embedder.embed(
        ["trouble sleeping", "awake until 4 most nights", "trouble with the landlord about parking"]
    )
    assert query @ near > query @ far


def test_nothing_gives_nothing(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, DIMENSIONS)


def test_another_model_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "MODEL_SHA256", "0" * 64)
    with pytest.raises(RetrievalError, match=r"model\.onnx is not the model"):
        Embedder().embed(["x"])
