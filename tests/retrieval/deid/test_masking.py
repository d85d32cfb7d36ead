import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.deid.masking import Replacement, mask, unmask
from retrieval.errors import DeidentificationError
from retrieval.records import IdentifierType

ALPHABET = st.characters() | st.sampled_from("[]CLIENT_1 \u200b\u0301")


@st.composite
def replaced(draw: st.DrawFn) -> tuple[str, list[Replacement]]:
    text = draw(st.text(ALPHABET, max_size=60))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    names = draw(
        st.lists(
            st.sampled_from(["[CLIENT]", "[week 3]", "[CITY_2]"]), min_size=len(pairs), max_size=len(pairs)
        )
    )
    return text, [
        Replacement(start=a, end=b, type=IdentifierType.NAME, surrogate=name)
        for (a, b), name in zip(pairs, names, strict=True)
    ]


@given(replaced())
def test_unmasking_by_alignment_gives_the_original_back(case: tuple[str, list[Replacement]]) -> None:
    text, replacements = case
    assert unmask(mask(text, replacements), text) == text


@given(replaced(), st.data())
def test_a_span_to_clean_and_back_covers_itself(
    case: tuple[str, list[Replacement]], data: st.DataObject
) -> None:
    text, replacements = case
    masked = mask(text, replacements)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    back = masked.to_original(*masked.to_clean(start, end))
    assert start == end or (back[0] <= start and end <= back[1])


def test_overlapping_replacements_are_refused_without_words_of_the_text() -> None:
    both = [Replacement(start=0, end=5, type=IdentifierType.NAME, surrogate="[CLIENT]")] * 2
    with pytest.raises(DeidentificationError, match="in order") as refused:
        mask("Marisol slept", both)
    assert "Marisol" not in str(refused.value)
