import pytest

from evals.errors import JudgeError
from evals.judge import Judged, JudgeModel, judge
from evals.scripted_server import ScriptedServer, garbled

ANSWER = Judged(
    question="Has [CLIENT]'s sleep held?",
    answer="Sleep held since session 3. She took up rowing.",
    contexts=("Sleeps through on five nights of seven.",),
)


def model(server: ScriptedServer) -> JudgeModel:
    return JudgeModel(name="openai/judge", api_base=server.base_url, api_key="unused")


def test_both_metrics_are_computed_from_the_verdicts_of_the_model(judging: ScriptedServer) -> None:
    scores = judge([ANSWER], model(judging))
    assert (scores.faithfulness, scores.groundedness) == (0.5, 0.5)
    assert (scores.judged, scores.failed) == (1, 0)
    assert ANSWER.answer in judging.sent


def test_answers_that_cite_nothing_are_not_sent(judging: ScriptedServer) -> None:
    silent = Judged(question="Blood pressure?", answer="Not documented.", contexts=())
    scores = judge([silent], model(judging))
    assert (scores.faithfulness, scores.judged) == (None, 0)
    assert judging.requests == ()


def test_a_judge_that_gives_no_verdict_is_an_error() -> None:
    with (
        ScriptedServer(garbled("no json"), repeat=True) as server,
        pytest.raises(JudgeError, match="got none"),
    ):
        judge([ANSWER], model(server))


def test_the_key_is_not_shown() -> None:
    assert "secret" not in repr(JudgeModel(name="openai/judge", api_key="secret"))
