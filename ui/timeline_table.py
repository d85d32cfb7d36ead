"""The same findings as the picture, as a table: for screen readers, for copying, for checking it."""

from __future__ import annotations

from tools.records import Assessment, Setback, Trajectory, Verdict
from ui.words import DOMAINS, LEVELS, verdict_words

HEAD = ("Domain", "Verdict", "Since", "Held", "First and last documented", "Documented in")


def timeline_table(assessment: Assessment) -> str:
    """A Markdown table, one row a domain, and a line for each setback."""
    rows = [
        _row(DOMAINS[domain], assessment.domains[domain], assessment.trajectories[domain])
        for domain in DOMAINS
    ]
    table = ["| " + " | ".join(HEAD) + " |", "|" + " --- |" * len(HEAD)]
    table += ["| " + " | ".join(row) + " |" for row in rows]
    setbacks = [f"- {setback_words(setback)}" for setback in assessment.setbacks]
    return "\n".join([*table, "", "Setbacks:", "", *setbacks] if setbacks else table)


def setback_words(setback: Setback) -> str:
    """One setback in a line: which sessions, what kind, recovered from or not."""
    sessions = ", ".join(str(session) for session in setback.sessions)
    label = "Session" if len(setback.sessions) == 1 else "Sessions"
    end = (
        "not recovered from"
        if setback.recovered_by is None
        else f"recovered by session {setback.recovered_by}"
    )
    domains = ", ".join(DOMAINS[domain].lower() for domain in setback.domains)
    return f"{label} {sessions}: {setback.kind}{f' ({domains})' if domains else ''}, {end}"


def _row(label: str, verdict: Verdict, trajectory: Trajectory) -> tuple[str, ...]:
    points = trajectory.points
    ends = f"{LEVELS[points[0].state]} → {LEVELS[points[-1].state]}" if points else "–"
    count = len(points)
    documented = "not documented" if not count else f"{count} session{'' if count == 1 else 's'}"
    since = "–" if verdict.onset_session is None else f"session\u00a0{verdict.onset_session}"
    return (label, verdict_words(verdict.change, verdict.durability), since, _held(verdict), ends, documented)


def _held(verdict: Verdict) -> str:
    if verdict.weeks_held is None or verdict.sessions_held is None:
        return "–"
    weeks, sessions = round(verdict.weeks_held), verdict.sessions_held
    return (
        f"{weeks}\u00a0week{'' if weeks == 1 else 's'}, {sessions}\u00a0session{'' if sessions == 1 else 's'}"
    )
