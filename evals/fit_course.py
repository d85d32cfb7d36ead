"""Fit the tables of the outcome engine: `python -m evals.fit_course CHARTS.jsonl [MORE.jsonl] FOLDER`.

CHARTS hold annotated charts, one a line: states of each session as a careful reader judged them, and gold
verdicts. Everything is counted; one is added to each count (Laplace), so that nothing is impossible.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise, permutations
from pathlib import Path
from typing import Any

import numpy as np

from retrieval.records import NoteKind
from tools.outcomes.course_tables import FREQUENCY, MODEL, ONSETS, PAIRS, WIDEST, CourseModel
from tools.outcomes.decoding import SILENT
from tools.outcomes.labelling import LABELS, label_all
from tools.outcomes.thresholds import Thresholds
from tools.outcomes.timeline import Timeline, timeline
from tools.records import Chart, ChartSession, Domain, Level, Reading, StateBelief

ChartLine = Mapping[str, Any]
LEVELS = [level.value for level in Level]
STATES = [*LEVELS, "not_documented"]
KINDS = {kind.name: kind for kind in NoteKind}
SIMULATED = 200
SEED = 7
BEGUN = ("sustained", "emerging")
PAIR_SHRINKAGE, GAP_SHRINKAGE = 2.0, 2.0
SOURCE = "Source: {sessions} sessions of {charts} annotated fictional charts; see evals/fit_course.py."
HEADERS = {
    MODEL: "How the state of a domain moves between documented sessions, as shares.\n"
    "# start: first documented state; share: state of any documented session; other rows: the next state.\n"
    "# domain\trow\timpaired\tpartly\twell",
    FREQUENCY: "How much more often a verdict occurs than the chain of course_model.tsv\n"
    "# makes it.\n"
    "# domain\tverdict\tratio",
    PAIRS: "How much more often than by chance two verdicts stand side by side\n"
    "# in two domains of a chart, shrunk towards 1.\n# verdict\tother verdict\tratio",
    ONSETS: "How much more often than by chance a gain in the second domain begins so many sessions\n"
    f"# after one in the first, from {-WIDEST} or fewer to {WIDEST} or more, shrunk towards 1.\n"
    "# domain\tother domain\tratios",
}


def chart_of(line: ChartLine) -> Chart:
    """An annotated chart with its gold states as certain beliefs."""
    sessions = []
    for item in line["sessions"]:
        states = {d: _certain(item["states"][d.value]) for d in Domain}
        sessions.append(
            ChartSession(
                session=item["session"],
                date=date.fromisoformat(item["date"]),
                kind=KINDS.get(item["format"], NoteKind.PROGRESS),
                reading=Reading(note_id=f"{line['chart']}-{item['session']}", reader="gold", states=states),
            )
        )
    return Chart(client_id=line["chart"], sessions=tuple(sessions))


def course_rows(charts: Sequence[ChartLine], domain: Domain) -> dict[str, list[float]]:
    """Shares of first states, of all states, and of next states for each state, for one domain."""
    counts: dict[str, Counter[str]] = {row: Counter() for row in ("start", "share", *LEVELS)}
    for chart in charts:
        documented = [
            s["states"][domain.value] for s in chart["sessions"] if s["states"][domain.value] in LEVELS
        ]
        counts["share"].update(documented)
        counts["start"].update(documented[:1])
        for now, then in pairwise(documented):
            counts[now][then] += 1
    return {row: _shares(counter) for row, counter in counts.items()}


def verdict_ratios(charts: Sequence[ChartLine], domain: Domain, model: CourseModel) -> dict[str, float]:
    """Gold verdicts over the verdicts of courses that the chain makes in the same documented sessions."""
    made: Counter[str] = Counter()
    gold = Counter(_verdict(chart, domain) for chart in charts)
    random = np.random.default_rng(SEED)
    for chart in charts:
        line = timeline(chart_of(chart))
        spoken = [i for i, s in enumerate(chart["sessions"]) if s["states"][domain.value] in LEVELS]
        for label in _made_verdicts(spoken, line, model, domain, random):
            made[label] += 1
    return {label: (gold[label] + 1) / (count / SIMULATED + 1) for label, count in sorted(made.items())}


def pair_ratios(charts: Sequence[ChartLine]) -> dict[tuple[str, str], float]:
    """Observed over expected counts of verdict pairs, over all ordered pairs of domains."""
    pairs: Counter[tuple[str, str]] = Counter()
    for chart in charts:
        pairs.update((_verdict(chart, a), _verdict(chart, b)) for a, b in permutations(Domain, 2))
    single: Counter[str] = Counter()
    for (one, _), count in pairs.items():
        single[one] += count
    total = single.total()
    return {
        (a, b): (pairs[a, b] + PAIR_SHRINKAGE) / (single[a] * single[b] / total + PAIR_SHRINKAGE)
        for a in sorted(single)
        for b in sorted(single)
    }


def gap_ratios(charts: Sequence[ChartLine], one: Domain, other: Domain) -> list[float]:
    """Observed over expected distances between the onsets of lasting or emerging gains in two domains."""
    pairs = [(_onset(chart, one), _onset(chart, other)) for chart in charts]
    both = np.array([pair for pair in pairs if None not in pair]).reshape(-1, 2)
    seen = _gaps(both[:, 1] - both[:, 0])
    chance = [n / len(both) for n in _gaps((both[:, 1][None] - both[:, 0][:, None]).ravel())]
    return [(n + GAP_SHRINKAGE) / (m + GAP_SHRINKAGE) for n, m in zip(seen, chance, strict=True)]


def model_of(rows: Mapping[str, Sequence[float]]) -> CourseModel:
    """The chain that these rows describe."""
    return CourseModel(
        start=np.array(rows["start"]),
        steps=np.array([rows[level] for level in LEVELS]),
        share=np.array(rows["share"]),
    )


def tables(charts: Sequence[ChartLine]) -> dict[str, list[str]]:
    """The lines of each table, by file name."""
    made: dict[str, list[str]] = {name: [] for name in HEADERS}
    for domain in Domain:
        rows = course_rows(charts, domain)
        for row, shares in rows.items():
            made[MODEL].append("\t".join([domain.value, row, *(f"{s:.4f}" for s in shares)]))
        for label, ratio in verdict_ratios(charts, domain, model_of(rows)).items():
            made[FREQUENCY].append(f"{domain.value}\t{label}\t{ratio:.3f}")
    for (one, other), ratio in pair_ratios(charts).items():
        made[PAIRS].append(f"{one}\t{other}\t{ratio:.3f}")
    for a, b in permutations(Domain, 2):
        made[ONSETS].append("\t".join([a.value, b.value, *(f"{r:.3f}" for r in gap_ratios(charts, a, b))]))
    return made


def read_charts(paths: Iterable[Path]) -> list[ChartLine]:
    """Annotated charts of several files, in order."""
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def main(*paths: str) -> None:
    """Write the tables into the last of the paths."""
    charts = read_charts(Path(path) for path in paths[:-1])
    source = SOURCE.format(sessions=sum(len(c["sessions"]) for c in charts), charts=len(charts))
    for name, lines in tables(charts).items():
        text = "\n".join([f"# {source}", f"# {HEADERS[name]}", *lines, ""])
        Path(paths[-1], name).write_text(text, encoding="utf-8")


def _made_verdicts(
    spoken: Sequence[int], line: Timeline, model: CourseModel, domain: Domain, random: np.random.Generator
) -> Iterator[str]:
    """Verdicts of courses that the chain makes in the sessions that document the domain."""
    rows = np.full((SIMULATED, len(line.sessions)), SILENT, dtype=np.int8)
    shares = np.broadcast_to(model.start, (SIMULATED, 3))
    for position in spoken:
        edges = np.cumsum(shares, axis=1)
        rows[:, position] = (random.random(SIMULATED)[:, None] * edges[:, 2:] >= edges[:, :2]).sum(axis=1)
        shares = model.steps[rows[:, position]]
    for label in label_all(rows, line, Thresholds(), domain).labels.tolist():
        change, durability = LABELS[label]
        yield f"{change.value}/{durability.value}"


def _certain(state: str) -> StateBelief:
    return StateBelief(**{name: float(name == state) for name in STATES})


def _verdict(chart: ChartLine, domain: Domain) -> str:
    gold = chart["gold"][domain.value]
    return f"{gold['change']}/{gold['durability']}"


def _onset(chart: ChartLine, domain: Domain) -> int | None:
    """Place of the session in which a gain began that lasts or may yet."""
    gold = chart["gold"][domain.value]
    if gold["change"] != "improved" or gold["durability"] not in BEGUN or not gold["onset_session"]:
        return None
    places = {s["session"]: place for place, s in enumerate(chart["sessions"])}
    return places.get(gold["onset_session"])


def _gaps(distances: np.ndarray[Any, Any]) -> list[float]:
    kept = np.clip(distances.astype(int), -WIDEST, WIDEST) + WIDEST
    return [float(n) for n in np.bincount(kept, minlength=2 * WIDEST + 1)]


def _shares(counter: Counter[str]) -> list[float]:
    total = counter.total() + len(LEVELS)
    return [(counter[level] + 1) / total for level in LEVELS]


if __name__ == "__main__":
    main(*sys.argv[1:])
