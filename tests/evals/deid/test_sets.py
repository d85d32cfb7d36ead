from itertools import combinations

import pytest

from evals.deid import sets
from evals.deid.generator.charts import SERIES
from evals.deid.generator.template import Literal, Slot, read_file, read_folder
from evals.errors import CaseError
from retrieval.records import IdentifierType


def templates_of(name: str) -> int:
    return len(read_folder(sets.TEMPLATES / name))


@pytest.mark.parametrize("name", sets.GENERATED)
def test_every_template_that_is_kept_here_can_be_filled(name: str) -> None:
    """One round through all templates, so that no slot is unknown."""
    made = sets.load(name, notes=2 * templates_of(name)).charts
    assert sum(len(chart.notes) for chart in made) == 2 * templates_of(name)


def test_every_hard_case_can_be_filled() -> None:
    made = sets.load("adversarial").charts
    assert len(made) == len(list(read_file(sets.HARD_CASES)))


def test_the_sets_hold_different_texts() -> None:
    texts = [
        {
            str(part.text)
            for template in read_folder(sets.TEMPLATES / name)
            for part in template.parts
            if not isinstance(part, Slot | Literal) and len(part.text) > 60
        }
        for name in sets.GENERATED
    ]
    assert all(texts)
    assert all(one.isdisjoint(other) for one, other in combinations(texts, 2))


def test_a_series_is_one_course_of_one_client() -> None:
    series = [chart for chart in sets.generated("tuning", 4000) if chart.writer.startswith(SERIES)]
    lengths = {chart.writer: len(chart.notes) for chart in series[:-1]}
    files = {template.source for template in read_folder(sets.TEMPLATES / "tuning")}
    assert lengths
    assert all(
        count == len(list(read_file(sets.TEMPLATES / "tuning" / f"{name}.txt")))
        for name, count in lengths.items()
    )
    assert any(name.startswith(SERIES) for name in files)


@pytest.mark.parametrize("name", ["corpus", "presidio-research"])
def test_sets_of_others_are_not_kept_here(name: str) -> None:
    with pytest.raises(CaseError):
        sets.load(name)


def test_generated_sets_are_read_as_they_are_labelled() -> None:
    views = list(sets.load("tuning", notes=5).views.values())
    chart = sets.generated("tuning", 5)[0]
    assert [view(chart) for view in views] == [chart]


def test_reporting_notes_hold_every_kind_of_identifier_and_terms_to_keep() -> None:
    made = [
        note
        for chart in sets.load("reporting", notes=templates_of("reporting")).charts
        for note in chart.notes
    ]
    assert {span.type for note in made for span in note.spans} == set(IdentifierType)
    assert any(note.keep for note in made)


def test_reporting_notes_are_as_long_as_notes_are() -> None:
    made = [
        note
        for chart in sets.load("reporting", notes=templates_of("reporting")).charts
        for note in chart.notes
    ]
    assert all(30 <= len(note.text.split()) <= 300 for note in made)
