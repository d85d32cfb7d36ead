"""What the pages in the chat ask of the server about the chosen client: one table, and who may do what of it.

Every action goes through `run`, so that none can be called without the check that belongs to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from retrieval.records import Client
from ui import findings_actions, notes_page, permission, privacy_page
from ui.accounts import Account
from ui.note_view import note_view
from ui.permission import Act
from ui.workplace import Workplace

Asked = dict[str, Any]
Run = Callable[[Any, Client, str, Asked], dict[str, Any]]
"""Practice, the client chosen, the account's id, and what is asked."""
Reach = Callable[[Any, Client, Asked], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatAction:
    """One action, with what it takes to be allowed it."""

    run: Run
    act: Act | None = None
    """What must be allowed; None for reading, which whoever sees the client may do."""
    reaches_all: Reach = lambda _practice, _client, _asked: False
    """Whether it reaches every client, for which more is needed."""


def opened_note(practice: Any, client: Client, _author: str, place: Asked) -> dict[str, Any]:
    """A note of the chosen client, and of no other, for the side panel."""
    start, end, words = int(place["start"]), int(place["end"]), str(place["words"])
    return asdict(note_view(practice.history(client.id), str(place["note_id"]), start, end, words))


def _of_privacy(action: Callable[..., dict[str, Any]]) -> Run:
    return lambda practice, client, author, asked: action(practice.privacy, client, author, asked)


def _of_notes(action: notes_page.Action) -> Run:
    return lambda practice, client, _author, asked: action(practice.notes, client.id, asked)


def _hidden_for_all(practice: Any, client: Client, asked: Asked) -> bool:
    return privacy_page.for_all(practice.privacy, client.id, asked)


def _found_for_all(practice: Any, client: Client, asked: Asked) -> bool:
    # A threshold of the command line may hold for all clients; what a page corrects never does.
    number = int(asked["number"])
    return any(line.always for line in practice.standing(client.id).log if line.number == number)


ACTIONS: Mapping[str, ChatAction] = {
    "open_note": ChatAction(run=opened_note),
    "privacy_report": ChatAction(
        run=lambda practice, client, _author, _asked: privacy_page.report(practice.privacy, client.id)
    ),
    "privacy_correct": ChatAction(
        run=_of_privacy(privacy_page.correct), act=Act.CORRECT, reaches_all=_hidden_for_all
    ),
    "privacy_undo": ChatAction(
        run=_of_privacy(privacy_page.undo), act=Act.CORRECT, reaches_all=_hidden_for_all
    ),
    "observations": ChatAction(run=findings_actions.listed),
    "observation_correct": ChatAction(run=findings_actions.corrected, act=Act.CORRECT),
    "observation_undo": ChatAction(
        run=findings_actions.taken_back, act=Act.CORRECT, reaches_all=_found_for_all
    ),
    "answer_standing": ChatAction(run=findings_actions.standing),
    **{name: ChatAction(run=_of_notes(action)) for name, action in notes_page.READING.items()},
    "note_apart": ChatAction(
        run=lambda practice, client, author, asked: notes_page.kept_apart(
            practice.notes, client.id, author, asked
        ),
        act=Act.NOTES,
    ),
    **{name: ChatAction(run=_of_notes(action), act=Act.NOTES) for name, action in notes_page.WRITING.items()},
}
"""By the name that a page calls."""


def run(name: str, work: Workplace, account: Account | None, client: Client, asked: Asked) -> dict[str, Any]:
    """Carry an action out, if the account may. Not from within an event loop.

    Args:
        name: one of ACTIONS.
        work: the practice and its accounts.
        account: who asks.
        client: about whom; the caller has made sure that the account sees her.
        asked: what the page sends.

    Raises:
        ReadOnlyError: the account may not do this; nothing was done.
    """
    action = ACTIONS[name]
    if action.act is not None:
        permission.check(work, account, action.act, client.id)
        if action.reaches_all(work.practice, client, asked):
            permission.check(work, account, Act.CORRECT_ALL, client.id)
    return action.run(work.practice, client, account.id if account else "", asked)
