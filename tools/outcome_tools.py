"""The outcome engine as LangChain tools. The client comes with the runtime; no tool takes one.

Each returns text in clean space for the model and, as artifact, `{"evidence": [...]}` for the citation check.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, TypedDict

from langchain_core.tools import BaseTool, tool
from langgraph.prebuilt import ToolRuntime

from tools.outcomes.wording import (
    Told,
    tell_assessment,
    tell_measures,
    tell_observations,
    tell_setbacks,
    tell_silence,
    tell_trajectory,
)
from tools.records import Domain
from tools.tool_context import ToolContext

Runtime = ToolRuntime[Any, Any]
"""The context is a ToolContext; named Any because arguments are validated and a Protocol cannot be."""


class Artifact(TypedDict):
    """What the model does not see: the evidence behind the text, as plain records."""

    evidence: list[dict[str, Any]]


Output = tuple[str, Artifact]


def output(told: Told) -> Output:
    """Split a finding into what the model reads and what citations are checked against."""
    return told.text, Artifact(evidence=[asdict(e) for e in told.evidence])


def client(runtime: Runtime) -> ToolContext:
    """The one client of this conversation."""
    context: ToolContext = runtime.context
    return context


@tool(response_format="content_and_artifact")
def assess_outcomes(runtime: Runtime) -> Output:
    """Say what changed since baseline, since when, and whether it has lasted, overall and in each domain.

    Use for any question about progress, improvement, relapse or whether a change held. The verdicts are
    computed by fixed rules; report them as they are.
    """
    return output(tell_assessment(client(runtime).assessment))


@tool(response_format="content_and_artifact", parse_docstring=True)
def domain_trajectory(domain: Domain, runtime: Runtime) -> Output:
    """Show one domain session by session, and the rules and thresholds behind its verdict.

    Args:
        domain: symptom_burden (severity and frequency of symptoms), functional_capacity (work, school,
            relationships, daily life), stability (gains held through stress), risk_profile (ideation,
            self-harm, crises, hospital, substance relapse), overall_presentation (affect, appearance,
            engagement, insight).
        runtime: Given by the program.
    """
    return output(tell_trajectory(client(runtime).assessment, client(runtime).chart, domain))


@tool(response_format="content_and_artifact")
def measures(runtime: Runtime) -> Output:
    """List the scores of questionnaires and rating scales written in the notes, by instrument and session.

    Use for any question about a score or scale. An instrument that is not listed is not documented.
    """
    return output(tell_measures(client(runtime).assessment.measures))


@tool(response_format="content_and_artifact")
def setbacks(runtime: Runtime) -> Output:
    """List returns towards baseline after improvement.

    For each: sessions, domains, situational or relapse, life events told then, when it was recovered from.
    """
    return output(tell_setbacks(client(runtime).assessment.setbacks))


@tool(response_format="content_and_artifact")
def life_context(runtime: Runtime) -> Output:
    """List what happened in the client's life: losses, moves, health, work, family, holidays.

    Use for questions about what was going on around a time. Order in time is not cause.
    """
    return output(tell_observations(client(runtime).assessment.life_context, "No life event is documented."))


@tool(response_format="content_and_artifact")
def interventions(runtime: Runtime) -> Output:
    """List what was done in sessions or set as homework, with sessions.

    Use for questions about what helped or lined up with a change. Say what came before what; never say
    that one caused the other.
    """
    return output(
        tell_observations(client(runtime).assessment.interventions, "No intervention is documented.")
    )


@tool(response_format="content_and_artifact")
def goals(runtime: Runtime) -> Output:
    """List goals that were stated or reviewed, with sessions."""
    return output(tell_observations(client(runtime).assessment.goals, "No goal is documented."))


@tool(response_format="content_and_artifact")
def what_is_not_documented(runtime: Runtime) -> Output:
    """Say what the notes leave open: domains hardly mentioned, silent stretches, long breaks, no scores.

    Use before saying that something is absent or resolved: not mentioned is not resolved.
    """
    return output(tell_silence(client(runtime).assessment, client(runtime).chart))


OUTCOME_TOOLS: tuple[BaseTool, ...] = (
    assess_outcomes,
    domain_trajectory,
    measures,
    setbacks,
    life_context,
    interventions,
    goals,
    what_is_not_documented,
)
