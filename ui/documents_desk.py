"""The documents of a client of this practice."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.drafting.desk import DocumentDesk
    from ui.practice import Practice


def desk_of(practice: Practice, client_id: str) -> DocumentDesk:
    """Return the desk of a client, on her record as it stands now. Not from within an event loop."""
    from agent.drafting.desk import DocumentDesk
    from retrieval.documents import DocumentStore

    return DocumentDesk(
        history=practice.history(client_id),
        chart=practice.chart(client_id),
        assessment=practice.assessment(client_id),
        store=DocumentStore(practice.store, client_id),
        thresholds=practice.thresholds,
    )
