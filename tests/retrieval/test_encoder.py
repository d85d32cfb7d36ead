import numpy as np

from retrieval.encoder import tokenizer, word_vectors


def test_word_vectors_are_rows_of_the_table() -> None:
    ids = np.array(tokenizer().encode("slept badly", add_special_tokens=False).ids)
    found = word_vectors(ids)
    assert found.shape == (len(ids), 384)
    assert np.array_equal(found[0], word_vectors(ids[:1])[0])


def test_words_of_one_meaning_lie_closer_than_others() -> None:
    near, other = (
        float(np.dot(a, b) / np.linalg.norm(a) / np.linalg.norm(b))
        for a, b in (_pair("sleep", "slept"), _pair("sleep", "tractor"))
    )
    assert near > other


def test_the_tokenizer_neither_cuts_nor_pads() -> None:
    assert len(tokenizer().encode("word " * 900, add_special_tokens=False).ids) == 900


def _pair(one: str, other: str) -> tuple[np.ndarray, np.ndarray]:
    ids = [tokenizer().encode(word, add_special_tokens=False).ids for word in (one, other)]
    return word_vectors(np.array(ids[0]))[0], word_vectors(np.array(ids[1]))[0]
