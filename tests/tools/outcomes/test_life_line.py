from __future__ import annotations

import pytest

from retrieval.records import NoteKind
from tools.outcomes import assess
from tools.outcomes.life_line import life_line
from tools.records import Topic


def test_everything_on_one_line_of_time(build_chart, add, say):
    chart = add(
        build_chart("----++", gap=60, events={2: ["her mother moved in"]}, kinds={4: NoteKind.CANCELLED}),
        say(3, "sertraline raised to 100", Topic.MEDICATION),
    )
    found = [(h.session, h.kind) for h in life_line(chart, assess(chart)) if h.kind != "long break"]
    assert found == [(2, "life event"), (3, "medication change"), (4, "missed session")]


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("started mirtazapine 15 mg", True),
        ("came off the lorazepam", True),
        ("d/c'd prazosin", True),
        ("takes sertraline 50 mg", False),
        ("declines an SSRI", True),
    ],
)
def test_only_a_change_of_medication_is_a_happening(build_chart, add, say, words, counts):
    chart = add(build_chart("--"), say(2, words, Topic.MEDICATION))
    assert bool(life_line(chart, assess(chart))) is counts
