"""The page "Observations" in the chat: how it is asked for, and what its buttons do.

The list is asked for when it is shown and travels in no message, so no copy of it is kept in the
conversation.
"""

from __future__ import annotations

import re
from typing import Any, Protocol

import chainlit as cl

from tools.correcting_observations import ObservationChange
from tools.outcomes.corrections import Dismissal
from tools.records import Direction, Domain, Level
from ui.findings_desk import FindingsDesk, Standing
from ui.findings_words import effect_words
from ui.observations_list import Quoting, log_data, observations_by_session, observations_data
from ui.profiles import UNSAVED
from ui.words import DOMAINS, LEVELS

COMMAND = "Observations"
WORDS = re.compile(
    r"\W*(show\s+(me\s+)?)?(the\s+)?(observations|what\s+(was|did\s+you)\s+read(\s+from\s+the\s+notes)?)\W*",
    re.IGNORECASE,
)
HEAD = (
    "**What was read from this client's notes**\n\nEvery answer rests on these. Where one is not so, say "
    "why: verdicts and answers change at once, and both versions are kept. The list is made for this screen "
    "and is not kept in the conversation."
)


class Corrected(Protocol):
    """What is needed of a practice."""

    @property
    def findings(self) -> FindingsDesk:
        """Corrections of findings."""
        ...

    def standing(self, client_id: str) -> Standing:
        """What is in force."""
        ...

    def history(self, client_id: str) -> Quoting:
        """One client's record."""
        ...


def asks_for_it(text: str, command: str | None) -> bool:
    """Whether the message is nothing but a wish for the page."""
    return command == COMMAND or WORDS.fullmatch(text) is not None


async def show(*, titled: bool) -> None:
    """Show the page; a conversation that it opens by the button alone is named after it."""
    if not titled:
        await cl.context.emitter.init_thread(COMMAND)
    element = cl.CustomElement(name="Observations", props={}, display="inline", url=UNSAVED)
    await cl.Message(content=HEAD, elements=[element]).send()


def listed(practice: Corrected, client_id: str) -> dict[str, Any]:
    """Everything that the page shows of one client."""
    standing = practice.standing(client_id)
    history = practice.history(client_id)
    return {
        "sessions": observations_data(observations_by_session(standing, history)),
        "log": log_data(standing.log),
        "domains": [{"id": domain.value, "label": label} for domain, label in DOMAINS.items()],
        "levels": [{"id": level.value, "label": label} for level, label in LEVELS.items()],
    }


def correct(practice: Corrected, client_id: str, author: str, asked: dict[str, Any]) -> dict[str, Any]:
    """Carry a "not so" out.

    Raises:
        CorrectionError: it has no reason, or the observation is not this client's; nothing was changed.
        ToolRefused: nothing is said to be so instead.
    """
    effect = practice.findings.correct(
        client_id, _correction(asked), reason=str(asked.get("reason") or ""), author=author
    )
    said = {"message": effect_words(effect.number, effect.changed), "number": effect.number}
    return listed(practice, client_id) | said


def undo(practice: Corrected, client_id: str, author: str, asked: dict[str, Any]) -> dict[str, Any]:
    """Take a correction back.

    Raises:
        CorrectionError: there is no such correction in force.
    """
    effect = practice.findings.undo(client_id, int(asked["number"]), author=author)
    return listed(practice, client_id) | {
        "message": effect_words(effect.number, effect.changed),
        "number": None,
    }


def _correction(asked: dict[str, Any]) -> Dismissal | ObservationChange:
    key = str(asked["id"])
    if asked.get("dismiss"):
        return Dismissal(observation_id=key)
    domain, level, direction = (str(asked.get(name) or "") for name in ("domain", "level", "direction"))
    return ObservationChange(
        observation_id=key,
        domain=Domain(domain) if domain else None,
        level=Level(level) if level else None,
        direction=Direction(direction) if direction else None,
        of_client=asked.get("ofClient"),
    )
