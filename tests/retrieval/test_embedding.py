import numpy as np
import pytest

from retrieval.embedding import DIMENSIONS, Embedder


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
        ["trouble sleeping", "insomnia, awake at night", "the landlord wants the parking space"]
    )
    assert query @ near > query @ far


def test_nothing_gives_nothing(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, DIMENSIONS)


def test_an_empty_text_is_near_nothing(embedder: Embedder) -> None:
    assert not embedder.embed([""]).any()


def test_company_changes_nothing(embedder: Embedder) -> None:
    texts = [f"{'Slept badly. ' * (n % 7 + 1)}Seen on day {n}." for n in range(40)]
    alone = np.concatenate([embedder.embed([text]) for text in texts])
    np.testing.assert_array_equal(embedder.embed(texts), alone)


def test_rare_words_weigh_more(embedder: Embedder) -> None:
    query, rare, common = embedder.embed(["the lighthouse", "a lighthouse", "the and of the"])
    assert query @ rare > query @ common


def test_a_vector_given_out_is_the_callers_own(embedder: Embedder) -> None:
    first = embedder.embed(["How is her sleep?"])
    kept = first.copy()
    first[:] = 0
    np.testing.assert_array_equal(embedder.embed(["How is her sleep?"]), kept)
