from dataclasses import replace

import pytest

from agent.citations import supported, verify
from agent.records import (
    Answer,
    Asked,
    Basis,
    Claim,
    Gathered,
    QuestionKind,
    Support,
    Understanding,
    VerdictFacts,
)
from tools.records import Change, Domain, Durability

FACTS = VerdictFacts(
    domain=Domain.SYMPTOMS,
    change=Change.IMPROVED,
    durability=Durability.EMERGING,
    onset_session=5,
    sessions_held=3,
)
FOUND = Gathered(support=Support.DOCUMENTED, verdicts=(FACTS,))
ASKED = Understanding(question="q", kind=QuestionKind.SUSTAINED, asked=Asked.YES_NO)


@pytest.fixture
def text_of(history):
    return lambda note_id: history.note(note_id).text


@pytest.fixture
def attacks(history):
    return history.find(3, "Two attacks")


@pytest.mark.parametrize(
    "text",
    ["In session 3 ({date:3}): {quote:0}.", "Attacks were down {cite:0}.", "She had “two attacks” {cite:0}."],
)
def test_borne_out(text, attacks, text_of) -> None:
    assert supported(Claim(text=text, evidence=(attacks,)), FOUND, text_of)


@pytest.mark.parametrize(
    "text",
    [
        "She had “no attacks at all” {cite:0}.",  # a quote that is not in its evidence
        "Attacks fell by 80 percent {cite:0}.",  # a figure from nowhere
        "Her improvement has been sustained {cite:0}.",  # another verdict than the tools'
        "See {cite:3}.",  # evidence that it does not have
    ],
)
def test_not_borne_out(text, attacks, text_of) -> None:
    assert not supported(Claim(text=text, evidence=(attacks,)), FOUND, text_of)


def test_a_fact_without_evidence_is_not_borne_out(text_of) -> None:
    assert not supported(Claim(text="She is well."), FOUND, text_of)


def test_evidence_that_is_not_verbatim_is_not_borne_out(attacks, text_of) -> None:
    forged = replace(attacks, quote="No attacks.")
    assert not supported(Claim(text="{quote:0}", evidence=(forged,)), FOUND, text_of)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Not established yet: better since session 5 ({date:5}), three attended sessions.", True),
        ("Yes, sustained: held to the last session.", False),
        ("Not established yet: better since session 4.", False),
    ],
)
def test_verdicts_are_the_tools_own(text, holds, text_of) -> None:
    assert supported(Claim(text=text, basis=Basis.VERDICT), FOUND, text_of) is holds


def test_unsupported_claims_are_dropped_with_a_notice(attacks, text_of) -> None:
    claims = (Claim(text="{quote:0}", evidence=(attacks,)), Claim(text="Cured."))
    checked = verify(Answer(question="q", kind=ASKED.kind, claims=claims), ASKED, FOUND, text_of)
    assert checked.claims == claims[:1]
    assert checked.notices == ("1 unverified sentence left out.",)


def test_nothing_left_means_not_documented(text_of) -> None:
    answer = Answer(question="q", kind=ASKED.kind, claims=(Claim(text="Cured."),))
    checked = verify(answer, ASKED, FOUND, text_of)
    assert checked.abstained
    assert "do not document" in checked.claims[0].text
