"""The one writer of notes: read files, de-identify, store, index.

Order matters: the database first, in one transaction, then the index, which can always be made again. An
interruption between the two leaves an index that `verify` reports and the next import or `rebuild` mends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from retrieval.correction_log import CorrectionLog
from retrieval.deid import ClientIdentity, Deidentifier
from retrieval.documents import DocumentStore
from retrieval.embedding import Embedder
from retrieval.index import VectorIndex
from retrieval.intake import Problem, read_path
from retrieval.keeping_apart import marked_still
from retrieval.marking import KINDS, identity_of, rules_in_force
from retrieval.note_rows import NoteWrite, StoredNote, fingerprint
from retrieval.passages import cut_passages
from retrieval.records import DraftNote, IdentifierType, MaskedText, Note, NoteKind, Passage
from retrieval.store import Store

SAME_NOTE = 60.0
"""Similarity (0-100, rapidfuzz ratio) from which a note of the same day and kind counts as an edit."""


class Fate(StrEnum):
    """What became of a note in an import."""

    IMPORTED = "imported"
    UNCHANGED = "unchanged"
    NEW_VERSION = "new version"
    REJECTED = "rejected"
    REMARK = "to look at"
    """Beside the line of a note that went in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportLine:
    """One line of the table that an import ends with."""

    source: str
    fate: Fate
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexCheck:
    """How the index of one client compares with the database, in passages."""

    expected: int
    missing: int
    unknown: int

    @property
    def sound(self) -> bool:
        """Whether both agree."""
        return not (self.missing or self.unknown)


class Importer:
    """Brings files into one store and its index."""

    def __init__(
        self, *, store: Store, index: VectorIndex, embedder: Embedder, deidentifier: Deidentifier
    ) -> None:
        self._store, self._index, self._embedder, self._deid = store, index, embedder, deidentifier

    def import_path(
        self, client_id: str, path: Path, *, progress: Callable[[str], None] = lambda _: None
    ) -> tuple[ImportLine, ...]:
        """Import a file or folder for one client; bad files are reported, the others go in."""
        drafts: list[DraftNote] = []
        problems: list[Problem] = []
        for result in read_path(path):
            progress(result.path.name)
            drafts += result.drafts
            problems += result.problems
        lines = self.import_drafts(client_id, drafts)
        return lines + tuple(_told(problem) for problem in problems)

    def import_drafts(self, client_id: str, drafts: Sequence[DraftNote]) -> tuple[ImportLine, ...]:
        """Store drafts that are new or changed, and index them. One transaction: all of them or none."""
        before = self._store.notes(client_id)
        plans = list(self._plan(client_id, before, marked_still(before, drafts)))
        changed = [(note_id, draft) for draft, note_id, fate in plans if fate is not Fate.UNCHANGED]
        if changed:
            self._write(client_id, before, changed)
        self.index_client(client_id)
        return tuple(ImportLine(source=draft.source, fate=fate) for draft, _, fate in plans)

    def index_client(self, client_id: str) -> int:
        """Bring the index of a client in line with the database; returns how many vectors were added."""
        wanted = {p.id: p for p in self._passages(client_id)}
        there = self._index.ids(client_id)
        stale, missing = sorted(there - wanted.keys()), [key for key in wanted if key not in there]
        self._index.remove(client_id, stale)
        self._index.add(client_id, missing, self._embedder.embed([wanted[key].text for key in missing]))
        return len(missing)

    def rebuild(self, client_id: str) -> int:
        """Make the index of a client again from the database; returns the number of passages."""
        self._index.drop(client_id)
        return self.index_client(client_id)

    def verify(self, client_id: str) -> IndexCheck:
        """Compare the index of a client with the database."""
        wanted, there = {p.id for p in self._passages(client_id)}, self._index.ids(client_id)
        return IndexCheck(expected=len(wanted), missing=len(wanted - there), unknown=len(there - wanted))

    def _plan(
        self, client_id: str, before: Sequence[StoredNote], drafts: Sequence[DraftNote]
    ) -> Iterator[tuple[DraftNote, str | None, Fate]]:
        cipher = self._store.cipher(client_id)
        by_digest = {note.digest: note for note in before}
        seen: set[str] = set()
        taken = {by_digest[d].id for d in (fingerprint(cipher, x) for x in drafts) if d in by_digest}
        for draft in drafts:
            digest = fingerprint(cipher, draft)
            if digest in by_digest or digest in seen:
                yield draft, None, Fate.UNCHANGED
                continue
            seen.add(digest)
            earlier = _earlier_version(draft, [note for note in before if note.id not in taken])
            if earlier is None:
                yield draft, None, Fate.IMPORTED
            else:
                taken.add(earlier.id)
                yield draft, earlier.id, Fate.NEW_VERSION

    def _write(
        self,
        client_id: str,
        before: Sequence[StoredNote],
        changed: Sequence[tuple[str | None, DraftNote]],
    ) -> None:
        known = identity_of(self._store, client_id)
        ruled = replace(known, rules=rules_in_force(self._store, client_id))
        edited = {note_id for note_id, _ in changed}
        others = [(note.id, note.draft) for note in before if note.id not in edited]
        if unsettled := self._unsettled(known, client_id):
            # nothing holds her surrogates yet: named anew from the first note on, so that the order in which
            # notes came leaves no trace
            changed = sorted([*changed, *others], key=_in_course)
            ruled = replace(ClientIdentity.start(known.name, known.pronouns), rules=ruled.rules)
        masked = self._deid.mask_notes([draft for _, draft in changed], ruled)
        if before and not unsettled and (_people(masked.identity) != _people(known) or ruled != known):
            # a name learnt or marked since may stand in the other notes too
            changed = [*changed, *others]
            masked = self._deid.mask_notes([draft for _, draft in changed], masked.identity)
        batch = [
            NoteWrite(id=note_id, draft=draft, body=body)
            for (note_id, draft), body in zip(changed, masked.bodies, strict=True)
        ]
        self._store.write_notes(client_id, masked.identity.to_json(), batch)

    def _unsettled(self, identity: ClientIdentity, client_id: str) -> bool:
        """Whether her surrogates stand in her notes alone: in no conversation, correction or document."""
        if identity.settled or DocumentStore(self._store, client_id).any():
            return False
        return not any(
            e.client_id and e.kind not in KINDS for e in CorrectionLog(self._store).entries(client_id)
        )

    def _passages(self, client_id: str) -> tuple[Passage, ...]:
        return stored_passages(client_id, self._store.notes(client_id))


