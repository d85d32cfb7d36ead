"""What the buttons of observations and answers ask of the server, once it is known who asks about whom."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from retrieval.records import Client
from ui import observations_page
from ui.answer_standing import CitedPlace, answer_standing
from ui.practice import Practice


def listed(practice: Practice, client: Client, _author: str, _asked: dict[str, Any]) -> dict[str, Any]:
    """The observations of the client."""
    return observations_page.listed(practice, client.id)


def corrected(practice: Practice, client: Client, author: str, asked: dict[str, Any]) -> dict[str, Any]:
    """The observations after a "not so"."""
    return observations_page.correct(practice, client.id, author, asked)


def taken_back(practice: Practice, client: Client, author: str, asked: dict[str, Any]) -> dict[str, Any]:
    """The observations after a correction was taken back."""
    return observations_page.undo(practice, client.id, author, asked)


def standing(practice: Practice, client: Client, _author: str, asked: dict[str, Any]) -> dict[str, Any]:
    """Whether an answer given earlier still stands."""
    since = int(asked["since"])
    if practice.findings.latest(client.id) <= since:
        return {"stale": False, "why": ""}
    places = [
        CitedPlace(note_id=str(one["note_id"]), start=int(one["start"]), end=int(one["end"]))
        for one in asked.get("places") or ()
    ]
    found = answer_standing(
        practice.findings.standing(client.id, until=since),
        practice.standing(client.id),
        practice.history(client.id),
        places,
        tells_verdicts=bool(asked.get("verdicts")),
    )
    return asdict(found)
