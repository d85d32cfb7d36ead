import pytest

from retrieval.deid.lexicon import common, garbled, words


@pytest.mark.parametrize("word", ["anxios", "tird", "wearng", "nothin", "stopd", "brght"])
def test_a_garbled_word_is_near_an_everyday_one(word: str) -> None:
    assert garbled(word)


@pytest.mark.parametrize("word", ["oksana", "khaiomi", "driomelle"])
def test_a_name_is_not(word: str) -> None:
    assert not garbled(word)


def test_everyday_words_are_small_and_plain() -> None:
    assert common("window")
    assert not common("oksana")
    assert all(word == word.lower() for word in words("common_words.txt"))
