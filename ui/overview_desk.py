"""Gathers the practice overview: for one account, over the clients that it may see, one client at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from agent.drafting import kept
from retrieval.documents import DocumentStore
from retrieval.earlier_versions import versions_of
from ui.answer_standing import CitedPlace, answer_standing
from ui.conversation_records import Heading
from ui.conversations import Conversations
from ui.findings_desk import Standing
from ui.overview import OverviewRow, Waiting, last_session, open_domains, risk_of
from ui.practice import Practice

NO_REVIEW = frozenset({"Overview", "/overview", "Settings", "/settings"})
"""Conversations that were opened for these alone say nothing of the client."""


class OverviewDesk:
    """Looks at clients for one account. Not from within an event loop."""

    def __init__(self, practice: Practice, conversations: Conversations, account_id: str) -> None:
        self._practice, self._conversations, self._account = practice, conversations, account_id

    def row(self, client_id: str) -> OverviewRow:
        """Look at one client; the caller has made sure that the account may see her."""
        standing, own = self._practice.standing(client_id), self._own(client_id)
        reviewed = self._reviewed(standing, own)
        return OverviewRow(
            client_id=client_id,
            last_session=last_session(standing.chart),
            reviewed=reviewed,
            risk=risk_of(standing.both.corrected),
            waiting=Waiting(
                notes=self._unread(client_id, reviewed),
                drafts=self._unsigned(client_id),
                answers=self._stale(client_id, standing, own),
                corrections=self._pending(client_id, standing),
            ),
            open=open_domains(standing.both.corrected),
        )

    def _own(self, client_id: str) -> list[Heading]:
        return [one for one in self._conversations.headings(self._account) if one.client_id == client_id]

    def _reviewed(self, standing: Standing, own: Iterable[Heading]) -> datetime | None:
        talked = [one.updated_at for one in own if one.title not in NO_REVIEW]
        corrected = [entry.when for entry in standing.log if entry.author == self._account]
        return max([*talked, *corrected], default=None)

    def _unread(self, client_id: str, reviewed: datetime | None) -> int:
        since = reviewed or datetime.min.replace(tzinfo=UTC)
        found = versions_of(self._practice.store, client_id).values()
        return sum(max(version.imported_at for version in versions) > since for versions in found)

    def _unsigned(self, client_id: str) -> int:
        written = DocumentStore(self._practice.store, client_id).all().values()
        return sum(kept.decode(text).document.signature is None for text in written)

    def _stale(self, client_id: str, now: Standing, own: Iterable[Heading]) -> int:
        latest = self._practice.findings.latest(client_id)
        if not latest:
            return 0
        before: dict[int, Standing] = {}
        count = 0
        for given in (props for one in own for props in self._answers(one.id)):
            since = given.get("since")
            if since is None or since >= latest:
                continue
            if since not in before:
                before[since] = self._practice.findings.standing(client_id, until=since)
            found = answer_standing(
                before[since],
                now,
                self._practice.history(client_id),
                _places(given),
                tells_verdicts=bool(given.get("verdicts")),
            )
            count += found.stale
        return count

    def _answers(self, conversation_id: str) -> list[Mapping[str, Any]]:
        """What each answer of a conversation rests on, as it was shown."""
        found = self._conversations.open(conversation_id)
        bodies = () if found is None else found.elements
        shown = [_props(body) for body in bodies if body.get("name") == "Evidence"]
        return [props for props in shown if "since" in props]

    def _pending(self, client_id: str, standing: Standing) -> int:
        lost = sum(entry.in_force and not entry.found for entry in standing.log)
        return lost + self._practice.privacy.behind(client_id)


def _props(body: Mapping[str, Any]) -> Mapping[str, Any]:
    props = body.get("props") or {}
    found: Mapping[str, Any] = json.loads(props) if isinstance(props, str) else props
    return found


def _places(given: Mapping[str, Any]) -> list[CitedPlace]:
    places = [one["place"] for one in given.get("places") or ()]
    return [CitedPlace(note_id=one["note_id"], start=one["start"], end=one["end"]) for one in places]
