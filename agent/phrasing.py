"""Answers phrased by a language model that may look further with tools; code keeps the verdicts.

The model sees clean space only: every call passes `assert_clean` before it leaves, every reply before it is
used.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from agent import model_output
from agent.citations import supported
from agent.composing.sentences import OTHER_WORDS_AT_MOST, WORDS_AT_MOST, within
from agent.context import Context
from agent.errors import ModelError, ModelOutputError
from agent.model import ModelChoice, as_model_error, open_model
from agent.outbound import texts
from agent.prompts import prompt
from agent.records import Answer, Basis, Claim, Gathered, Understanding
from agent.rendering import PLACEHOLDER
from agent.streaming import Emit, SentenceStream
from agent.talking import Talk, plain_text, reminder
from retrieval.records import Evidence

if TYPE_CHECKING:
    from langchain_core.messages import AnyMessage
    from langchain_core.tools import BaseTool


class Gate(Protocol):
    """Raises when a text that is about to leave holds an identifier."""

    def __call__(self, text: str, context: Context, *, vouched: bool) -> None:
        """Check a text; `vouched` if masking has decided on its words."""


def assert_clean(text: str, context: Context, *, vouched: bool) -> None:
    """Let a text pass only if nothing in it identifies anybody.

    Raises:
        retrieval.errors.LeakError: something does.
    """
    from retrieval.deid import assert_clean as check

    check(text, context.history.identity, vouched=vouched)


def toolbox() -> tuple[BaseTool, ...]:
    """Return the tools that a model may call; none of them takes a client."""
    from tools.history_tools import HISTORY_TOOLS
    from tools.outcome_tools import OUTCOME_TOOLS

    return (*OUTCOME_TOOLS, *HISTORY_TOOLS)


class Phrasing:
    """A model set up to phrase answers. Built cheaply; LiteLLM loads at the first question."""

    def __init__(self, choice: ModelChoice, *, gate: Gate = assert_clean) -> None:
        self._choice, self._gate = choice, gate

    async def phrase(
        self,
        draft: Answer,
        understanding: Understanding,
        gathered: Gathered,
        context: Context,
        emit: Emit | None = None,
    ) -> Answer:
        """Return the draft in the model's words, verified sentence by sentence.

        Args:
            draft: The built-in writer's answer.
            understanding: What was asked.
            gathered: What was found.
            context: The one client.
            emit: Hears of each verified sentence while the model still writes; None where nobody reads along.

        Raises:
            ModelError: the model failed, or nothing that it wrote could be verified.
        """
        given = _number_evidence(draft, gathered)
        tools = toolbox()
        stream = emit and SentenceStream(
            emit,
            check=lambda text: self._gate(text, context, vouched=True),
            gathered=gathered,
            given=given,
            context=context,
        )
        try:
            model = await asyncio.to_thread(
                open_model, self._choice, tools, partial(self._gate, context=context)
            )  # its import is not the model's time
            async with asyncio.timeout(self._choice.timeout):
                opening = _opening(draft, understanding, gathered, given, context)
                if stream and not draft.abstained:
                    stream.show(_fixed(draft))
                data = await self._converse(model, tools, opening, context, stream)
        except Exception as error:
            raise as_model_error(error) from None  # the cause may hold what was sent
        return _accept(data, draft, gathered, given, context, self._choice.name)

    async def _converse(
        self,
        model: Any,
        tools: Sequence[BaseTool],
        messages: Sequence[AnyMessage],
        context: Context,
        stream: SentenceStream | None,
    ) -> dict[str, Any]:
        """Let the model call tools and answer; a reply in another form is asked for once more."""
        talk = Talk(model, stream, self._choice.tokens, partial(self._check_reply, context=context))
        said = await self._until_answer(talk, tools, messages, context)
        try:
            return model_output.parse(plain_text(said[-1]))
        except ModelOutputError:
            again = await talk.reply([*said, reminder()])
            return model_output.parse(plain_text(again))

    async def _until_answer(
        self, talk: Talk, tools: Sequence[BaseTool], messages: Sequence[AnyMessage], context: Context
    ) -> list[AnyMessage]:
        from langgraph.graph import END, START, MessagesState, StateGraph
        from langgraph.prebuilt import ToolNode, tools_condition

        from tools.errors import ToolsError

        async def call_model(state: MessagesState) -> dict[str, Any]:
            return {"messages": [await talk.reply(state["messages"])]}

        graph = StateGraph(MessagesState, context_schema=Context)
        graph.add_node(call_model)
        graph.add_node("tools", ToolNode(tools, handle_tool_errors=(ToolsError,)))
        graph.add_edge(START, "call_model")
        graph.add_conditional_edges("call_model", tools_condition, ["tools", END])
        graph.add_edge("tools", "call_model")
        result = await graph.compile(checkpointer=False).ainvoke(
            {"messages": list(messages)}, {"recursion_limit": 2 * self._choice.steps + 1}, context=context
        )
        return list(result["messages"])

    def _check_reply(self, reply: AnyMessage, *, context: Context) -> None:
        """Take no name from a model either: what it says is kept with the conversation."""
        from retrieval.errors import LeakError

        try:
            for piece in texts([reply.content, getattr(reply, "tool_calls", ())]):
                self._gate(piece.text, context, vouched=piece.vouched)
        except LeakError:
            raise ModelError("its reply was not free of identifiers, so it was not used.") from None


def _opening(
    draft: Answer,
    understanding: Understanding,
    gathered: Gathered,
    given: dict[str, Evidence],
    context: Context,
) -> list[AnyMessage]:
    from langchain_core.messages import HumanMessage, SystemMessage

    from tools.outcomes.wording import tell_assessment

    words = str(WORDS_AT_MOST.get(draft.kind, OTHER_WORDS_AT_MOST))
    verdicts = tell_assessment(context.assessment).text if gathered.verdicts else "none asked for"
    evidence = "\n".join(f"{key}: session {e.session}: “{e.quote}”" for key, e in given.items()) or "none"
    question = prompt(
        "question",
        question=understanding.question,
        verdicts=verdicts,
        evidence=evidence,
        draft="\n".join(_draft_line(claim, given) for claim in draft.claims),
    )
    return [SystemMessage(prompt("phrase", words=words)), HumanMessage(question)]


def _draft_line(claim: Claim, given: dict[str, Evidence]) -> str:
    keys = {evidence: key for key, evidence in given.items()}

    def fill(mark: Any) -> str:
        if mark[1] == "date":
            return "date known"
        return f"[{keys[claim.evidence[int(mark[2])]]}]"

    return PLACEHOLDER.sub(fill, claim.text)


def _number_evidence(draft: Answer, gathered: Gathered) -> dict[str, Evidence]:
    pieces = [e for claim in draft.claims for e in claim.evidence] + [f.evidence for f in gathered.findings]
    return {f"e{at}": e for at, e in enumerate(dict.fromkeys(pieces), start=1)}


def _accept(
    data: dict[str, Any],
    draft: Answer,
    gathered: Gathered,
    given: dict[str, Evidence],
    context: Context,
    writer: str,
) -> Answer:
    """Take over what can be verified; verdicts, corrections and refusals to guess stay the draft's."""
    notes = context.history.notes()
    texts = {note.id: note.text for note in notes}
    written = model_output.claims(data, given, notes)
    kept = [c for c in written if supported(c, gathered, lambda note_id: texts.get(note_id, ""))]
    if not kept:
        raise ModelOutputError("nothing that it wrote could be verified.")
    fixed = _fixed(draft)
    if draft.abstained and not data.get("abstained"):
        fixed = []  # it found words that answer, and they are verbatim
    dropped = len(data["claims"]) - len(kept)
    notices = (f"{dropped} unverified sentence{'s' if dropped > 1 else ''} left out.",) if dropped > 0 else ()
    return replace(
        draft,
        claims=within((*fixed, *kept), draft.kind),
        abstained=draft.abstained and bool(data.get("abstained")),
        writer=writer,
        notices=(*draft.notices, *notices),
    )


def _fixed(draft: Answer) -> list[Claim]:
    """What stays as the tools have it: verdicts, and that something is not documented."""
    return [c for c in draft.claims if c.basis in (Basis.VERDICT, Basis.ABSENCE)]


__all__ = ["Gate", "ModelError", "Phrasing", "assert_clean", "toolbox"]
