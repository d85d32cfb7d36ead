from pathlib import Path

import pytest

from evals.errors import CaseError
from evals.gold import read_gold


def test_labels_are_read(cases: Path) -> None:
    gold = read_gold(cases / "S01")
    assert gold.domains["symptom_burden"].sessions == {1, 3, 6}
    assert gold.overall.durability == "sustained"
    assert gold.notes[0].phi[0].text == "Nerys Okonjo"
    assert [question.kind for question in gold.questions][2:] == ["unanswerable", "false_premise"]


@pytest.mark.parametrize("content", [None, "case_id: S01", "[", "- 1"])
def test_broken_labels_are_named(cases: Path, content: str | None) -> None:
    path = cases / "S01" / "gold.yaml"
    path.unlink()
    if content is not None:
        path.write_text(content)
    with pytest.raises(CaseError, match=r"S01: gold\.yaml"):
        read_gold(cases / "S01")
