"""Libraries that call home are silenced here, once, before any of them is imported; logs and crashes, too."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

QUIET = {
    "LITELLM_LOCAL_MODEL_COST_MAP": "True",  # or its import fetches a price list
    "LITELLM_MODE": "PRODUCTION",  # or it reads any .env file it finds
    "LITELLM_LOG": "ERROR",  # or "DEBUG" in the environment prints whole prompts
    "LANGSMITH_TRACING": "false",
    "LANGSMITH_TRACING_V2": "false",  # goes before the one above
    "LANGCHAIN_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_OTEL_ENABLED": "false",
    "OTEL_SDK_DISABLED": "true",
    "LANGGRAPH_STRICT_MSGPACK": "true",  # a checkpoint revives plain data only
    "RAGAS_DO_NOT_TRACK": "true",
    "ANONYMIZED_TELEMETRY": "False",
    "DO_NOT_TRACK": "1",
    "HF_HUB_OFFLINE": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
"""Variables that the libraries read, and the values under which they keep to this machine."""


def hush() -> None:
    """Set what keeps libraries from calling home. Call it before importing anything heavy."""
    os.environ.update(QUIET)
    for module, remembered in (("langsmith.utils", "get_env_var"), ("langsmith.utils", "get_tracer_project")):
        clear = getattr(getattr(sys.modules.get(module), remembered, None), "cache_clear", None)
        if clear is not None:  # it was imported before us and remembers what it read
            clear()


def guard() -> Callable[[], None]:
    """Put the gate before the log and before what Python prints of uncaught errors; returns what undoes it.

    For the places where a process begins: it is for the whole process, tests and libraries included.
    """
    from agent.crash_gate import CrashGate
    from agent.log_gate import LogGate
    from agent.watched import watched

    undo = LogGate(watched).install(), CrashGate(watched).install()

    def put_back() -> None:
        for each in undo:
            each()

    return put_back
