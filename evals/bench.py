"""Speed and memory: `python -m evals.bench CASES [--peer SCRIPT]`.

Runs `longview batch` and, with --peer, the plain pipeline that a user would otherwise put together, by turns
and each in a process of its own, and prints both with their ratios. A peer is called as `SCRIPT CASES
TOKENIZER` and prints one line of JSON: notes_per_s, retrieve_p50_ms, retrieve_p95_ms.

De-identification is paired with vanilla Presidio, and reading with de-identification, in one process each
way (`evals.bench_pair`).

What is compared is not the same work: our import also reads every note into observations and a verdict, and
our question ends with a written, checked answer, where the plain pipeline stops at eight passages.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

import click

from evals.bench_chat import bare_chainlit_seconds, longview_chat_seconds
from evals.bench_process import Run, run
from evals.cases import read_cases
from evals.errors import EvalError
from evals.predictions import read_prediction
from evals.tracing import read_answer_traces
from retrieval.cores import CAN_FORK, usable_cores

TOKENIZER = Path(__file__).resolve().parent.parent / "retrieval" / "embedding_data" / "tokenizer.json"

UNITS = {
    "notes_per_s": "notes/s, import, all processes",
    "deid_ms": "ms CPU, mask a note (vanilla Presidio)",
    "reading_ms": "ms CPU, read 300 words (mask them)",
    "cores": "CPU over wall-clock time of a batch",
    "question_p50_ms": "ms, question p50",
    "question_p95_ms": "ms, question p95",
    "peak_mb": "MiB, peak memory, all processes",
    "start_s": "s, `longview --help` (python alone)",
    "chat_s": "s, until the chat serves (bare Chainlit)",
}

Figures = dict[str, float]


@click.command()
@click.argument("cases", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--peer", type=click.Path(exists=True, path_type=Path), help="Script of a pipeline to compare with."
)
@click.option(
    "--tokenizer", type=click.Path(exists=True, path_type=Path), default=TOKENIZER, help="For the peer."
)
@click.option("--rounds", type=click.IntRange(1, 9), default=2, show_default=True, help="Turns of each.")
@click.option("--out", type=click.Path(path_type=Path), help="Write all figures here as JSON.")
def main(cases: Path, peer: Path | None, tokenizer: Path, rounds: int, out: Path | None) -> None:
    """Measure import, questions, start-up and memory over CASES."""
    ours: list[Figures] = []
    theirs: list[Figures] = []
    try:
        for _ in range(rounds):  # by turns, so that a slow minute of the machine hits both
            first, second = measure_pairs(cases)
            ours.append(first | measure_longview(cases))
            theirs.append(second | (measure_peer(peer, cases, tokenizer) if peer else {}))
    except EvalError as error:
        raise click.ClickException(str(error)) from None
    value = summary(ours, theirs)
    for line in table(value):
        click.echo(line)
    if out:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(json.dumps(value | {"rounds": {"longview": ours, "peer": theirs}}, indent=1))


def measure_longview(cases: Path) -> Figures:
    """Run `longview batch` once over the cases; it loads the models before the first case."""
    counted = {case.id: len(case.notes) for case in read_cases(cases)}
    with tempfile.TemporaryDirectory(prefix="longview-bench-") as scratch:
        out = Path(scratch) / "out"
        done = run(longview("batch", str(cases), "--out", str(out)))
        seconds = sum(read_prediction(out / f"{name}.json").seconds["import"] for name in counted)
        questions = [
            1000 * trace.seconds
            for name in counted
            for trace in read_answer_traces(out / "traces" / f"{name}.json")
        ]
    start = run(longview("--help"))
    return {
        "notes_per_s": sum(counted.values()) * _processes(len(counted)) / seconds,
        "cores": done.cpu_seconds / done.seconds,
        "question_p50_ms": percentile(questions, 0.50),
        "question_p95_ms": percentile(questions, 0.95),
        "peak_mb": done.peak_mb,
        "start_s": start.seconds,
        "chat_s": longview_chat_seconds(),
    }


def measure_pairs(cases: Path) -> tuple[Figures, Figures]:
    """Measure masking beside vanilla Presidio, and reading beside masking."""
    said = _last_json(run([sys.executable, "-m", "evals.bench_pair", str(cases), "--rounds", "1"]))
    ours = {"deid_ms": said["deid_ms"], "reading_ms": said["reading_ms"]}
    return ours, {"deid_ms": said["presidio_ms"], "reading_ms": said["long_deid_ms"]}


def measure_peer(script: Path, cases: Path, tokenizer: Path) -> Figures:
    """Run the other pipeline once over the same cases, and start what a bare stack would start."""
    return run_peer(script, cases, tokenizer) | {
        "start_s": run([sys.executable, "-c", "pass"]).seconds,
        "chat_s": bare_chainlit_seconds(),
    }


def run_peer(script: Path, cases: Path, tokenizer: Path) -> Figures:
    """Run a pipeline that prints its own figures as JSON.

    Raises:
        EvalError: it failed, or printed no JSON.
    """
    done = run([sys.executable, str(script), str(cases), str(tokenizer)])
    said = _last_json(done)
    return {
        "notes_per_s": float(said["notes_per_s"]),
        "question_p50_ms": float(said["retrieve_p50_ms"]),
        "question_p95_ms": float(said["retrieve_p95_ms"]),
        "peak_mb": done.peak_mb,
    }


def longview(*arguments: str) -> list[str]:
    """Give the command line of this checkout, whatever is on the PATH."""
    return [sys.executable, "-m", "ui.cli", *arguments]


def percentile(values: Sequence[float], share: float) -> float:
    """Give the value below which that share of the values lies (nearest rank); 0 without values."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))] if ranked else 0.0


def summary(ours: Sequence[Figures], theirs: Sequence[Figures]) -> dict[str, dict[str, float]]:
    """Give the median of each figure over the rounds, and the median of the ratios of paired rounds."""
    value: dict[str, dict[str, float]] = {}
    for name in UNITS:
        value[name] = {"longview": round(median(item[name] for item in ours), 2)}
        pairs = [(a[name], b[name]) for a, b in zip(ours, theirs, strict=True) if name in b]
        if pairs:
            ratios = [a / b for a, b in pairs if b]
            value[name]["peer"] = round(median(b for _, b in pairs), 2)
            value[name]["ratio"] = round(median(ratios), 2) if ratios else 0.0
    return value


def table(value: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Give the figures as lines of text."""
    yield f"{'':<40}{'longview':>10}{'peer':>10}{'ratio':>8}"
    for name, row in value.items():
        cells = [f"{row[key]:.2f}" if key in row else "-" for key in ("longview", "peer", "ratio")]
        yield f"{UNITS[name]:<40}{cells[0]:>10}{cells[1]:>10}{cells[2]:>8}"


def _processes(cases: int) -> int:
    return min(usable_cores(), cases) if CAN_FORK else 1


def _last_json(done: Run) -> dict[str, float]:
    for line in reversed(done.output.splitlines()):
        if line.startswith("{"):
            return dict(json.loads(line))
    raise EvalError("What was run printed no line of JSON with its figures.")


if __name__ == "__main__":
    main()
