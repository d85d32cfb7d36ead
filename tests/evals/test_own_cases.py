"""Our own labelled cases are what their labels say they are."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from evals.gold import read_gold

CASES = sorted((Path(__file__).parents[2] / "evals" / "cases").glob("E*/"))


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text).lower()


@pytest.mark.parametrize("folder", CASES, ids=lambda p: p.name)
def test_quotes_are_verbatim_and_spans_fit(folder):
    gold = read_gold(folder)
    notes = {note.session: note for note in gold.notes}
    labels = yaml.safe_load((folder / "gold.yaml").read_text(encoding="utf-8"))
    for domain in labels["domains"].values():
        for one in domain["evidence"]:
            assert words(one["quote"]) in words(notes[one["session"]].text)
    for note in gold.notes:
        for span in note.phi:
            assert note.text[span.start : span.end] == span.text
    assert [q.question for q in gold.questions] == json.loads((folder / "questions.json").read_text("utf-8"))


def test_every_kind_of_course_is_among_them():
    found = {read_gold(folder).overall.durability for folder in CASES}
    assert found >= {"sustained", "emerging", "fluctuating", "temporary", "none", "insufficient"}
