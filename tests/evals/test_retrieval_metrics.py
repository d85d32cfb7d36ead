import pytest

from evals.retrieval_metrics import ContextScores, Found, context_scores


@pytest.mark.parametrize(
    ("found", "wanted", "precision", "recall"),
    [
        ((1, 2, 3), (2, 5), 0.3333, 0.5),
        ((2, 5), (2, 5), 1.0, 1.0),
        ((7,), (2,), 0.0, 0.0),
        ((2, 2, 2), (2,), 1.0, 1.0),
        ((), (2,), None, 0.0),
    ],
)
def test_one_question(
    found: tuple[int, ...], wanted: tuple[int, ...], precision: float | None, recall: float
) -> None:
    expected = ContextScores(precision=precision, recall=recall, questions=1)
    assert context_scores([Found(sessions=found, wanted=wanted)]) == expected


def test_means_are_over_questions_that_have_evidence() -> None:
    rows = [
        Found(sessions=(1,), wanted=(1,)),
        Found(sessions=(1, 2), wanted=(3,)),
        Found(sessions=(4,), wanted=()),
    ]
    assert context_scores(rows) == ContextScores(precision=0.5, recall=0.5, questions=2)


def test_nothing_to_score() -> None:
    assert context_scores([]) == ContextScores(precision=None, recall=None, questions=0)
