"""The outcome engine as LangChain tools. The client comes with the runtime; no tool takes one.

Each returns text in clean space for the model and, as artifact, `{"evidence": [...]}` for the citation check.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, TypedDict

from langchain_core.tools import BaseTool, tool
from langgraph.prebuilt import ToolRuntime

from tools.outcomes import turning_points as turns
from tools.outcomes.alliance import alliance_signs
from tools.outcomes.comparing import Period, compare
from tools.outcomes.coverage import coverage
from tools.outcomes.disagreement import contradictions
from tools.outcomes.goals import goal_courses
from tools.outcomes.intervention_use import intervention_uses
from tools.outcomes.life_line import life_line
from tools.outcomes.risk_view import risk_view
from tools.outcomes.wording import Told, tell_assessment, tell_measures, tell_setbacks, tell_trajectory
from tools.outcomes.wording_around import (
    tell_alliance,
    tell_comparison,
    tell_contradictions,
    tell_coverage,
    tell_goals,
    tell_interventions,
    tell_life,
    tell_risk,
    tell_turning_points,
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
    """List the scores of questionnaires and rating scales, by instrument and session, and what they show.

    Use for any question about a score or scale. An instrument that is not listed is not documented. Scores
    describe; the verdict comes from assess_outcomes.
    """
    found = client(runtime).assessment
    return output(tell_measures(found.measures, found.domains[Domain.SYMPTOMS].onset_session))


@tool(response_format="content_and_artifact")
def setbacks(runtime: Runtime) -> Output:
    """List returns towards baseline after improvement.

    For each: sessions, domains, situational or relapse, life events told then, when it was recovered from.
    """
    return output(tell_setbacks(client(runtime).assessment.setbacks))


@tool(response_format="content_and_artifact")
def turning_points(runtime: Runtime) -> Output:
    """List where the course turned: gains, losses, recoveries, getting worse before getting better.

    Use for questions about when or at which session something changed.
    """
    at = client(runtime)
    return output(tell_turning_points(turns.turning_points(at.assessment, at.chart)))


@tool(response_format="content_and_artifact")
def life_context(runtime: Runtime) -> Output:
    """List what happened beside the therapy: life events, health, work, medication, missed sessions.

    Use for questions about what was going on around a time. Order in time is not cause.
    """
    at = client(runtime)
    return output(tell_life(life_line(at.chart, at.assessment), at.chart))


@tool(response_format="content_and_artifact")
def interventions(runtime: Runtime) -> Output:
    """List what was done in sessions or as homework: first use, sessions, what the notes record after it.

    Use for questions about what helped or lined up with a change. Say what came before what; never say
    that one caused the other.
    """
    return output(tell_interventions(intervention_uses(client(runtime).assessment)))


@tool(response_format="content_and_artifact")
def goals(runtime: Runtime) -> Output:
    """List goals with how far each was reached: met, partly, not met, dropped, or not reviewed."""
    at = client(runtime)
    return output(tell_goals(goal_courses(at.assessment, at.chart)))


@tool(response_format="content_and_artifact")
def risk(runtime: Runtime) -> Output:
    """Show the worst recent evidence on risk, the last denial, and how long the notes have said nothing.

    Use for any question about ideation, self-harm, violence, crises or relapse into substance use. Risk is
    never averaged.
    """
    return output(tell_risk(risk_view(client(runtime).chart)))


@tool(response_format="content_and_artifact")
def alliance(runtime: Runtime) -> Output:
    """List remarks on the working relationship: bond, ruptures, and whether a repair is told."""
    return output(tell_alliance(alliance_signs(client(runtime).chart)))


@tool(response_format="content_and_artifact")
def contradicting_sources(runtime: Runtime) -> Output:
    """List where the client's report, other people and observation contradict each other; prefer neither."""
    return output(tell_contradictions(contradictions(client(runtime).chart)))


@tool(response_format="content_and_artifact", parse_docstring=True)
def compare_periods(
    earlier_from: int, earlier_to: int, later_from: int, later_to: int, runtime: Runtime
) -> Output:
    """Compare two periods of the course, domain by domain, with the scores that stand in both.

    Args:
        earlier_from: First session of the earlier period.
        earlier_to: Last session of the earlier period.
        later_from: First session of the later period; after earlier_to.
        later_to: Last session of the later period.
        runtime: Given by the program.
    """
    at = client(runtime)
    periods = (Period(first=earlier_from, last=earlier_to), Period(first=later_from, last=later_to))
    return output(tell_comparison(compare(at.chart, at.assessment, *periods)))


@tool(response_format="content_and_artifact")
def what_is_not_documented(runtime: Runtime) -> Output:
    """Say what the notes leave open: domains hardly mentioned, silent stretches, long breaks, no scores.

    Use before saying that something is absent or resolved: not mentioned is not resolved.
    """
    at = client(runtime)
    return output(tell_coverage(coverage(at.chart, at.assessment), len(contradictions(at.chart))))


OUTCOME_TOOLS: tuple[BaseTool, ...] = (
    assess_outcomes,
    domain_trajectory,
    measures,
    setbacks,
    turning_points,
    life_context,
    interventions,
    goals,
    risk,
    alliance,
    contradicting_sources,
    compare_periods,
    what_is_not_documented,
)
