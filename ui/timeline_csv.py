"""The course of therapy as a CSV file: what the picture draws, one line for each thing it draws."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from tools.records import Assessment, Chart
from ui.timeline_table import setback_words
from ui.words import DOMAINS, LEVELS, verdict_words

HEAD = ("date", "session", "kind", "domain", "value", "words")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet would compute a cell that begins so; an apostrophe before it makes it text."""


def timeline_csv(chart: Chart, assessment: Assessment, restore: Callable[[str], str]) -> str:
    """States, verdicts, setbacks, life events, scores and sessions without contact, in order of date.

    Args:
        chart: gives the date of each session.
        assessment: of the same chart.
        restore: puts names back into a quote; the file is the therapist's.
    """
    days = {session.session: session.date.isoformat() for session in chart.sessions}
    rows: list[tuple[str, int, str, str, str, str]] = []
    for domain, label in DOMAINS.items():
        for point in assessment.trajectories[domain].points:
            rows.append((point.date.isoformat(), point.session, "state", label, LEVELS[point.state], ""))
        verdict = assessment.domains[domain]
        since = verdict.onset_session or 0
        words = verdict_words(verdict.change, verdict.durability)
        rows.append((days.get(since, ""), since, "verdict since", label, words, ""))
    for setback in assessment.setbacks:
        first = min(setback.sessions)
        rows.append((days.get(first, ""), first, "setback", "", setback.kind, setback_words(setback)))
    for kind, found in (("life event", assessment.life_context), ("intervention", assessment.interventions)):
        for one in found:
            session = one.evidence.session
            rows.append((days.get(session, ""), session, kind, "", "", restore(one.evidence.quote)))
    for score in assessment.measures:
        value, quote = f"{score.score:g}", restore(score.evidence.quote)
        rows.append((days.get(score.session, ""), score.session, "score", score.instrument, value, quote))
    for missed in (one for one in chart.sessions if not one.attended):
        rows.append((missed.date.isoformat(), missed.session, "not attended", "", missed.kind.value, ""))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    writer.writerows([_cell(value) for value in row] for row in sorted(rows))
    return out.getvalue()


def _cell(value: str | int) -> str:
    text = " ".join(str(value or "").split())
    return f"'{text}" if text.startswith(FORMULA) else text