def stored_passages(client_id: str, notes: Sequence[StoredNote]) -> tuple[Passage, ...]:
    """Return the passages of notes as the index is to hold them."""
    return tuple(p for note in notes for p in cut_passages(_bare(client_id, note), note.clean_digest))


def _told(problem: Problem) -> ImportLine:
    fate = Fate.REMARK if problem.taken else Fate.REJECTED
    return ImportLine(source=problem.source, fate=fate, why=f"{problem.reason}; {problem.remedy}")


def summarise(lines: Sequence[ImportLine]) -> str:
    """Say in one line what an import did, e.g. "11 imported, 1 rejected"."""
    counts = Counter(line.fate for line in lines)
    return ", ".join(f"{counts[fate]} {fate}" for fate in Fate if counts[fate]) or "nothing to import"


def _in_course(item: tuple[str | None, DraftNote]) -> tuple[object, ...]:
    draft = item[1]
    return draft.date, draft.session or 0, draft.kind, draft.text


def _people(identity: ClientIdentity) -> frozenset[tuple[str, tuple[str, ...]]]:
    """Everybody and everything that an identity knows how to hide by name."""
    named = (entry for entry in identity.entries if entry.type is not IdentifierType.DATE)
    return frozenset((entry.surrogate, entry.forms) for entry in named)


def _earlier_version(draft: DraftNote, before: Sequence[StoredNote]) -> StoredNote | None:
    from rapidfuzz.fuzz import ratio

    same_day = [n for n in before if n.draft.date == draft.date and n.draft.kind == draft.kind]
    numbered = [n for n in same_day if draft.session is not None and n.draft.session == draft.session]
    if len(numbered) == 1:
        return numbered[0]
    scored = [
        (ratio(n.draft.text, draft.text), n.id, n) for n in same_day if n.draft.session == draft.session
    ]
    best = max(scored, default=None, key=lambda s: s[:2])
    return best[2] if best and best[0] >= SAME_NOTE else None


def _bare(client_id: str, note: StoredNote) -> Note:
    """A note for cutting only: passages do not depend on numbers, weeks or sections of the course."""
    return Note(
        id=note.id,
        client_id=client_id,
        session=0,
        date=note.draft.date,
        week=0,
        kind=NoteKind(note.draft.kind),
        format=note.draft.format,
        body=MaskedText(text=note.body.text),
    )
