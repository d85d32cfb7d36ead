import pytest

from retrieval.intake.kinds import format_in_title, is_cancelled, kind_in_text, kind_in_title
from retrieval.records import NoteFormat, NoteKind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Session 5 - CANCELLED", NoteKind.CANCELLED),
        ("No-show 3/1/24", NoteKind.CANCELLED),
        ("DNA", NoteKind.CANCELLED),
        ("No session 2024-01-19, ill", NoteKind.CANCELLED),
        ("Psychotherapy notes", NoteKind.PSYCHOTHERAPY),
        ("Process note", NoteKind.PSYCHOTHERAPY),
        ("Individual psychotherapy 90834", None),
        ("Collateral phone call with mother", NoteKind.COLLATERAL),
        ("Parent consultation", NoteKind.COLLATERAL),
        ("Discharge summary", NoteKind.DISCHARGE),
        ("Termination session", NoteKind.DISCHARGE),
        ("Hospital discharge summary", NoteKind.COLLATERAL),
        ("Initial assessment", NoteKind.INTAKE),
        ("Biopsychosocial", NoteKind.INTAKE),
        ("Group note", NoteKind.GROUP),
        ("T/C", NoteKind.PHONE),
        ("Telephone contact", NoteKind.PHONE),
        ("Telehealth session", None),
        ("Progress note", NoteKind.PROGRESS),
        ("2024-02-15", None),
    ],
)
def test_titles(title: str, kind: NoteKind | None) -> None:
    assert kind_in_title(title) is kind


@pytest.mark.parametrize(
    "text",
    [
        "Client cancelled today due to flu.",
        "Ct no-showed. Left VM.",
        "DNA. Letter sent.",
        "Patient did not attend.",
        "Client did not show up for today's appointment.",
        "Appointment cancelled by clinic (snow).",
        "Late cancel.",
        "cx (flu)",
        "Marta rang to cancel.",
        "Mrs. Oduya cancelled at 8am, ill child.",
        "Cancelled by client 2h before session; migraine.",
        "He cancelled again at short notice",
        "Ct texted: car broke down. R/s to next week.",
        "No-show. Called x2, no answer.",
    ],
)
def test_cancelled(text: str) -> None:
    assert is_cancelled(text)


@pytest.mark.parametrize(
    "text",
    [
        "Client cancelled last week due to flu. Today she sleeps better.",
        "Client cancelled her trip to Spain and feels relieved.",
        "She cancelled the wedding.",
        "No show x2 in January, attended today.",
        "Pt did not attend group this week but did the homework.",
        "He did not show much emotion. Talked of work.",
        "She did not come to bed until 3am most nights.",
        "Client failed to attend school all week.",
        "They didn't attend the funeral.",
        "She rang to cancel the wedding.",
        "Cx spine pain again, worse at work.",
        "Client no-showed for work twice, was written up.",
        "Cancelled gym membership, says no point.",
        "Client cancelled. " + "She told of her week at length. " * 20,
        "",
    ],
)
def test_not_cancelled(text: str) -> None:
    assert not is_cancelled(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Phone call with client, 10 min.", NoteKind.PHONE),
        ("T/C from ct re meds.", NoteKind.PHONE),
        ("Call from client's mother.", NoteKind.COLLATERAL),
        ("Discharge summary\nSeen 16 times.", NoteKind.DISCHARGE),
        ("Intake. 34 y/o teacher.", NoteKind.INTAKE),
        ("Intake paperwork was reviewed.", None),
        ("Talked about the phone call with her mother.", None),
    ],
)
def test_openings(text: str, kind: NoteKind | None) -> None:
    assert kind_in_text(text) is kind


@pytest.mark.parametrize(
    ("title", "note_format"),
    [
        ("SOAP note", NoteFormat.SOAP),
        ("session 4 dap", NoteFormat.DAP),
        ("SOAP or DAP", None),
        ("soapy", None),
    ],
)
def test_formats(title: str, note_format: NoteFormat | None) -> None:
    assert format_in_title(title) is note_format
