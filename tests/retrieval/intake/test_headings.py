from datetime import date

import pytest

from retrieval.intake.headings import Role, classify, session_number

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("=== SESSION 3 | 2024-02-01 | SOAP ===", Role.HEADING),
        ("Session 4 - 02/15/2024", Role.HEADING),
        ("Session #4 of 12 (2/15/24)", Role.HEADING),
        ("## 2024-02-15 Progress note", Role.HEADING),
        ("**Session 1 — Jan 5, 2024**", Role.HEADING),
        ("Progress Note 2/15/24 10:00-10:50 am, 50 min, 90834", Role.HEADING),
        ("Session 2 01/12/2024 - grief work", Role.HEADING),
        ("Session Four: March 12th, 2024", Role.HEADING),
        ("2/15 Progress note", Role.HEADING),
        ("CANCELLED 3/1/24", Role.HEADING),
        ("Date of Service: 12 March 2024", Role.DATED),
        ("DOS 3/12/24", Role.DATED),
        ("Client: J. Roe   DOB: 1/2/80   Date of service: 3/12/24", Role.DATED),
        ("1/5/19 discharge from the ward", Role.BARE),
        ("2/20/24 Phone call with mother re: school", Role.BARE),
        ("Date: 3/12/24", Role.BARE),
        ("Thursday, February 15, 2024", Role.BARE),
        ("2/15/24 - Ct came late and told of the fight with her boss.", Role.LOG),
        ("Progress note", Role.TITLE),
        ("Client: J. Roe", Role.META),
        ("Intake date: 1/5/24", Role.META),
        ("Date of birth: 1/5/84", Role.META),
        ("-----", Role.RULE),
        ("  ", Role.BLANK),
        ("Next session 2/22/24", Role.TEXT),
        ("Follow up 2/22/24", Role.TEXT),
        ("## Plan for session 5", Role.TEXT),
        ("ASSESSMENT", Role.TEXT),
        ("Session 4 on 2/15/24 focused on grief over his father.", Role.TEXT),
        ("In session 4 she said on 2/15/24 that all was well", Role.TEXT),
        ("She slept well.", Role.TEXT),
    ],
)
def test_roles(line: str, role: Role) -> None:
    assert classify(line, 0, today=TODAY).role is role


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("Session 4", 4),
        ("SESSION #04", 4),
        ("Sess. no. 12", 12),
        ("Session three", 3),
        ("session 04 Feb 15 2024", 4),
        ("Visit 7 of 12", 7),
        ("Session 4/12/24", None),
        ("Session 15 Feb 2024", None),
        ("Session 2024-02-15", None),
        ("Contact 503-555-0148", None),
        ("no number", None),
    ],
)
def test_session_numbers(title: str, number: int | None) -> None:
    assert session_number(title, today=TODAY)[0] == number


def test_a_blanked_title_keeps_its_length() -> None:
    title = "session 04 Feb 15 2024"
    assert len(session_number(title, today=TODAY)[1]) == len(title)
