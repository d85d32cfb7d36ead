from hypothesis import given, settings
from hypothesis import strategies as st

from agent.gathering.excerpts import FEWEST, MOST, excerpt, fit

WORDS = st.lists(
    st.sampled_from(["she", "slept", "four hours,", "then", "rang", "and", "went", "back;", "tram"]),
    min_size=6,
    max_size=90,
)


def test_a_short_sentence_takes_in_its_neighbour(make_history) -> None:
    history = make_history("Two attacks. Rode the tram two stops with her sister.")
    quote = excerpt(history, history.passages()[0]).quote
    assert quote == "Two attacks. Rode the tram two stops with her sister."


def test_a_long_sentence_is_cut_round_its_words(make_history) -> None:
    history = make_history(
        "She "
        + "talked on and on, " * 14
        + "then the oven broke in the night, "
        + "and so forth, " * 10
        + "end."
    )
    quote = excerpt(history, history.passages()[0], {"oven"}).quote
    assert "oven" in quote
    assert FEWEST <= len(quote.split()) <= MOST


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_quotes_are_verbatim_and_of_the_right_length(words) -> None:
    text = " ".join(words) + "."
    history = _plain(text)
    for passage in history.passages():
        evidence = excerpt(history, passage, {"tram"})
        assert evidence.quote in text
        assert FEWEST <= len(evidence.quote.split()) <= MOST


def test_fitting_keeps_what_is_already_right(history) -> None:
    evidence = history.find(1, "Panic attacks six times a week")
    assert fit(history, evidence) == evidence


def test_fitting_widens_what_is_too_short(history) -> None:
    evidence = fit(history, history.find(3, "Two attacks"))
    assert evidence.quote.startswith("Two attacks. Rode the tram")


def _plain(text: str):
    import types

    from retrieval.records import Evidence, Passage
    from retrieval.sentences import split

    passages = tuple(
        Passage(id=str(i), note_id="n", session=1, position=i, start=a, end=b, text=text[a:b])
        for i, (a, b) in enumerate(split(text))
    )
    return types.SimpleNamespace(
        note=lambda _: types.SimpleNamespace(text=text),
        passages=lambda _=None: passages,
        evidence=lambda p, a, b: Evidence(note_id="n", session=1, start=a, end=b, quote=text[a:b]),
    )
