"""Write the answer: the built-in writer always, a language model after it where one is set."""

from __future__ import annotations

from dataclasses import replace

from langgraph.runtime import Runtime

from agent.composing.compose import compose as write
from agent.composing.compose import decline
from agent.composing.sentences import phrases
from agent.context import Context
from agent.errors import ModelError
from agent.plain import from_plain, to_plain
from agent.records import Answer, Gathered, Refusal, Step, Understanding
from agent.state import State
from agent.understanding.screening import acute


async def compose(state: State, runtime: Runtime[Context]) -> State:
    """Write from what was found. When the model fails, the built-in answer stands, with a notice."""
    answer = await _written(state, runtime)
    if acute(runtime.context.question):
        answer = replace(answer, notices=(phrases()["crisis_in_question"], *answer.notices))
    return {"answer": to_plain(answer)}


async def _written(state: State, runtime: Runtime[Context]) -> Answer:
    if state.get("refusal"):
        return decline(state["question"], Refusal(state["refusal"]))
    understanding = from_plain(Understanding, state["understanding"])
    gathered = from_plain(Gathered, state["gathered"])
    answer = write(understanding, gathered)
    if runtime.context.phrasing is not None:
        answer = await _phrased(answer, understanding, gathered, runtime)
    return answer


async def _phrased(
    answer: Answer, understanding: Understanding, gathered: Gathered, runtime: Runtime[Context]
) -> Answer:
    phrasing = runtime.context.phrasing
    if phrasing is None:
        return answer
    runtime.stream_writer(Step(name="compose", text="Phrasing the answer with the language model"))
    try:
        return await phrasing.phrase(
            answer,
            understanding,
            gathered,
            runtime.context,
            emit=runtime.stream_writer if runtime.context.streamed else None,
        )
    except ModelError as error:
        return replace(answer, notices=(*answer.notices, f"Written without the language model: {error}"))
