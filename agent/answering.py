"""Question to verified answer in one call, with no conversation, model or event loop: for replay."""

from __future__ import annotations

from dataclasses import dataclass

from agent.asking import understand_question
from agent.citations import verify
from agent.composing.compose import compose
from agent.gathering.gather import gather
from agent.gathering.sources import Sources
from agent.records import Answer, Gathered, Understanding


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Everything that a question led to."""

    understanding: Understanding
    gathered: Gathered
    answer: Answer


def answer_question(
    typed: str, clean: str, sources: Sources, before: Understanding | None = None
) -> Answered:
    """Answer a question that was not turned away, with the built-in writer.

    Args:
        typed: The words as typed, from which times are read.
        clean: The same with surrogates for names.
        sources: The client's record.
        before: What the question before it asked.
    """
    understanding = understand_question(typed, clean, sources, before)
    gathered = gather(understanding, sources)
    answer = verify(
        compose(understanding, gathered), understanding, gathered, lambda n: sources.history.note(n).text
    )
    return Answered(understanding=understanding, gathered=gathered, answer=answer)
