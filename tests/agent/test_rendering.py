import pytest

from agent.errors import EvidenceError
from agent.records import Answer, Claim, QuestionKind
from agent.rendering import render


def answer(*claims: Claim) -> Answer:
    return Answer(question="q", kind=QuestionKind.LOOKUP, claims=claims)


def test_names_dates_and_quotes_are_filled_in(history) -> None:
    evidence = history.find(2, "[PARTNER] drives her")
    claim = Claim(text="[CLIENT] in session 2 ({date:2}): {quote:0}.", evidence=(evidence,))
    rendered = render(answer(claim), history)
    assert rendered.text == "Mirela in session 2 (29 Jan 2024): “Dorin drives her” [1]."
    assert rendered.citations[0].quote.text == "Dorin drives her"


def test_the_same_evidence_keeps_its_number(history) -> None:
    one, two = history.find(2, "Off work"), history.find(3, "Two attacks")
    rendered = render(
        answer(
            Claim(text="a {cite:0}", evidence=(one,)), Claim(text="b {quote:1} {cite:0}", evidence=(one, two))
        ),
        history,
    )
    assert rendered.text == "a [1]\n\nb “Two attacks” [2] [1]"
    assert [c.number for c in rendered.citations] == [1, 2]


def test_only_cited_evidence_is_listed(history) -> None:
    claim = Claim(
        text="said {cite:0}", evidence=(history.find(2, "Off work"), history.find(3, "Two attacks"))
    )
    assert len(render(answer(claim), history).citations) == 1


def test_placeholders_inside_notes_stay_words(make_history) -> None:
    history = make_history("She wrote {date:1} and {quote:0} on the card.")
    evidence = history.find(1, "{date:1} and {quote:0} on the card")
    rendered = render(answer(Claim(text="Note: {quote:0}", evidence=(evidence,))), history)
    assert rendered.text == "Note: “{date:1} and {quote:0} on the card” [1]"


@pytest.mark.parametrize("text", ["{quote:1}", "{cite:7}", "{date:99}"])
def test_what_is_not_there_is_not_shown(text, history) -> None:
    with pytest.raises(EvidenceError):
        render(answer(Claim(text=text, evidence=(history.find(3, "Two attacks"),))), history)
