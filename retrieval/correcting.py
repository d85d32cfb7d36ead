"""Carry a mark out: mask all notes of a client anew, index what changed, and write it down, or do nothing.

Whatever can fail by itself (masking, embedding) comes before anything is written. New vectors bear new ids,
so they may lie in the index before the database knows of them; the transaction that stores notes, identity
and log entry decides; only then do the old vectors go.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from retrieval.correction_log import UNDO, Correction, CorrectionLog, NewCorrection, in_force
from retrieval.deid import ClientIdentity, Deidentifier
from retrieval.deid.corrections import Mark, Rules
from retrieval.embedding import Embedder, Vectors
from retrieval.errors import CorrectionError
from retrieval.importing import stored_passages
from retrieval.index import VectorIndex
from retrieval.mark_checks import check_mark, check_outcome
from retrieval.marking import KINDS, entry_for, identity_of, rules_in_force, rules_of
from retrieval.note_rows import NoteWrite, StoredNote, clean_digest
from retrieval.records import MaskedText
from retrieval.store import Store

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientEffect:
    """What a correction changed in one client's notes, in stretches of text."""

    client_id: str
    notes: int = 0
    hidden: int = 0
    shown: int = 0
    renamed: int = 0
    """Hidden before and now, under another surrogate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What became of a correction."""

    number: int | None
    """Of the entry in the log; none if that was in force already."""
    clients: tuple[ClientEffect, ...] = ()
    """Every client whose notes were masked anew, the one at hand first."""
    behind: tuple[str, ...] = ()
    """Clients whose notes could not be; theirs stand as before until they are brought in line."""

    def total(self, what: str) -> int:
        """The sum of a count over all clients."""
        return sum(getattr(effect, what) for effect in self.clients)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Prepared:
    """All that is to be written for one client."""

    identity: ClientIdentity
    notes: tuple[StoredNote, ...] = field(repr=False)
    bodies: tuple[MaskedText, ...] = field(repr=False)
    writes: tuple[NoteWrite, ...] = field(repr=False)
    new_ids: tuple[str, ...]
    vectors: Vectors = field(repr=False)
    stale_ids: tuple[str, ...]
    effect: ClientEffect


