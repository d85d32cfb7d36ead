from __future__ import annotations

import base64
from collections.abc import Callable

import pytest

from retrieval.intake import FileResult
from retrieval.records import NoteKind

Read = Callable[..., FileResult]
SECTIONS = """<component><structuredBody>
<component><section><title>Subjective</title><text><paragraph>Slept four hours &amp; woke at 3.</paragraph>
<list><item>Off work</item><item>No appetite</item></list></text></section></component>
<component><section><title>Plan</title><text><table><tbody><tr><td>Weekly</td><td>CBT</td></tr></tbody></table>
</text></section></component></structuredBody></component>"""


def ccda(
    body: str = SECTIONS,
    *,
    title: str = "Progress note",
    time: str = '<effectiveTime value="20240215093000"/>',
) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><ClinicalDocument xmlns="urn:hl7-org:v3">'
        f"<title>{title}</title>{time}{body}</ClinicalDocument>"
    )


def test_sections_become_the_text_of_one_note(read: Read) -> None:
    result = read("note.xml", ccda())
    assert result.problems == ()
    (draft,) = result.drafts
    assert draft.date.isoformat() == "2024-02-15"
    assert draft.text == (
        "Subjective:\nSlept four hours & woke at 3.\nOff work\nNo appetite\n\nPlan:\nWeekly\nCBT"
    )
    assert [s.name for s in draft.sections] == ["subjective", "plan"]


def test_the_day_of_the_encounter_comes_before_that_of_writing(read: Read) -> None:
    encounter = (
        '<componentOf><encompassingEncounter><effectiveTime><low value="20240213"/></effectiveTime>'
        '</encompassingEncounter></componentOf><effectiveTime value="20240215"/>'
    )
    (draft,) = read("note.xml", ccda(time=encounter)).drafts
    assert draft.date.isoformat() == "2024-02-13"


def test_the_title_tells_the_kind(read: Read) -> None:
    (draft,) = read("note.xml", ccda(title="Discharge summary")).drafts
    assert draft.kind is NoteKind.DISCHARGE


def test_a_text_that_is_carried_whole(read: Read) -> None:
    data = base64.b64encode(b"Slept well.").decode()
    body = (
        '<component><nonXMLBody><text mediaType="text/plain" representation="B64">'
        f"{data}</text></nonXMLBody></component>"
    )
    (draft,) = read("note.xml", ccda(body)).drafts
    assert draft.text == "Slept well."


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    '<ClinicalDocument xmlns="urn:hl7-org:v3">&b;</ClinicalDocument>'
)
FILE = (
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    '<ClinicalDocument xmlns="urn:hl7-org:v3">&a;</ClinicalDocument>'
)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (BOMB, "read safely"),
        (FILE, "read safely"),
        ("<ClinicalDocument", "read safely"),
        ("<note>Slept well.</note>", "not a C-CDA"),
        (ccda(""), "no text"),
    ],
)
def test_what_cannot_go_in_is_told(read: Read, content: str, reason: str) -> None:
    result = read("note.xml", content)
    assert result.drafts == ()
    assert reason in result.problems[0].reason
