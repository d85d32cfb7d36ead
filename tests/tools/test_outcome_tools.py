from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from langchain_core.utils.function_calling import convert_to_openai_tool
from langgraph.prebuilt import ToolRuntime

from retrieval.records import Evidence, NoteKind
from tools.errors import ToolRetry
from tools.outcome_tools import OUTCOME_TOOLS
from tools.outcomes import assess
from tools.records import (
    Assessment,
    Chart,
    ChartSession,
    Domain,
    Level,
    Measure,
    Observation,
    Reading,
    StateBelief,
    Topic,
)

PERIODS = {"earlier_from": 1, "earlier_to": 2, "later_from": 6, "later_to": 8}
ARGS = {"domain_trajectory": {"domain": "symptom_burden"}, "compare_periods": PERIODS}
BY_NAME = {t.name: t for t in OUTCOME_TOOLS}
STATES = ("impaired", "impaired", "well", "well", "impaired", "well", "well", "well")


@dataclass(frozen=True)
class Context:
    chart: Chart
    assessment: Assessment
    history: object = None


def said(number, topic, quote, **fields):
    evidence = Evidence(note_id=f"n{number}", session=number, start=0, end=len(quote), quote=quote)
    return Observation(id=f"o{number}{topic}", topic=topic, evidence=evidence, **fields)


def session(number, state):
    finding = said(
        number,
        Topic.FINDING,
        f"[CLIENT] was {state} in these {number} ways",
        level=Level(state),
        domains=(Domain.SYMPTOMS, Domain.FUNCTION),
    )
    belief = StateBelief(**{s: float(s == state) for s in ("impaired", "partly", "well", "not_documented")})
    others = {
        1: [said(1, Topic.GOAL, "wants to sleep in her own bed", indicator="goal")],
        2: [said(2, Topic.INTERVENTION, "breathing exercise practised twice", indicator="breathing")],
        5: [said(5, Topic.LIFE_EVENT, "[PARTNER] lost his job at [EMPLOYER_1]", indicator="job loss")],
    }
    scored = Evidence(note_id=f"n{number}", session=number, start=60, end=68, quote="PHQ-9 14")
    return ChartSession(
        session=number,
        date=date(2023, 3, 6) + timedelta(days=14 * number),
        kind=NoteKind.PROGRESS,
        reading=Reading(
            note_id=f"n{number}",
            reader="test",
            observations=(finding, *others.get(number, ())),
            states={Domain.SYMPTOMS: belief, Domain.FUNCTION: belief},
            measures=(
                Measure(instrument="PHQ-9", score=14, session=number, evidence=scored, used=number != 3),
            ),
        ),
    )


@pytest.fixture(scope="module")
def context():
    chart = Chart(client_id="c", sessions=tuple(session(i + 1, s) for i, s in enumerate(STATES)))
    return Context(chart=chart, assessment=assess(chart))


def call(name, context, **args):
    runtime = ToolRuntime(
        state={}, context=context, config={}, stream_writer=lambda _: None, tool_call_id="1", store=None
    )
    call = {"type": "tool_call", "id": "1", "name": name, "args": {**args, "runtime": runtime}}
    return BY_NAME[name].invoke(call)


@pytest.mark.parametrize("tool", OUTCOME_TOOLS, ids=lambda t: t.name)
def test_the_model_sees_neither_client_nor_runtime(tool):
    function = convert_to_openai_tool(tool)["function"]
    assert set(function["parameters"]["properties"]) <= {"domain", *PERIODS}
    assert "runtime" not in str(function)


@pytest.mark.parametrize(
    ("name", "args", "words", "sessions"),
    [
        ("assess_outcomes", {}, "symptom_burden: improved, sustained", {1, 2, 3, 5, 6, 8}),
        (
            "domain_trajectory",
            {"domain": "symptom_burden"},
            "session 5 (week 8): impaired",
            {1, 2, 3, 5, 6, 8},
        ),
        ("domain_trajectory", {"domain": "risk_profile"}, "The notes do not document this.", set()),
        ("measures", {}, "PHQ-9: 14 (session 1), 14 (session 2), 14 (session 4)", {1, 2, 4, 5, 6, 7, 8}),
        ("setbacks", {}, "session 5: situational", {5}),
        ("life_context", {}, "session 5 (week 8), life event: “[PARTNER] lost his job at [EMPLOYER_1]”", {5}),
        ("interventions", {}, "breathing: first in session 2", {2}),
        ("turning_points", {}, "session 3: gain begins, symptom_burden", {3, 5, 6}),
        ("risk", {}, "Not documented is not absent", set()),
        ("alliance", {}, "Nothing is documented on the working relationship", set()),
        ("contradicting_sources", {}, "No sources contradict each other", set()),
        ("compare_periods", PERIODS, "symptom_burden: better", {1, 2, 6, 7, 8}),
        ("goals", {}, "wants to sleep in her own bed", {1}),
        ("what_is_not_documented", {}, "risk_profile: not documented in any session", set()),
    ],
)
def test_text_and_evidence(context, name, args, words, sessions):
    message = call(name, context, **args)
    assert words in message.content
    assert {e["session"] for e in message.artifact["evidence"]} == sessions


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_no_calendar_date_reaches_the_model(context, name):
    assert "2023" not in call(name, context, **ARGS.get(name, {})).content


def test_evidence_is_plain_records(context):
    found = call("goals", context).artifact["evidence"]
    assert found == [
        {"note_id": "n1", "session": 1, "start": 0, "end": 29, "quote": "wants to sleep in her own bed"}
    ]


def test_nothing_read_is_said_plainly():
    empty = Chart(client_id="c", sessions=())
    context = Context(chart=empty, assessment=assess(empty))
    assert call("life_context", context).content == (
        "No life event, medication change or missed session is documented."
    )
    assert call("measures", context).content == "No score is documented."
    assert "No return to baseline" in call("setbacks", context).content


def test_periods_that_cannot_be_compared_are_given_back(context):
    turned = {"earlier_from": 6, "earlier_to": 8, "later_from": 1, "later_to": 2}
    with pytest.raises(ToolRetry, match="rising order"):
        call("compare_periods", context, **turned)
