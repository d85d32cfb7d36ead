"""The therapist's marks on names as the correction log keeps them, and the identity they apply to."""

from __future__ import annotations

from collections.abc import Iterable

from retrieval.correction_log import Correction, CorrectionLog, NewCorrection, in_force
from retrieval.deid import ClientIdentity
from retrieval.deid.corrections import Mark, NameMark, Rules, mark_from_data, mark_to_data
from retrieval.store import Store

NAME = "name"
NOT_A_NAME = "not a name"
KINDS = (NAME, NOT_A_NAME)


def identity_of(store: Store, client_id: str) -> ClientIdentity:
    """Return the client's de-identification state as her notes left it; a fresh one before the first note."""
    stored = store.identity(client_id)
    if stored is not None:
        return ClientIdentity.from_json(stored)
    client = store.client(client_id)
    return ClientIdentity.start(client.name, client.pronouns)


def rules_in_force(store: Store, client_id: str) -> Rules:
    """Return the marks that apply to a client by the log; her identity may still be under earlier ones."""
    return rules_of(CorrectionLog(store).entries(client_id))


def rules_of(entries: Iterable[Correction]) -> Rules:
    """Return the marks in force among the entries of one client and of the practice."""
    return Rules.of(mark_of(entry) for entry in in_force(entries) if entry.kind in KINDS)


def mark_of(entry: Correction) -> Mark:
    """Return the mark that an entry records."""
    return mark_from_data(entry.payload | {"always": entry.client_id is None})


def entry_for(mark: Mark, client_id: str | None, author: str, reason: str) -> NewCorrection:
    """Return the entry that records a mark."""
    kind = NAME if isinstance(mark, NameMark) else NOT_A_NAME
    return NewCorrection(
        client_id=client_id, kind=kind, payload=mark_to_data(mark), author=author, reason=reason
    )
