"""Replay: the same chart and the same question give the same answer."""

import pytest

from agent.answering import answer_question
from agent.composing.sentences import OTHER_WORDS_AT_MOST, WORDS_AT_MOST
from agent.plain import from_plain, to_plain
from agent.records import Answer, Gathered, Understanding
from agent.rendering import render

QUESTIONS = [
    "Has the panic improvement been sustained?",
    "how were the attacks before the flood?",
    "compare January with May",
    "who drives her? any SI? GAD-7?",
    "what should I bring to supervision?",
    "what came after the exposure was begun?",
    "which goals are met?",
    "what was going on in March?",
    "were there setbacks?",
    "does she contradict herself about the attacks?",
    "why does riding the tram matter clinically?",
    "what do the notes not tell us?",
    "what did the neurologist find?",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_record_of_an_answer_is_replayed_alike(question, sources) -> None:
    first = answer_question(question, sources.history.mask(question), sources)
    again = answer_question(question, sources.history.mask(question), sources)
    assert again == first
    for kind, part in (
        (Understanding, first.understanding),
        (Gathered, first.gathered),
        (Answer, first.answer),
    ):
        assert from_plain(kind, to_plain(part)) == part


@pytest.mark.parametrize("question", QUESTIONS)
def test_answers_are_short_verified_and_never_word_a_cause(question, sources) -> None:
    answered = answer_question(question, sources.history.mask(question), sources)
    shown = render(answered.answer, sources.history)
    limit = WORDS_AT_MOST.get(answered.understanding.kind, OTHER_WORDS_AT_MOST)
    assert 0 < len(shown.text.split()) <= limit + 10
    assert not any("left out" in notice or "verified" in notice for notice in shown.notices)
    for word in (" caused", " because of", " led to", " thanks to", " due to"):
        assert word not in shown.text.lower()


def test_supervision_names_risk_stuck_points_alliance_and_questions(sources) -> None:
    question = "prep me for supervision"
    text = render(answer_question(question, question, sources).answer, sources.history).text
    for word in ("Risk", "Stuck points", "Alliance", "Questions to take"):
        assert word in text
