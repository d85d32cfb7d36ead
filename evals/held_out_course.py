"""The engine on annotated charts whose writers it never saw.

`python -m evals.held_out_course CHARTS.jsonl [MORE.jsonl] --states HELD_OUT.json [--gold-states]`

HELD_OUT is what `python -m evals.train --held-out` writes: session states by readers that were trained
without the writer. The tables of the engine are counted without her too. With --gold-states a careful
reader's own states take their place: what the rules alone would do. One line of JSON.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from evals.fit_course import BEGUN, STATES, ChartLine, chart_of, read_charts, tables
from tools.outcomes import assess
from tools.outcomes.course_tables import parse_tables
from tools.records import Assessment, Chart, Domain, Durability, StateBelief, Verdict

States = Mapping[str, Mapping[str, Mapping[str, Sequence[float]]]]
"""Chart, session number, domain: probability of each of STATES."""
NEAR = 2


@click.command()
@click.argument("charts", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--states", type=click.Path(exists=True, path_type=Path), help="States of held-out writers.")
@click.option("--gold-states", is_flag=True, help="A careful reader's states instead.")
def main(charts: tuple[Path, ...], states: Path | None, gold_states: bool) -> None:
    """Print shares of right verdicts, and counts of gains wrongly called lasting."""
    if bool(states) is gold_states:
        raise click.UsageError("Give either --states or --gold-states.")
    found = read_charts(charts)
    read = json.loads(states.read_text(encoding="utf-8")) if states else None
    click.echo(json.dumps(figures(held_out(found, read))))


def held_out(charts: Sequence[ChartLine], states: States | None) -> Iterator[tuple[ChartLine, Assessment]]:
    """Assess each chart with tables counted on the charts of the other writers."""
    for writer in sorted({_writer(chart) for chart in charts}):
        known = parse_tables(tables([c for c in charts if _writer(c) != writer]))
        for chart in charts:
            if _writer(chart) == writer:
                read = chart_of(chart) if states is None else _with(chart_of(chart), states[chart["chart"]])
                yield chart, assess(read, tables=known)


def figures(assessed: Iterator[tuple[ChartLine, Assessment]]) -> dict[str, float]:
    """What score.py counts, as far as annotated charts have it."""
    count: Counter[str] = Counter()
    for chart, found in assessed:
        for domain in Domain:
            _count(count, chart["gold"][domain.value], found.domains[domain])
        gold = chart["gold"]["overall"]
        count["overall"] += 1
        count["overall_right"] += _same(gold, found.overall)
        wrong = found.overall.durability is Durability.SUSTAINED and gold["durability"] != "sustained"
        count["false_sustained_overall"] += wrong
    return {
        "charts": count["overall"],
        "verdicts": round(count["right"] / count["verdicts"], 3),
        "overall": round(count["overall_right"] / count["overall"], 3),
        "sustained_recall": round(count["sustained_found"] / max(1, count["sustained"]), 3),
        "false_sustained": count["false_sustained"],
        "not_sustained": count["verdicts"] - count["sustained"],
        "false_sustained_overall": count["false_sustained_overall"],
        "onset_within_2": round(count["onset_near"] / max(1, count["onsets"]), 3),
    }


def _count(count: Counter[str], gold: Mapping[str, Any], verdict: Verdict) -> None:
    lasting, said = gold["durability"] == "sustained", verdict.durability is Durability.SUSTAINED
    count["verdicts"] += 1
    count["right"] += _same(gold, verdict)
    count["sustained"] += lasting
    count["sustained_found"] += lasting and said
    count["false_sustained"] += said and not lasting
    if gold["durability"] in BEGUN and gold.get("onset_session") and verdict.onset_session:
        count["onsets"] += 1
        count["onset_near"] += abs(verdict.onset_session - gold["onset_session"]) <= NEAR


def _with(chart: Chart, states: Mapping[str, Mapping[str, Sequence[float]]]) -> Chart:
    return replace(
        chart,
        sessions=tuple(
            replace(s, reading=replace(s.reading, states=_beliefs(states[str(s.session)])))
            for s in chart.sessions
        ),
    )


def _beliefs(row: Mapping[str, Sequence[float]]) -> dict[Domain, StateBelief]:
    return {d: StateBelief(**dict(zip(STATES, row[d.value], strict=True))) for d in Domain}


def _same(gold: Mapping[str, Any], verdict: Verdict) -> bool:
    return bool(gold["change"] == verdict.change.value and gold["durability"] == verdict.durability.value)


def _writer(chart: ChartLine) -> str:
    return str(chart["chart"][:2])


if __name__ == "__main__":
    main()
