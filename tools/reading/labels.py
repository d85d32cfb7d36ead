"""The order of classes in every head; models are stored in this order."""

from __future__ import annotations

from retrieval.records import NoteKind
from tools.records import Direction, Domain, Level, Topic

DOMAINS = tuple(Domain)
LEVELS = tuple(Level)
"""Columns of a domain head: the levels, then "says nothing of it" (sentence) or "not documented" (note)."""

TOPICS = (*Topic, None)
DIRECTIONS = (*Direction, None)
FLAGS = ("past", "hypothetical", "other_person", "third_party_text")
KINDS = tuple(NoteKind)
