from retrieval.deid.lexicon import common, words


def test_everyday_words_are_small_and_plain() -> None:
    assert common("window")
    assert not common("oksana")
    assert all(word == word.lower() for word in words("common_words.txt"))
