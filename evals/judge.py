"""ragas' LLM-judged metrics: are the statements of an answer borne out by the passages that it cites?

Faithfulness (share of statements that the passages support) and response groundedness (two graders, 0 to 1),
from `ragas.metrics.collections`. They run only when a model is configured, and read clean text only: what
leaves the machine are surrogates. A judge is a model's opinion; no release figure rests on it.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any

import httpx

from agent.quiet import hush
from evals.errors import JudgeError
from evals.ragas_package import ragas_module

MAX_TOKENS = 2048
"""For one verdict of the judge; long answers have many statements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeModel:
    """A model behind LiteLLM, such as "openai/gpt-…" or "ollama/…"."""

    name: str
    api_base: str = ""
    api_key: str = field(default="", repr=False)
    timeout: float = 60.0
    """Seconds for one call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A question, its answer and the passages it cites, all in clean words."""

    question: str
    answer: str
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeScores:
    """Means over the answers that the judge gave a verdict on, 0 to 1."""

    faithfulness: float | None
    groundedness: float | None
    judged: int
    failed: int
    """Answers with no verdict on one of the two: the model was unreachable or did not answer as asked."""


def judge(answers: Sequence[Judged], model: JudgeModel) -> JudgeScores:
    """Let a model judge all answers that cite something.

    Raises:
        JudgeError: there were answers to judge and the model gave no verdict on any.
    """
    citing = [item for item in answers if item.question and item.answer and item.contexts]
    pairs = asyncio.run(_judge_all(citing, model))
    faithful = [a for a, _ in pairs if not math.isnan(a)]
    grounded = [b for _, b in pairs if not math.isnan(b)]
    if citing and not faithful and not grounded:
        raise JudgeError(
            f"Expected verdicts of {model.name} on {len(citing)} answers, got none. "
            "Check LONGVIEW_MODEL, LONGVIEW_API_BASE and the key, and that the model can answer in JSON."
        )
    return JudgeScores(
        faithfulness=_mean(faithful),
        groundedness=_mean(grounded),
        judged=len(citing),
        failed=sum(math.isnan(a) or math.isnan(b) for a, b in pairs),
    )


async def _judge_all(answers: Sequence[Judged], model: JudgeModel) -> list[tuple[float, float]]:
    if not answers:
        return []
    litellm = _litellm()
    # ours, to be closed in this loop: clients that LiteLLM makes may fall out of its cache unclosed
    litellm.aclient_session = httpx.AsyncClient()
    metrics = ragas_module("ragas.metrics.collections")
    llm = _llm(litellm, model)
    faithfulness, groundedness = metrics.Faithfulness(llm=llm), metrics.ResponseGroundedness(llm=llm)
    try:
        return [
            (
                await _value(
                    faithfulness,
                    user_input=item.question,
                    response=item.answer,
                    retrieved_contexts=list(item.contexts),
                ),
                await _value(groundedness, response=item.answer, retrieved_contexts=list(item.contexts)),
            )
            for item in answers
        ]
    finally:
        await litellm.aclient_session.aclose()
        litellm.aclient_session = None
        await litellm.close_litellm_async_clients()


async def _value(metric: Any, **sample: Any) -> float:
    try:
        return float((await metric.ascore(**sample)).value)
    except Exception:  # whatever a model or its server does: it is no verdict
        return math.nan


def _llm(litellm: Any, model: JudgeModel) -> Any:
    options: dict[str, Any] = {"temperature": 0.0, "max_tokens": MAX_TOKENS, "timeout": model.timeout}
    options |= {"api_base": model.api_base} if model.api_base else {}
    options |= {"api_key": model.api_key} if model.api_key else {}
    factory = ragas_module("ragas.llms").llm_factory
    return factory(
        model.name, provider="litellm", client=litellm.acompletion, adapter="instructor", **options
    )


def _litellm() -> Any:
    hush()
    import litellm

    return litellm


def _mean(values: Sequence[float]) -> float | None:
    return round(fmean(values), 4) if values else None
