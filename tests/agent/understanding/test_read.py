import pytest

from agent.records import Asked, QuestionKind
from agent.understanding.read import understand
from tools.records import Domain

SUSTAINED, CHANGE, LOOKUP = QuestionKind.SUSTAINED, QuestionKind.CHANGE, QuestionKind.LOOKUP


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Has this client's improvement been sustained?", SUSTAINED),
        ("did the gains last?", SUSTAINED),
        ("has he stayed sober", SUSTAINED),
        ("Is the better sleep holding up?", SUSTAINED),
        ("has teh improvment been sustaned", SUSTAINED),
        ("Compared with the first session, how is her appetite?", CHANGE),
        ("tram use then vs now", CHANGE),
        ("How has his concentration changed since the start?", CHANGE),
        ("Any suicidal ideation?", QuestionKind.RISK),
        ("was there self harm in spring", QuestionKind.RISK),
        ("GAD7?", QuestionKind.MEASURE),
        ("What did she score on the PSWQ?", QuestionKind.MEASURE),
        ("Which technique helped with the rituals?", QuestionKind.INTERVENTION),
        ("Which of her goals were reached?", QuestionKind.GOAL),
        ("What was going on in his life when he got worse?", QuestionKind.CONTEXT),
        ("Summarise the course of therapy", QuestionKind.SUMMARY),
        ("Were there any setbacks?", QuestionKind.SETBACK),
        ("What is not documented?", QuestionKind.GAPS),
        ("Who drives her to the clinic?", LOOKUP),
        ("when was she first back at the ovens", LOOKUP),
        ("What was the last session about?", LOOKUP),
    ],
)
def test_kind(question: str, kind: QuestionKind) -> None:
    assert understand(question).kind is kind


@pytest.mark.parametrize(
    ("question", "asked", "presumes"),
    [
        ("Who is Anca?", Asked.WHO, False),
        ("When did he stop the tablets?", Asked.WHEN, True),
        ("How many beers a night?", Asked.QUANTITY, True),
        ("Why was she moved to another ward?", Asked.WHY, True),
        ("How did the interview go?", Asked.OUTCOME, True),
        ("Where does the sister live?", Asked.WHERE, False),
        ("Did she finish the course?", Asked.YES_NO, False),
        ("Which colour is the car?", Asked.WHAT, False),
    ],
)
def test_question_word(question: str, asked: Asked, presumes: bool) -> None:
    understood = understand(question)
    assert (understood.asked, understood.presumes) == (asked, presumes)


@pytest.mark.parametrize(
    ("question", "domain"),
    [
        ("Has the panic improvement lasted?", Domain.SYMPTOMS),
        ("Is the better spell in his job maintained?", Domain.FUNCTION),
        ("Is there less self-harm than last year?", Domain.RISK),
        ("Is her affect better than at intake?", Domain.PRESENTATION),
    ],
)
def test_topic_names_a_domain(question: str, domain: Domain) -> None:
    assert understand(question).domains[0] is domain


def test_no_topic_means_the_overall_picture() -> None:
    assert understand("Has [CLIENT]'s improvement been sustained?").domains == ()


def test_typos_are_mended_towards_the_notes() -> None:
    assert "hydroxyzine" in understand("what dose of hydroxyzin", vocabulary={"hydroxyzine"}).question


def test_english_words_are_left_alone() -> None:
    assert understand("was the cellar flooded", vocabulary={"blooded"}).question == "was the cellar flooded"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("PHQ over time?", "PHQ-9"),
        ("phq9 scores", "PHQ-9"),
        ("What was her BAI score?", "BAI"),
        ("scores?", ""),
    ],
)
def test_instrument(question: str, expected: str) -> None:
    assert understand(question, instruments={"PHQ-9"}).instrument == expected


class TestFollowUps:
    first = understand("Has her panic improvement been sustained?")

    @pytest.mark.parametrize("question", ["and her sleep?", "what about work?", "since when?"])
    def test_kind_is_carried_over(self, question: str) -> None:
        understood = understand(question, before=self.first)
        assert understood.follow_up
        assert understood.kind is SUSTAINED

    def test_a_new_topic_replaces_the_old_one(self) -> None:
        assert understand("and her sleep?", before=self.first).topic == "sleep"

    def test_a_bare_follow_up_keeps_the_topic(self) -> None:
        assert understand("since when?", before=self.first).topic == "panic"

    @pytest.mark.parametrize(
        "question", ["Who is Anca?", "Why was the prazosin stopped?", "and any suicidal thoughts?"]
    )
    def test_a_full_question_stands_alone(self, question: str) -> None:
        assert not understand(question, before=self.first).follow_up
