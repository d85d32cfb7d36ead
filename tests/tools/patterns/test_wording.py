from __future__ import annotations

import pytest

from tools.patterns.wording import Across, across, question_across


@pytest.mark.parametrize(
    ("question", "asks", "intervention"),
    [
        ("In which cases did exposure precede lasting change?", Across.PRECEDE, "exposure"),
        ("Which of my clients had thought records before things improved?", Across.PRECEDE, "cognitive work"),
        ("In which cases did it come before the gains?", Across.PRECEDE, ""),
        ("What do my stuck cases share?", Across.STUCK, ""),
        ("What do the clients who did not improve have in common?", Across.STUCK, ""),
        ("Where is progress slower across my caseload?", Across.SLOWER, ""),
        ("What did sustained gains have in common in my cases?", Across.LASTING, ""),
        ("Clients whose course looked like this one", Across.LIKE, ""),
        ("Are there similar cases among my clients?", Across.LIKE, ""),
        ("How many of my clients improved?", Across.TABLE, ""),
        ("Show the outcomes of all my cases", Across.TABLE, ""),
    ],
)
def test_questions_across_cases(question: str, asks: Across, intervention: str) -> None:
    found = across(question)
    assert found is not None
    assert (found.asks, found.intervention) == (asks, intervention)


@pytest.mark.parametrize(
    "question",
    [
        "Has this client's improvement been sustained?",
        "Has the clients improvement been sustained?",
        "What does the client share with her sister?",
        "Did the patients mood last?",
        "What came before the change?",
        "Is she stuck?",
        "Was the court case mentioned?",
        "",
    ],
)
def test_questions_about_the_client_at_hand(question: str) -> None:
    assert across(question) is None


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("", Across.TABLE),
        ("stuck", Across.STUCK),
        ("what lasted", Across.LASTING),
        ("tea", Across.TABLE),
        ("like this one", Across.LIKE),
        ("exposure", Across.PRECEDE),
    ],
)
def test_words_after_the_command(words: str, asks: Across) -> None:
    assert question_across(words).asks is asks
