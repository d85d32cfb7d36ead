from retrieval.deid.tokens import uncased, words_of


def test_words_of_a_text_in_capitals_are_small() -> None:
    words = words_of("SHE CRIED WHEN MERRIN LEFT THE ROOM AND SLAMMED THE DOOR")
    assert [w.text for w in words][:4] == ["she", "cried", "when", "merrin"]
    assert words[3].start == 15


def test_an_abbreviation_alone_is_no_text_in_capitals() -> None:
    assert words_of("PHQ-9")[0].text == "PHQ"


def test_a_text_is_judged_by_its_capitals() -> None:
    assert uncased(words_of("she slept and ate and walked the dog again"))
    assert not uncased(words_of("She slept. Ate. Walked the dog with Merrin."))
    assert not uncased(words_of("slept well"))
