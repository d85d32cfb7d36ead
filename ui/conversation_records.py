"""What a kept conversation is made of: its line in the list, and its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Table

Body = Mapping[str, Any]
Place = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One line of the list of conversations."""

    id: str
    account_id: str
    client_id: str
    title: str = field(repr=False)
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A conversation with all that was said and shown, in order."""

    heading: Heading
    steps: tuple[Body, ...] = field(repr=False)
    elements: tuple[Body, ...] = field(repr=False)
    feedback: tuple[Body, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A step, an element or a thumb that is to be kept."""

    table: Table
    id: str
    conversation_id: str
    account_id: str
    client_id: str | None = None
    """Whom the conversation is about, where it may have to be begun with this part."""
    body: Body = field(repr=False)

    @property
    def place(self) -> Place:
        """What it has in common with an earlier or later form of itself."""
        return self.table.name, self.id, self.conversation_id, self.account_id
