import pytest

from agent.gathering.gather import gather
from agent.records import QuestionKind, Role, Support
from agent.understanding.read import understand
from agent.understanding.times import Occasion, resolve


def ask(question, sources):
    occasions = [Occasion(n.session, n.date) for n in sources.history.notes()]
    frame = resolve(question, occasions)
    return gather(
        understand(
            sources.history.mask(question),
            frame=frame,
            vocabulary=sources.lexicon.words,
            instruments={m.instrument for m in sources.assessment.measures},
        ),
        sources,
    )


def said(gathered) -> str:
    return " ".join(f.evidence.quote for f in gathered.findings)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who drives her?", "[PARTNER] drives her"),
        ("what dose of hydroxizine", "25 mg"),
        ("What was ruined in the cellar?", "oven"),
        ("What medication is she on?", "Hydroxyzine"),
        ("Did she ride the tram alone?", "alone every morning"),
        ("Who prescribed the hydroxyzine?", "[DOCTOR_1]"),
    ],
)
def test_documented(question, words, sources) -> None:
    gathered = ask(question, sources)
    assert gathered.support is Support.DOCUMENTED
    assert words in said(gathered)


@pytest.mark.parametrize(
    "question",
    [
        "What was her blood pressure?",
        "How long was she in the day hospital?",
        "How did the job interview go?",
        "What did the neurologist find?",
        "What is her PHQ-9?",
        "How much does she smoke?",
    ],
)
def test_not_documented(question, sources) -> None:
    assert ask(question, sources).support is Support.NOT_DOCUMENTED


@pytest.mark.parametrize(
    ("question", "support"),
    [
        ("Why was she started on paroxetine?", Support.DENIED),
        ("How did the insurance visit go?", Support.PLANNED),
        ("How is she finding the group programme?", Support.PLANNED),
    ],
)
def test_premises_that_the_notes_do_not_bear_out(question, support, sources) -> None:
    assert ask(question, sources).support is support


def test_scores_of_one_instrument(sources) -> None:
    labels = [f.label for f in ask("GAD-7 over time?", sources).findings]
    assert labels == ["GAD-7 17", "GAD-7 11", "GAD-7 4"]


def test_a_score_at_a_time_without_one(sources) -> None:
    assert ask("GAD-7 in session 5?", sources).support is Support.NOT_DOCUMENTED


def test_risk_that_was_present_comes_before_denials(sources) -> None:
    roles = [f.role for f in ask("Any suicidal ideation?", sources).findings]
    assert roles[0] is Role.RISK
    assert Role.DENIAL in roles


def test_life_context_of_a_month(sources) -> None:
    assert "Flood in the bakery cellar" in said(ask("What was going on in March?", sources))


def test_verdict_comes_from_the_tools(sources) -> None:
    gathered = ask("Has the panic improvement been sustained?", sources)
    assert gathered.verdicts[0].durability is sources.assessment.domains["symptom_burden"].durability
    assert [f.role for f in gathered.findings][:1] == [Role.BASELINE]


def test_then_and_now(sources) -> None:
    gathered = ask("How do the panic attacks compare with intake?", sources)
    sessions = [f.evidence.session for f in gathered.findings if f.role in (Role.BASELINE, Role.LATEST)]
    assert sessions[0] == 1
    assert sessions[-1] >= 5


@pytest.mark.parametrize("kind", list(QuestionKind))
def test_every_kind_is_gathered_or_declined(kind) -> None:
    from agent.composing.compose import WRITERS
    from agent.gathering.gather import GATHERERS, STEPS

    if kind is QuestionKind.SEVERAL:  # taken apart before it is gathered
        assert kind in STEPS
    elif kind is not QuestionKind.OUT_OF_SCOPE:
        assert kind in GATHERERS and kind in WRITERS and kind in STEPS
