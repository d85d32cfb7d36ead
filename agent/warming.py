"""Load what the first question needs before it is asked: models, Chroma, LangGraph, LiteLLM."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread


def warm(*loads: Callable[[], object], model: bool) -> Thread:
    """Begin to load in a thread of its own, and return it.

    Args:
        loads: what loads the parts that lie below this layer.
        model: whether a language model is set.
    """

    def load() -> None:
        for each in (*loads, _load_graph):
            each()
        if model:
            _load_model()

    thread = Thread(target=load, name="warm", daemon=True)
    thread.start()
    return thread


def _load_graph() -> None:
    import aiosqlite  # noqa: F401
    import langgraph.checkpoint.serde.encrypted
    import langgraph.checkpoint.serde.jsonplus
    import langgraph.checkpoint.sqlite.aio  # noqa: F401

    from agent.graph import compiled

    compiled()


def _load_model() -> None:
    from agent.phrasing import toolbox
    from agent.quiet import hush

    hush()  # before LiteLLM is imported
    import langchain_litellm  # noqa: F401

    toolbox()
