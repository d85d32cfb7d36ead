import pytest

from agent.asking import understand_question
from agent.records import Asked, Direction, Pick, QuestionKind


def read(question, sources, before=None):
    return understand_question(question, sources.history.mask(question), sources, before)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("how was she before the flood?", QuestionKind.PERIOD),
        ("panic since the flood?", QuestionKind.PERIOD),
        ("compare January with May", QuestionKind.COMPARISON),
        ("panic before the flood vs after", QuestionKind.COMPARISON),
        ("what should I bring to supervision?", QuestionKind.SUPERVISION),
        ("why does riding the tram matter clinically?", QuestionKind.MEANING),
        ("does she contradict herself about the attacks?", QuestionKind.CONTRADICTION),
        ("who drives her? any SI?", QuestionKind.SEVERAL),
        ("What happened to the oven?", QuestionKind.LOOKUP),
    ],
)
def test_kind(question, kind, sources) -> None:
    assert read(question, sources).kind is kind


def test_a_period_hangs_on_an_event(sources) -> None:
    understood = read("how was she before the flood?", sources)
    assert understood.frame is not None
    assert understood.frame.sessions == (1, 2, 3)
    assert not set(understood.terms) & {"flood"}


def test_both_question_words_count(sources) -> None:
    understood = read("who prescribed the hydroxyzine and when", sources)
    assert {understood.asked, *understood.also_asked} >= {Asked.WHO, Asked.WHEN}


@pytest.mark.parametrize(
    ("question", "pick"),
    [
        ("first time on the tram", Pick.FIRST),
        ("what became of the oven", Pick.LATEST),
        ("who drives her", Pick.BEST),
    ],
)
def test_which_mention_is_wanted(question, pick, sources) -> None:
    assert read(question, sources).pick is pick


@pytest.mark.parametrize(
    ("question", "direction"),
    [
        ("what helped with the panic?", Direction.BEFORE),
        ("did the exposure help?", Direction.AFTER),
        ("what came after the exposure was begun?", Direction.AFTER),
    ],
)
def test_which_way_a_question_about_what_was_done_looks(question, direction, sources) -> None:
    assert read(question, sources).direction is direction


def test_it_stands_for_what_was_asked_before(sources) -> None:
    first = read("who prescribed the hydroxyzine?", sources)
    assert "hydroxyzin" in read("what dose of it?", sources, first).terms


def test_a_new_matter_does_not_lean(sources) -> None:
    first = read("who prescribed the hydroxyzine?", sources)
    assert "hydroxyzin" not in read("who drives Mirela to the bakery?", sources, first).terms