class Corrector:
    """Marks and their undoing, for one store and its index. Thread-safe: one correction at a time."""

    def __init__(
        self, *, store: Store, index: VectorIndex, embedder: Embedder, deidentifier: Deidentifier
    ) -> None:
        self._store, self._index, self._embedder, self._deid = store, index, embedder, deidentifier
        self._log = CorrectionLog(store)
        self._lock = threading.Lock()

    def log(self, client_id: str) -> tuple[Correction, ...]:
        """Return every entry about a client and about the practice, oldest first."""
        return self._log.entries(client_id)

    def is_behind(self, client_id: str) -> bool:
        """Whether a client's notes are masked under other marks than those in force."""
        return identity_of(self._store, client_id).rules != rules_in_force(self._store, client_id)

    def mark(
        self, client_id: str, mark: Mark, *, always: bool = False, author: str = "", reason: str = ""
    ) -> Effect:
        """Record a mark for one client, or for all, and carry it out.

        Raises:
            CorrectionError: it cannot be taken as it is; says why. Nothing was changed.
        """
        mark = replace(mark, always=always)
        with self._lock:
            check_mark(mark, identity_of(self._store, client_id))
            entries = self._log.entries(client_id)
            new = entry_for(mark, None if always else client_id, author, reason)
            rules = rules_of([*entries, _numbered(new, entries)])
            if rules == rules_of(entries):
                return self._carry_out(client_id, rules, None, everyone=always)
            return self._carry_out(client_id, rules, new, everyone=always, mark=mark)

    def undo(self, client_id: str, number: int, *, author: str = "", reason: str = "") -> Effect:
        """Take an entry back, which is an entry too, and carry that out.

        Raises:
            CorrectionError: the client has no such entry, or it is not in force.
        """
        with self._lock:
            entries = self._log.entries(client_id)
            found = next((e for e in in_force(entries) if e.id == number and e.kind in KINDS), None)
            if found is None:
                raise CorrectionError(
                    f"There is no correction {number} in force for this client; the log lists them."
                )
            new = NewCorrection(
                client_id=found.client_id, kind=UNDO, payload={"undoes": number}, author=author, reason=reason
            )
            rules = rules_of([*entries, _numbered(new, entries)])
            return self._carry_out(client_id, rules, new, everyone=found.client_id is None)

    def bring_in_line(self, client_id: str) -> Effect:
        """Mask a client's notes anew under the marks in force."""
        with self._lock:
            return self._carry_out(client_id, rules_in_force(self._store, client_id), None, everyone=False)

    def _carry_out(
        self,
        client_id: str,
        rules: Rules,
        new: NewCorrection | None,
        *,
        everyone: bool,
        mark: Mark | None = None,
    ) -> Effect:
        prepared = self._prepare(client_id, rules)
        if mark is not None:
            check_outcome(mark, prepared.notes, prepared.bodies)
        numbers: list[int] = []

        def log(db: Connection) -> None:
            if new is not None:
                numbers.append(self._log.append(db, new))

        self._commit(prepared, log)
        done, behind = [prepared.effect], []
        for other in self._store.clients() if everyone else ():
            if other.id == client_id:
                continue
            try:
                theirs = self._prepare(other.id, rules_in_force(self._store, other.id))
                self._commit(theirs, lambda _: None)
                done.append(theirs.effect)
            except Exception as wrong:  # hers stand as they were; the others must not wait for her
                logger.error("notes of one client were not masked anew: %s", type(wrong).__name__)
                behind.append(other.id)
        return Effect(number=next(iter(numbers), None), clients=tuple(done), behind=tuple(behind))

    def _prepare(self, client_id: str, rules: Rules) -> _Prepared:
        """Mask and embed; writes nothing."""
        cipher = self._store.cipher(client_id)
        notes = self._store.notes(client_id)
        identity = replace(identity_of(self._store, client_id), rules=rules)
        masked = self._deid.mask_notes([note.draft for note in notes], identity)
        after = [
            replace(note, body=body, clean_digest=clean_digest(cipher, body))
            for note, body in zip(notes, masked.bodies, strict=True)
        ]
        changed = [new for new, old in zip(after, notes, strict=True) if new.clean_digest != old.clean_digest]
        wanted = {p.id: p.text for p in stored_passages(client_id, after)}
        there = self._index.ids(client_id)
        missing = [key for key in wanted if key not in there]
        return _Prepared(
            identity=masked.identity,
            notes=notes,
            bodies=masked.bodies,
            writes=tuple(NoteWrite(id=note.id, draft=note.draft, body=note.body) for note in changed),
            new_ids=tuple(missing),
            vectors=self._embedder.embed([wanted[key] for key in missing]),
            stale_ids=tuple(sorted(there - wanted.keys())),
            effect=_compared(client_id, notes, masked.bodies),
        )

    def _commit(self, prepared: _Prepared, within: Callable[[Connection], object]) -> None:
        """Write all of it, or leave everything as it was."""
        client_id = prepared.effect.client_id
        try:
            self._index.add(client_id, prepared.new_ids, prepared.vectors)
            self._store.write_notes(client_id, prepared.identity.to_json(), prepared.writes, within=within)
        except BaseException:
            self._index.remove(client_id, prepared.new_ids)
            raise
        self._index.remove(client_id, prepared.stale_ids)


def _numbered(new: NewCorrection, entries: tuple[Correction, ...]) -> Correction:
    """The entry as it will stand in the log, for what follows from it."""
    return Correction(
        client_id=new.client_id,
        kind=new.kind,
        payload=new.payload,
        author=new.author,
        reason=new.reason,
        id=max((entry.id for entry in entries), default=0) + 1,
        created_at=time.time(),
    )


def _compared(client_id: str, notes: tuple[StoredNote, ...], bodies: tuple[MaskedText, ...]) -> ClientEffect:
    pairs = [(note.body, body) for note, body in zip(notes, bodies, strict=True) if note.body != body]
    return ClientEffect(
        client_id=client_id,
        notes=sum(old.text != new.text for old, new in pairs),
        hidden=sum(_alone(new, old) for old, new in pairs),
        shown=sum(_alone(old, new) for old, new in pairs),
        renamed=sum(_renamed(old, new) for old, new in pairs),
    )


def _alone(one: MaskedText, other: MaskedText) -> int:
    """How many stretches hidden in one text are hidden in no part in the other."""
    return sum(
        not any(a.start < b.end and b.start < a.end for b in other.identifiers) for a in one.identifiers
    )


def _renamed(one: MaskedText, other: MaskedText) -> int:
    before = {(item.start, item.end): item.surrogate for item in one.identifiers}
    return sum(
        before.get((item.start, item.end), item.surrogate) != item.surrogate for item in other.identifiers
    )
