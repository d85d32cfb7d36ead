import pytest

from retrieval.deid import ClientIdentity, Deidentifier, keep
from retrieval.deid.tokens import words_of


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Wellbutrin", "medications"),
        ("PHQ-9", "instruments"),
        ("Beck Depression Inventory", "instruments"),
        ("EMDR", "therapies"),
        ("Oregon", "places"),
        ("OR", "places"),
        ("Tuesday", "terms"),
    ],
)
def test_kept_phrases_are_marked_whole(text: str, category: str) -> None:
    marks = keep.mark(words_of(text))
    assert {mark for mark, word in zip(marks, words_of(text), strict=True) if not word.text.isdigit()} == {
        category
    }


def test_small_words_that_are_codes_only_in_capitals_are_not_marked() -> None:
    assert keep.mark(words_of("in or hi")) == ["", "", ""]


@pytest.mark.parametrize(
    "text",
    [
        "EFT (Johnson)",
        "Beck and Emery",
        "moral injury work as in Litz and Shay",
        "phase-based (Herman)",
        "MBCT-Williams",
    ],
)
def test_authors_with_a_common_name_are_kept_after_their_therapy(text: str) -> None:
    assert keep.mark(words_of(text), text)[-1] in ("therapies", keep.CITED)


@pytest.mark.parametrize(
    "text", ["CBT. Johnson called", "Johnson", "met Miller, Gordon and Shay", "CBT with Johnson"]
)
def test_elsewhere_they_are_names(text: str) -> None:
    assert keep.mark(words_of(text), text)[-1] == "" or not text.endswith(("Johnson", "Shay"))


@pytest.mark.parametrize(
    ("text", "at", "within"),
    [
        ("Beck Depression Inventory", 0, True),
        ("Beck EMDR", 0, False),
        ("her Beck score", 1, False),
        ("St. John's wort", 1, True),
    ],
)
def test_a_word_within_a_phrase_is_told_from_a_word_beside_one(text: str, at: int, within: bool) -> None:
    assert keep.within_phrase(words_of(text), at) is within


@pytest.mark.parametrize(
    "phrase",
    [
        "Hospital Anxiety and Depression Scale",
        "CRIES-13",
        "Q-LES-Q",
        "C-SSRS",
        "PM+",
        "Invega Sustenna",
        "Epilim Chrono",
        "Stilnoct",
        "Serlift",
        "Buvidal",
        "Problem Management Plus",
        "transference-focused psychotherapy",
        "ataque de nervios",
        "Cognitive Interweave",
        "prolonged grief disorder",
        "persistent depressive disorder",
    ],
)
def test_the_vocabulary_of_the_profession_is_kept_whole(phrase: str) -> None:
    tokens = words_of(phrase)
    marked = dict(zip((word.text for word in tokens), keep.mark(tokens), strict=True))
    assert [word for word, mark in marked.items() if not mark and not word.isdigit()] == []


def test_a_client_called_like_an_instrument_is_hidden_where_the_instrument_is_not_meant(
    deidentifier: Deidentifier,
) -> None:
    text = (
        "Ilse took the Beck Depression Inventory (22). Beck slept badly; CBT with Beck, then Beck EMDR prep."
    )
    clean = deidentifier.mask_text(text, ClientIdentity.start("Ilse Beck")).text
    assert "the Beck Depression Inventory (22)" in clean
    assert clean.count("Beck") == 1


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("bought a lamp at IKEA", True),
        ("works nights at IKEA", False),
        ("plays Minecraft", True),
        ("started at Amazon in shipping", False),
        ("read Harry Potter", True),
    ],
)
def test_a_brand_is_kept_unless_somebody_works_there(text: str, kept: bool) -> None:
    tokens = words_of(text)
    brand = next(n for n, w in enumerate(tokens) if w.text in ("IKEA", "Minecraft", "Amazon", "Harry"))
    assert bool(keep.mark(tokens, text)[brand]) is kept
