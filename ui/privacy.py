"""One line that says which writer is in use and what leaves this machine. It is always on screen."""

from __future__ import annotations

from urllib.parse import urlsplit

LOOPBACK = ("localhost", "127.0.0.1", "::1")
BUILT_IN = "Built-in reader and writer · nothing leaves this machine · answers rest on the notes you imported"


def privacy_line(model: str, api_base: str) -> str:
    """What is in use.

    Args:
        model: LiteLLM name of the configured model; empty for none.
        api_base: address of the model's server; empty for its provider's own.
    """
    if not model:
        return BUILT_IN
    host = urlsplit(api_base).hostname or ""
    if host in LOOPBACK:
        return f"Model {model} on this machine · nothing leaves it · verdicts and dates come from code"
    where = host or "its provider"
    return f"Model {model} · de-identified excerpts are sent to {where} · verdicts and dates come from code"
