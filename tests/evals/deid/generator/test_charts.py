import re
from itertools import pairwise
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evals.deid import sets
from evals.deid.generator.charts import FEWEST, MOST, charts, one_by_one
from evals.deid.generator.filling import World, fill
from evals.deid.generator.template import Template, parse, read_folder
from evals.errors import CaseError
from retrieval.records import IdentifierType

TEMPLATES = read_folder(sets.TEMPLATES / "tuning")


def template(text: str, source: str = "mine", style: str = "SOAP") -> Template:
    return parse(f"# style: {style}\n{text}", source)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10_000))
def test_every_span_is_its_text_and_nothing_of_the_format_is_left(seed: int) -> None:
    for chart in charts(TEMPLATES, 40, seed):
        assert chart.client in (f"{a} {b}" for a in chart.roster for b in chart.roster)
        for note in chart.notes:
            assert not re.search(r"\{\{|\}\}|\[\[|\]\]", note.text)
            marked = sorted([(s.start, s.end) for s in note.spans] + [(k.start, k.end) for k in note.keep])
            assert all(a[1] <= b[0] for a, b in pairwise(marked))
            for span in note.spans:
                assert note.text[span.start : span.end] == span.text
                assert any(letter.isalnum() for letter in span.text)
                assert span.type in set(IdentifierType)
            assert all(note.text[k.start : k.end].strip() for k in note.keep)


def test_the_same_seed_gives_the_same_charts_and_another_gives_others() -> None:
    first, again, other = (list(charts(TEMPLATES, 60, seed)) for seed in (3, 3, 4))
    assert first == again
    assert {c.client for c in first}.isdisjoint({c.client for c in other})


def test_a_longer_set_begins_with_the_shorter_one() -> None:
    short, long = (list(charts(TEMPLATES, notes, 0)) for notes in (30, 60))
    assert long[: len(short) - 1] == short[:-1]


def test_a_set_has_as_many_notes_as_asked_in_charts_of_the_stated_size() -> None:
    made = list(charts(TEMPLATES, 101, 0))
    assert sum(len(chart.notes) for chart in made) == 101
    assert all(FEWEST <= len(chart.notes) <= MOST for chart in made[:-1])
    assert all([n.day for n in c.notes] == sorted({n.day for n in c.notes}) for c in made)


def test_notes_of_a_chart_come_from_one_file_and_its_id_says_which() -> None:
    mixed = [template("a {{client.first}}", "one"), template("b {{client.first}}", "two")]
    by_writer: dict[str, set[str]] = {}
    for chart in charts(mixed, 60, 1):
        assert len({note.text[0].lower() for note in chart.notes}) == 1
        by_writer.setdefault(chart.writer, set()).add(chart.id[:2])
    assert by_writer == {"one": {"GA"}, "two": {"GB"}}


def test_people_and_places_stay_the_same_through_a_chart_and_marks_do_not() -> None:
    one = [template("{{sister.full}}|{{sister2.first}}|{{city}}|{{school}}|{{mrn}}|{{email}}")]
    world = World.begin(Random(5), british=False)
    day = next(charts(one, 1, 0)).notes[0].day
    first, second = ([p.text for p in fill(one[0].parts, world, day)] for _ in range(2))
    assert first[:9] == second[:9]
    assert first[10] != second[10]
    assert first[0].split()[0] != first[2]


@pytest.mark.parametrize("slot", ["{{wizard.first}}", "{{client.shout}}", "{{date.moon}}", "{{kingdom}}"])
def test_an_unknown_slot_is_refused(slot: str) -> None:
    with pytest.raises(CaseError):
        list(charts([template(slot)], 1, 0))


def test_hard_cases_come_as_they_are_written() -> None:
    text = "{{=NAME|Mark}} marked it,  see [[Beck]]"
    (chart,) = one_by_one([template(text, style="names that are words")], 0)
    (note,) = chart.notes
    assert note.text == "Mark marked it,  see Beck"
    assert [s.text for s in note.spans] == ["Mark"]
    assert note.style == "names that are words"


def test_the_tuning_templates_are_many_and_varied() -> None:
    assert len(TEMPLATES) >= 120
    assert len({t.style for t in TEMPLATES}) >= 15
    assert sum(all(type(p).__name__ in ("Plain", "Keep") for p in t.parts) for t in TEMPLATES) >= 8
