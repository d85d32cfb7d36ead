"""Figures of the cross-validation and the data card that carries them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from evals.train.examples import Examples
from evals.train.folds import FOLDS
from evals.train.validation import HeldOut
from tools.reading.features import Floats
from tools.reading.labels import DIRECTIONS, DOMAINS, FLAGS, LEVELS, TOPICS
from tools.reading.observing import DIRECTION, FINDING, FLAG, OTHER_TOPICS
from tools.records import Topic

HEADER = Path(__file__).with_name("card_header.md")


def figures(x: Examples, held_out: HeldOut) -> str:
    """Return all figures as Markdown."""
    states = held_out.states
    parts = (
        _states(x, states),
        _confusion(x, states),
        _calibration(x, states),
        _sentences(x, held_out.sentences),
    )
    return "\n\n".join(parts)


def write_card(path: Path, x: Examples, text: str) -> None:
    """Write the data card: what the model is, what it was trained on, how well it does."""
    counts = (
        f"{len({s.chart for s in x.sessions})} charts by {len(set(x.notes.writers))} groups of voices, "
        f"{len(x.sessions)} sessions, {len(x.note_of)} sentences, "
        f"{sum(len(s.marks) for s in x.sessions)} marked observations"
    )
    path.write_text(
        HEADER.read_text(encoding="utf-8").replace("{counts}", counts) + "\n" + text + "\n", encoding="utf-8"
    )


def _states(x: Examples, states: Floats) -> str:
    guess, documented = states.argmax(axis=2), x.states < len(LEVELS)
    right = guess == x.states
    lines = [
        "### Session states, held-out writers",
        "",
        "| domain | documented sessions | right of documented | right of all |",
        "|---|---|---|---|",
    ]
    for k, domain in enumerate(DOMAINS):
        seen = documented[:, k]
        lines.append(
            f"| {domain.value} | {seen.sum()} | {right[seen, k].mean():.3f} | {right[:, k].mean():.3f} |"
        )
    lines.append(f"| all | {documented.sum()} | {right[documented].mean():.3f} | {right.mean():.3f} |")
    return "\n".join(lines)


def _sentences(x: Examples, sentences: dict[str, Floats]) -> str:
    """Figures at the thresholds with which the reader makes observations."""
    title = "### Sentence heads, held-out writers, at the thresholds of the reader"
    lines = [title, "", "| head | class | sentences | precision | recall | F1 |", "|---|---|---|---|---|---|"]
    for k, domain in enumerate(DOMAINS):
        block, gold = sentences[f"domain_{domain.value}"], x.domains[:, k]
        told, level = 1 - block[:, -1] >= FINDING, block[:, :-1].argmax(axis=1)
        lines.append(_row(domain.value, "any level", gold < len(LEVELS), told))
        lines += [_row(domain.value, n, gold == i, told & (level == i)) for i, n in enumerate(LEVELS)]
    topics, finding = sentences["topic"], TOPICS.index(Topic.FINDING)
    lines.append(_row("topic", "finding", x.topics == finding, topics.argmax(axis=1) == finding))
    lines += [
        _row("topic", t.value, x.topics == TOPICS.index(t), topics[:, TOPICS.index(t)] >= least)
        for t, least in OTHER_TOPICS.items()
    ]
    return "\n".join([*lines, *_turns_and_flags(x, sentences)])


def _turns_and_flags(x: Examples, sentences: dict[str, Floats]) -> list[str]:
    some, turns = x.marked, sentences["direction"][:, :-1]
    stated = (turns.max(axis=1) >= DIRECTION) & some
    lines = [
        _row("direction", str(name), (x.directions == i) & some, (turns.argmax(axis=1) == i) & stated)
        for i, name in enumerate(DIRECTIONS[:-1])
    ]
    for k, flag in enumerate(FLAGS):
        found = (sentences[f"flag_{flag}"][:, 1] >= FLAG) & some
        lines.append(_row("flag", flag, (x.flags[:, k] == 1) & some, found))
    return lines


def _row(
    head: str,
    name: str,
    gold: np.ndarray[tuple[int], np.dtype[np.bool_]],
    found: np.ndarray[tuple[int], np.dtype[np.bool_]],
) -> str:
    hits = int((gold & found).sum())
    precision, recall = hits / max(int(found.sum()), 1), hits / max(int(gold.sum()), 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"| {head} | {name} | {int(gold.sum())} | {precision:.2f} | {recall:.2f} | {f1:.2f} |"


def _confusion(x: Examples, states: Floats) -> str:
    names = [*(level.value for level in LEVELS), "not documented"]
    lines = [
        "### Which states are taken for which",
        "",
        "| domain | written | " + " | ".join(names) + " |",
        "|---" * 6 + "|",
    ]
    for k, domain in enumerate(DOMAINS):
        for i, name in enumerate(names):
            row = states[x.states[:, k] == i, k].argmax(axis=1)
            lines.append(
                f"| {domain.value} | {name} | "
                + " | ".join(str(int((row == j).sum())) for j in range(4))
                + " |"
            )
    return "\n".join(lines)


def _calibration(x: Examples, states: Floats) -> str:
    lines = ["### Calibration of the likeliest state", "", "| belief | how many | right |", "|---|---|---|"]
    top, right = states.max(axis=2), states.argmax(axis=2) == x.states
    for low, high in ((0.25, 0.4), (0.4, 0.55), (0.55, 0.7), (0.7, 0.85), (0.85, 0.9999)):
        some = (top >= low) & (top < high)
        lines.append(f"| {low:.2f}-{min(high, 1):.2f} | {some.sum()} | {right[some].mean():.2f} |")
    return "\n".join(lines)


def comparison(x: Examples, held_out: HeldOut, frozen: HeldOut, curve: list[tuple[int, float]]) -> str:
    """Return the frozen-vector baseline and the learning curve beside the reader itself."""
    lines = [
        "### Against frozen sentence vectors alone",
        "",
        "| heads over | right of documented states | of all states | F1 of domain | F1 of domain and level |",
        "|---|---|---|---|---|",
    ]
    for name, held in (("vectors", frozen), ("vectors, terms and note", held_out)):
        states = " | ".join(f"{share:.3f}" for share in _shares(x, held.states))
        lines.append(
            f"| {name} | {states} | " + " | ".join(f"{f:.3f}" for f in _domain_f1(x, held.sentences)) + " |"
        )
    charts = round(len({s.chart for s in x.sessions}) * (1 - 1 / FOLDS))
    lines += ["", "### Learning curve", "", "| charts trained on | right of documented states |", "|---|---|"]
    lines += [f"| {n} | {share:.3f} |" for n, share in [*curve, (charts, _shares(x, held_out.states)[0])]]
    return "\n".join(lines)


def _shares(x: Examples, states: Floats) -> tuple[float, float]:
    right = states.argmax(axis=2) == x.states
    return float(right[x.states < len(LEVELS)].mean()), float(right.mean())


def _domain_f1(x: Examples, sentences: dict[str, Floats]) -> tuple[float, float]:
    block = np.stack([sentences[f"domain_{d.value}"] for d in DOMAINS], axis=1)
    told, gold = 1 - block[:, :, -1] >= FINDING, x.domains < len(LEVELS)
    right = told & gold & (block[:, :, :-1].argmax(axis=2) == x.domains)
    both = int(told.sum() + gold.sum())
    return 2 * int((told & gold).sum()) / both, 2 * int(right.sum()) / both
