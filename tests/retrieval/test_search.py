import pytest

from retrieval.embedding import Embedder
from retrieval.records import Passage
from retrieval.search import PassageSearch, terms

TEXTS = [
    "Slept four hours, up at three most nights.",
    "[PARTNER] drove her to the appointment.",
    "Started sertraline 50 mg with the GP.",
    "Back in the choir on Wednesdays.",
]


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return Embedder()


@pytest.fixture(scope="module")
def search(embedder: Embedder) -> PassageSearch:
    passages = [
        Passage(id=f"p{i}", note_id=f"n{i}", session=i + 1, position=0, start=0, end=len(t), text=t)
        for i, t in enumerate(TEXTS)
    ]
    return PassageSearch(passages, embedder.embed(TEXTS))


@pytest.mark.parametrize(
    ("query", "session"),
    [("how is her sleep", 1), ("what did [PARTNER] do", 2), ("sertraline", 3), ("singing", 4)],
)
def test_the_right_passage_comes_first(
    search: PassageSearch, embedder: Embedder, query: str, session: int
) -> None:
    hits = search.search(query, embedder.embed([query])[0])
    assert hits[0].passage.session == session
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)


def test_only_the_given_sessions(search: PassageSearch, embedder: Embedder) -> None:
    hits = search.search("sleep", embedder.embed(["sleep"])[0], sessions={2, 4})
    assert {h.passage.session for h in hits} == {2, 4}


def test_a_word_that_is_nowhere_has_no_lexical_score(search: PassageSearch, embedder: Embedder) -> None:
    hits = search.search("zebra", embedder.embed(["zebra"])[0])
    assert all(h.lexical == 0 for h in hits)


def test_an_empty_record_gives_nothing(embedder: Embedder) -> None:
    assert PassageSearch([], embedder.embed([])).search("sleep", embedder.embed(["sleep"])[0]) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The attacks stopped", ["attack", "stop"]),
        ("[PARTNER] and [CITY_2]", ["[partner]", "[city_2]"]),
        ("not since March", ["not", "sinc", "march"]),
        ("of the and", []),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected
