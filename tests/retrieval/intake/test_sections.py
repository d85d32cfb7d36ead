import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.intake.sections import find_sections
from retrieval.records import NoteFormat

SOAP = ["subjective", "objective", "assessment", "plan"]


def _read(text: str) -> tuple[NoteFormat, list[tuple[str, str]]]:
    found, sections = find_sections(text)
    return found, [(item.name, text[item.start : item.end]) for item in sections]


@pytest.mark.parametrize(
    "text",
    [
        "S: a b\nO: c\nA: d\nP: e",
        "S: a b O: c A: d P: e",
        "s: a b. o: c. a: d. p: e",
        "Subjective: a b\nObjective: c\nAssessment: d\nPlan: e",
        "SUBJECTIVE\na b\n\nOBJECTIVE\nc\n\nASSESSMENT\nd\n\nPLAN\ne",
        "**Subjective**\na b\n**Objective**\nc\n**Assessment**\nd\n**Plan**\ne",
        "**S:** a b\n**O:** c\n**A:** d\n**P:** e",
        "## Subjective\na b\n## Objective\nc\n## Assessment\nd\n## Plan\ne",
        "S - a b\nO - c\nA - d\nP - e",
        "(S) a b\n(O) c\n(A) d\n(P) e",
        "Subjective: a b\r\nObjective: c\r\nAssessment: d\r\nPlan: e\r\n",
        "SUBJECTIVE: a b OBJECTIVE: c ASSESSMENT: d PLAN: e",
        "1. Subjective: a b\n2. Objective: c\n3. Assessment: d\n4. Plan: e",
    ],
)
def test_soap_in_its_many_shapes(text: str) -> None:
    found, sections = _read(text)
    assert found is NoteFormat.SOAP
    assert [name for name, _ in sections] == SOAP
    assert [body.rstrip(".") for _, body in sections] == ["a b", "c", "d", "e"]


@pytest.mark.parametrize(
    ("text", "note_format", "names"),
    [
        ("D: a\nA: b\nP: c", NoteFormat.DAP, ["data", "assessment", "plan"]),
        ("D: late, tearful. P: weekly", NoteFormat.DAP, ["data", "plan"]),
        ("B: a\nI: b\nR: c\nP: d", NoteFormat.BIRP, ["behavior", "intervention", "response", "plan"]),
        ("Behaviour: a\nIntervention: b\nResponse: c\nPlan: d", NoteFormat.BIRP, None),
        ("G: a\nI: b\nR: c\nP: d", NoteFormat.GIRP, ["goal", "intervention", "response", "plan"]),
        ("P: a\nI: b\nE: c", NoteFormat.PIE, ["problem", "intervention", "evaluation"]),
        ("S/O: a\nA/P: b", NoteFormat.SOAP, ["subjective and objective", "assessment and plan"]),
        ("P: 555-0100\nS: a\nO: b\nA: c\nP: d", NoteFormat.SOAP, SOAP),
        (
            "Presenting problem: a\nMSE: b\nPlan: c",
            NoteFormat.NARRATIVE,
            ["presenting problem", "mental status", "plan"],
        ),
        ("Slept badly. Plan: weekly. Her plan: to go.", NoteFormat.NARRATIVE, ["plan"]),
    ],
)
def test_other_formats(text: str, note_format: NoteFormat, names: list[str] | None) -> None:
    found, sections = _read(text)
    assert found is note_format
    if names is not None:
        assert [name for name, _ in sections] == names


@pytest.mark.parametrize(
    "text",
    [
        "S. reported that A. was there. P. left.",
        "T: how are you\nP: fine\nT: and sleep\nP: bad",
        "Reasons: a) money b) time p) love",
        "We made a plan: to call. Her assessment was grim.",
        "she agreed to the\nplan\nand went",
        "",
    ],
)
def test_prose_has_no_sections(text: str) -> None:
    assert _read(text) == (NoteFormat.NARRATIVE, [])


def test_an_empty_section_is_left_out() -> None:
    assert _read("Data:\n\nAssessment: b\nPlan: c")[1] == [("assessment", "b"), ("plan", "c")]


_PARTS = st.sampled_from(
    [
        "S:",
        "O: ",
        "A -",
        "P)",
        "\n",
        "Plan:",
        "**Data**",
        "\nASSESSMENT\n",
        " MSE: ",
        "a/p:",
        "\t",
        ". ",
        "x y",
        "\r\n",
        "# ",
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(_PARTS, max_size=40).map("".join)))
def test_sections_lie_inside_the_text_and_apart(text: str) -> None:
    _, sections = find_sections(text)
    assert all(0 <= item.start < item.end <= len(text) for item in sections)
    assert all(a.end <= b.start for a, b in itertools.pairwise(sections))
    assert all(text[item.start : item.end].strip() == text[item.start : item.end] for item in sections)
