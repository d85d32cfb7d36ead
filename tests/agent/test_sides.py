from __future__ import annotations

import pytest

from agent.records import Answer, Claim, Finding, Gathered, QuestionKind, Role, Support
from agent.rendering import render
from agent.shown import Side
from agent.sides import sides
from retrieval.records import Evidence


def evidence(session: int) -> Evidence:
    return Evidence(note_id=f"n{session}", session=session, start=0, end=4, quote="word")


def gathered(*roles: Role, parts: tuple[Gathered, ...] = ()) -> Gathered:
    findings = tuple(Finding(role=role, evidence=evidence(n)) for n, role in enumerate(roles))
    return Gathered(support=Support.DOCUMENTED, findings=findings, parts=parts)


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ((Role.CARRIES, Role.AGAINST, Role.CONTEXT), [Side.FOR, Side.AGAINST, None]),
        ((Role.FACT, Role.CONTRADICTS), [Side.FOR, Side.AGAINST]),
        ((Role.FACT, Role.FACT), [None, None]),  # uncontested, nothing is for or against anything
        ((Role.SETBACK, Role.LATEST), [None, None]),
    ],
)
def test_a_role_puts_evidence_on_a_side(roles: tuple[Role, ...], expected: list[Side | None]) -> None:
    found = sides(gathered(*roles))
    assert [found.get(evidence(n)) for n in range(len(roles))] == expected


def test_what_is_against_one_part_of_a_question_stays_against() -> None:
    both = gathered(parts=(gathered(Role.AGAINST), gathered(Role.CARRIES)))
    assert sides(both) == {evidence(0): Side.AGAINST}


def test_a_citation_carries_its_side(history) -> None:
    one, two = history.find(2, "Off work"), history.find(3, "Two attacks")
    answer = Answer(
        question="q",
        kind=QuestionKind.SUSTAINED,
        claims=(Claim(text="{cite:0} {cite:1}", evidence=(one, two)),),
    )
    assert [c.side for c in render(answer, history, {two: Side.AGAINST}).citations] == [
        Side.NEITHER,
        Side.AGAINST,
    ]
