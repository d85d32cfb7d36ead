import json
from pathlib import Path
from typing import Any

import pytest

from evals.deid import presidio_research as research
from evals.errors import CaseError


def row(text: str, template: int, *labelled: tuple[str, str]) -> dict[str, Any]:
    spans = [
        {
            "entity_type": kind,
            "entity_value": value,
            "start_position": text.index(value),
            "end_position": text.index(value) + len(value),
        }
        for value, kind in labelled
    ]
    return {"full_text": text, "template_id": template, "spans": spans}


ROWS = [
    row("Mr. Lund, 45, lives in Oslo, Norway.", 1, ("Norway", "GPE"), ("Mr.", "TITLE"), ("Lund", "PERSON")),
    row("Nothing here.", 2),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "set.json"
    path.write_text(json.dumps(ROWS))
    return path


def test_what_identifies_nobody_is_laid_aside_and_can_be_counted(file: Path) -> None:
    first, second = research.read(file)
    assert [s.text for s in first.notes[0].spans] == ["Lund"]
    assert [s.text for s in first.notes[0].aside] == ["Mr.", "Norway"]
    whole = research.with_everything(first).notes[0]
    assert {s.text for s in whole.spans} == {"Mr.", "Lund", "Norway"}
    assert whole.aside == ()
    assert second.notes[0].spans == ()


@pytest.mark.parametrize(
    ("label", "text", "identifying"),
    [
        ("PERSON", "Norway", True),
        ("GPE", "Norway", False),
        ("GPE", "switzerland", False),
        ("GPE", "Cyprus (Greek)", False),
        ("GPE", "Kenosha", True),
        ("AGE", "89", False),
        ("AGE", "90", True),
        ("DATE_TIME", "friday", False),
        ("DATE_TIME", "1977", True),
        ("NRP", "Finnish", False),
        ("TITLE", "Fumigator", False),
        ("CREDIT_CARD", "4111111111111111", True),
    ],
)
def test_scope(label: str, text: str, identifying: bool) -> None:
    assert research.identifies(label, text) is identifying


def test_halves_part_the_templates_and_stay_as_they_are() -> None:
    halves = {template: research.half_of(template) for template in range(210)}
    assert 84 < sum(half == "tuning" for half in halves.values()) < 126
    assert [halves[t] for t in (0, 1, 2, 3, 4)] == ["tuning", "tuning", "tuning", "reporting", "reporting"]


def test_each_half_gives_its_own_sentences(file: Path) -> None:
    together = [c.id for half in research.HALVES for c in research.read(file, half)]
    assert sorted(together) == ["synth-0", "synth-1"]


@pytest.mark.parametrize("text", ["not json", '[{"full_text": "x"}]', "{}"])
def test_another_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(text)
    if text == "{}":
        assert list(research.read(path)) == []
    else:
        with pytest.raises(CaseError):
            list(research.read(path))
