"""What `make eval` leaves behind: the figures, and every error case by case with a link to its trace."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path

from evals.figures import Figure, figures, misses_by_topic
from evals.gold import GoldCase
from evals.judge import JudgeScores
from evals.predictions import Prediction
from evals.retrieval_metrics import ContextScores
from evals.scorer import CaseScore, Miss
from evals.tracing import read_rules

Rules = Mapping[str, tuple[str, ...]]
"""The rule trace of each verdict of one case, by domain."""

LONGEST = 300
"""Characters of an answer that are shown in the list of errors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Everything that was measured in one run."""

    scores: tuple[CaseScore, ...]
    cited: ContextScores
    """Over the sessions that the answers cite."""
    searched: ContextScores
    """Over the sessions of the passages nearest to each question."""
    seconds: Mapping[str, float]
    judged: JudgeScores | None = None

    @property
    def figures(self) -> dict[str, Figure]:
        """All figures, those of the case format first."""
        result = figures(self.scores)
        for name, context in (("cited", self.cited), ("searched", self.searched)):
            result[f"ragas_context_precision_{name}"] = context.precision
            result[f"ragas_context_recall_{name}"] = context.recall
        if self.judged:
            result["ragas_faithfulness"] = self.judged.faithfulness
            result["ragas_response_groundedness"] = self.judged.groundedness
            result["judged_answers"] = self.judged.judged
            result["judge_failures"] = self.judged.failed
        return result | {f"seconds_{name}": value for name, value in self.seconds.items()}


def verdict_table(gold: GoldCase, prediction: Prediction | None) -> Iterator[str]:
    """Give one line a domain: what gold says, what was said, and whether they agree."""
    yield "| domain | gold | predicted | |"
    yield "| --- | --- | --- | --- |"
    said = prediction.domains if prediction else {}
    rows = [(name, wanted, said.get(name)) for name, wanted in gold.domains.items()]
    rows.append(("overall", gold.overall, prediction.overall if prediction else None))
    for name, wanted, got in rows:
        pair = f"{got.change}/{got.durability}" if got else "-"
        expected = f"{wanted.change}/{wanted.durability}"
        yield f"| {name} | {expected} | {pair} | {'' if pair == expected else 'wrong'} |"


def write_report(
    out: Path, evaluation: Evaluation, golds: Sequence[GoldCase], said: Mapping[str, Prediction]
) -> tuple[Path, Path]:
    """Write report.md for people and report.json for programs; gives both paths."""
    folder = out / "report"
    folder.mkdir(parents=True, exist_ok=True)
    text, data = folder / "report.md", folder / "report.json"
    rules = {gold.id: _rules(out / "traces" / f"{gold.id}.json") for gold in golds}
    text.write_text("\n".join(_lines(evaluation, golds, said, rules)) + "\n", encoding="utf-8")
    misses = [asdict(miss) for score in evaluation.scores for miss in score.misses]
    value = {"figures": evaluation.figures, "misses": misses}
    data.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
    return text, data


def figure_lines(values: Mapping[str, Figure]) -> Iterator[str]:
    """Give one line a figure, names aligned."""
    width = max(len(name) for name in values)
    for name, value in values.items():
        if isinstance(value, dict):
            yield f"{name:<{width}}  " + "  ".join(f"{key} {part}" for key, part in value.items())
        else:
            yield f"{name:<{width}}  {'-' if value is None else value}"


def _rules(path: Path) -> Rules:
    return read_rules(path) if path.exists() else {}


def _lines(
    evaluation: Evaluation,
    golds: Sequence[GoldCase],
    said: Mapping[str, Prediction],
    rules: Mapping[str, Rules],
) -> Iterator[str]:
    yield "# Evaluation\n\nThis report quotes the notes; keep it where the notes may be kept.\n\n```"
    yield from figure_lines(evaluation.figures)
    yield "```\n\n## Errors by topic\n"
    for topic, count in misses_by_topic(evaluation.scores).most_common():
        yield f"- {topic}: {count}"
    for gold, score in zip(golds, evaluation.scores, strict=True):
        yield f"\n## {gold.id} ([trace](../traces/{gold.id}.json), [predictions](../{gold.id}.json))\n"
        yield from verdict_table(gold, said.get(gold.id))
        yield from _misses(score.misses, rules[gold.id])


def _misses(misses: Sequence[Miss], rules: Rules) -> Iterator[str]:
    for topic, group in groupby(sorted(misses, key=lambda miss: miss.topic), key=lambda miss: miss.topic):
        yield f"\n### {topic}\n"
        for miss in group:
            yield f"- {_short(miss.where)}: wanted {_short(miss.wanted)}; got {_short(miss.got)}"
            if topic == "verdict":
                yield from (f"  - {line}" for line in rules.get(miss.where, ()))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
