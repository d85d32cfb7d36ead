"""The model of the settings, if there is one, as a way to phrase answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.settings import Settings

if TYPE_CHECKING:
    from agent.phrasing import Phrasing


def phrasing_of(settings: Settings) -> Phrasing | None:
    """What phrases answers; None where the built-in writer does."""
    if not settings.model:
        return None
    from agent.model import ModelChoice
    from agent.phrasing import Phrasing

    choice = ModelChoice(
        name=settings.model,
        api_base=settings.api_base,
        api_key=settings.api_key.get_secret_value(),
        timeout=settings.model_timeout,
        steps=settings.model_steps,
        tokens=settings.model_tokens,
    )
    return Phrasing(choice)
