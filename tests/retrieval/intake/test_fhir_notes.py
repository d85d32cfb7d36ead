from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest

from retrieval.intake import FileResult
from retrieval.records import NoteKind

Read = Callable[..., FileResult]


def reference(text: str = "Slept four hours. Denies SI.", **changes: Any) -> dict[str, Any]:
    kind = changes.pop("contentType", "text/plain")
    data = base64.b64encode(text.encode()).decode()
    made: dict[str, Any] = {
        "resourceType": "DocumentReference",
        "status": "current",
        "date": "2024-02-20T09:00:00Z",
        "subject": {"reference": "Patient/1"},
        "content": [{"attachment": {"contentType": kind, "data": data}}],
    }
    return made | changes


def bundle(*resources: dict[str, Any]) -> str:
    return json.dumps({"resourceType": "Bundle", "entry": [{"resource": r} for r in resources]})


def test_a_document_reference_is_a_note(read: Read) -> None:
    result = read("export.json", json.dumps(reference()))
    assert result.problems == ()
    (draft,) = result.drafts
    assert (draft.date.isoformat(), draft.text) == ("2024-02-20", "Slept four hours. Denies SI.")


@pytest.mark.parametrize(
    ("changes", "kind", "day"),
    [
        ({"type": {"text": "Psychotherapy note"}}, NoteKind.PSYCHOTHERAPY, "2024-02-20"),
        ({"type": {"coding": [{"display": "Discharge summary"}]}}, NoteKind.DISCHARGE, "2024-02-20"),
        ({"context": {"period": {"start": "2024-02-15T10:00:00Z"}}}, NoteKind.PROGRESS, "2024-02-15"),
    ],
)
def test_kind_and_day_are_as_stated(read: Read, changes: dict[str, Any], kind: NoteKind, day: str) -> None:
    (draft,) = read("export.json", json.dumps(reference(**changes))).drafts
    assert (draft.kind, draft.date.isoformat()) == (kind, day)


def test_a_bundle_gives_a_note_for_each(read: Read) -> None:
    second = reference(
        "<p>Slept <b>six</b> hours.</p><p>Plan: walk</p>", contentType="text/html", date="2024-03-01"
    )
    result = read("export.json", bundle(reference(), second))
    assert [d.text for d in result.drafts] == [
        "Slept four hours. Denies SI.",
        "Slept six hours.\nPlan: walk",
    ]


def test_an_attachment_may_lie_in_a_binary_of_the_same_bundle(read: Read) -> None:
    binary = {"resourceType": "Binary", "id": "b1", "data": base64.b64encode(b"Slept well.").decode()}
    pointing = reference(content=[{"attachment": {"contentType": "text/plain", "url": "Binary/b1"}}])
    (draft,) = read("export.json", bundle(pointing, binary)).drafts
    assert draft.text == "Slept well."


@pytest.mark.parametrize(
    ("resource", "reason"),
    [
        (reference(status="entered-in-error"), "entered in error"),
        (reference(content=[{"attachment": {"url": "https://elsewhere.example/1"}}]), "on a server"),
        (reference(content=[]), "no attachment"),
        (reference(content="none"), "no attachment"),
        (reference(contentType="application/pdf"), "not text"),
        (reference(content=[{"attachment": {"data": "%%%"}}]), "cannot be decoded"),
        ({"resourceType": "Patient", "id": "1"}, "no DocumentReference"),
    ],
)
def test_what_cannot_go_in_is_told(read: Read, resource: dict[str, Any], reason: str) -> None:
    result = read("export.json", json.dumps(resource))
    assert result.drafts == ()
    assert reason in result.problems[0].reason


def test_two_patients_are_refused(read: Read) -> None:
    result = read("export.json", bundle(reference(), reference("Other.", subject={"reference": "Patient/2"})))
    assert result.drafts == ()
    assert "2 different clients" in result.problems[0].reason
