from datetime import date
from pathlib import Path

from evals.deid import sets
from evals.deid.records import AnnotatedChart, AnnotatedNote, Span
from evals.tagging.texts import round_of

CHART = AnnotatedChart(
    id="X1",
    client="Zofia Nowak",
    notes=tuple(
        AnnotatedNote(
            day=date(2024, 3, 1),
            text="Zofia saw Dr. Imre. Zofia slept.",
            spans=(
                Span(0, 5, "NAME", "Zofia"),
                Span(10, 18, "NAME", "Dr. Imre"),
                Span(20, 25, "NAME", "Zofia"),
            ),
        )
        for _ in range(3)
    ),
)
FOLDER = sets.FOLDER / "by_kind"


def test_identifiers_stand_where_their_offsets_say() -> None:
    for seed in range(8):
        for labelled in round_of([FOLDER], [CHART], seed):
            for span in labelled.spans:
                assert labelled.text[span.start : span.end].lower() == span.text.lower()


def test_a_name_is_replaced_alike_everywhere_in_a_chart() -> None:
    renamed = 0
    for seed in range(20):
        found = list(round_of([], [CHART], seed))
        names = {text.spans[n].text for text in found for n in (0, 2)}
        assert len(names) == 1
        renamed += names != {"Zofia"}
        assert all(text.spans[1].text.startswith("Dr. ") for text in found)
    assert 5 <= renamed <= 18


def test_the_same_round_gives_the_same_texts() -> None:
    assert list(round_of([FOLDER], [CHART], 3)) == list(round_of([FOLDER], [CHART], 3))


def test_nothing_to_learn_from_gives_nothing() -> None:
    assert list(round_of([], [], 0)) == []


def test_what_is_reported_on_is_not_learnt_from() -> None:
    source = Path(sets.FOLDER.parent / "tagging" / "__main__.py").read_text(encoding="utf-8")
    assert '"tuning"' in source
    assert not any(f'"{name}"' in source for name in sets.GENERATED if name != "tuning")
