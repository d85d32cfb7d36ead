from collections.abc import Callable
from datetime import date

import pytest

from retrieval.intake import FileResult
from retrieval.records import NoteFormat, NoteKind

Read = Callable[..., FileResult]


@pytest.mark.parametrize(
    "header",
    [
        "date,note,type,session",
        "Session Date;Text;Note Type;Session #",
        "DOS\tBody\tKind\tNumber",
        "sep=,\ndate,content,format,session",
    ],
)
def test_columns_by_their_names(header: str, read: Read) -> None:
    names = header.split("\n")[-1]
    delimiter = next(mark for mark in ",;\t" if mark in names)
    rows = [
        ["2024-02-01", '"Slept, well; ok.\nTwo lines"', "Intake", "1"],
        ["2024-02-08", "Ill", "No show", "2"],
    ]
    result = read("a.csv", "\r\n".join([header, *(delimiter.join(row) for row in rows)]))
    assert result.problems == ()
    first, second = result.drafts
    assert (first.date, first.session, first.kind) == (date(2024, 2, 1), 1, NoteKind.INTAKE)
    assert first.text == "Slept, well; ok.\nTwo lines"
    assert (second.kind, second.source) == (NoteKind.CANCELLED, "a.csv, row 3")


def test_a_column_for_each_section(read: Read) -> None:
    (draft,) = read("a.csv", "date,subjective,objective,assessment,plan\n2024-02-01,a b,c,d,e\n").drafts
    assert draft.format is NoteFormat.SOAP
    assert draft.text == "Subjective: a b\nObjective: c\nAssessment: d\nPlan: e"


def test_day_first_is_told_by_the_other_rows(read: Read) -> None:
    result = read("a.csv", "date,text\n12/03/2024,a\n26/03/2024,b\n")
    assert [draft.date for draft in result.drafts] == [date(2024, 3, 12), date(2024, 3, 26)]


@pytest.mark.parametrize(
    ("content", "source", "reason"),
    [
        ("a,b\n1,2\n", "a.csv", "no column that is known"),
        ("date,session\n2024-02-01,2\n", "a.csv", "no column holds the text"),
        ("date,text,note\n2024-02-01,2,3\n", "a.csv", "more than one column"),
        ("date,text,Date\n2024-02-01,2,3\n", "a.csv", "same name"),
        ("date,text\n2024-02-01,\n", "a.csv, row 2", "no text"),
        ("date,text\n2024-02-01,slept, well\n", "a.csv, row 2", "more cells"),
        ("date,text\n03/12/2024,a\n", "a.csv, row 2", "day first or month first"),
        ("date,text\n2024-02-01,a\n45337,b\n", "a.csv, row 3", "cannot be read"),
        ('date,text\n2024-02-01,a\n2024-02-08,"b\n2024-02-15,c\n', "a.csv, line 4", "quotation mark"),
        ("client,date,text\nA,2024-02-01,a\nB,2024-02-08,b\n", "a.csv", "2 different clients"),
        ("date,text,how it went\n2024-02-01,a," + "long words " * 20, "a.csv, column 3", "was not read"),
    ],
)
def test_problems_name_the_place(content: str, source: str, reason: str, read: Read) -> None:
    problems = {problem.source: problem for problem in read("a.csv", content).problems}
    assert reason in problems[source].reason


def test_rows_before_a_broken_quote_go_in(read: Read) -> None:
    result = read("a.csv", 'date,text\n2024-02-01,a\n2024-02-08,"b\n2024-02-15,c\n')
    assert [draft.text for draft in result.drafts] == ["a"]


def test_blank_rows_are_passed_over(read: Read) -> None:
    result = read("a.csv", "date,text\n,\n2024-02-01,a\n\n")
    assert len(result.drafts) == 1
    assert result.problems == ()


def test_a_table_without_rows(read: Read) -> None:
    assert "holds no notes" in read("a.csv", "date,text\n").problems[0].reason
