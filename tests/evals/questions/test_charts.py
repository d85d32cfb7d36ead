import pytest

from evals.errors import CaseError
from evals.questions.charts import parse_chart, read_charts, without_answers

TEXT = """# Ana Bell | she/her | low mood

=== 1 | 2024-01-08 | INTAKE
Low for a year. <<dog|Her dog Rufus sleeps on her bed.>> Off work.

=== 2 | 2024-02-05 | SOAP
S: Walks the dog daily.

=== QUESTIONS
lookup | whats the dogs name | Rufus | 1 | dog
unanswerable | what breed | - | - | -
measure | phq? | - | - | @abstain
context | what was on | low or off & work | 1,2 | -
"""


def test_marks_are_no_part_of_the_notes() -> None:
    chart = parse_chart("q99", TEXT)
    assert chart.notes[0].text == "Low for a year. Her dog Rufus sleeps on her bed. Off work."
    assert [n.session for n in chart.notes] == [1, 2]


def test_questions_carry_what_is_said_and_whether_there_is_an_answer() -> None:
    questions = parse_chart("q99", TEXT).questions
    assert [q.answerable for q in questions] == [True, False, False, True]
    assert questions[3].says == ("low | off", "work")
    assert questions[3].sessions == {1, 2}


def test_the_twin_lacks_the_answer_and_asks_only_for_it() -> None:
    twin = without_answers(parse_chart("q99", TEXT))
    assert "Rufus" not in twin.notes[0].text
    assert [q.text for q in twin.questions] == ["whats the dogs name"]
    gold = twin.questions[0].gold(removed=True)
    assert (gold.kind, gold.answerable, gold.must_include) == ("unanswerable", False, ())


@pytest.mark.parametrize("text", ["", "# a | b\n=== QUESTIONS\n", TEXT.replace("=== QUESTIONS", "")])
def test_another_form_is_named(text: str) -> None:
    with pytest.raises(CaseError, match="q99"):
        parse_chart("q99", text)


def test_there_are_enough_charts_questions_and_twins() -> None:
    charts = read_charts()
    questions = [q for chart in charts for q in chart.questions]
    assert len(charts) >= 8
    assert len(questions) >= 150
    assert sum(bool(q.twin) for q in questions) >= 40
    for chart in charts:
        assert {q.twin for q in chart.questions if q.twin} <= set(chart.marked)
        sessions = {n.session for n in chart.notes}
        assert all(q.sessions <= sessions for q in chart.questions)
