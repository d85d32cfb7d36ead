"""De-identify the texts of one client: detect, learn who is who, find them everywhere, mask."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from retrieval.deid import dates, initials
from retrieval.deid.believing import Sheet
from retrieval.deid.day_order import day_first
from retrieval.deid.engine import Engine
from retrieval.deid.findings import Finding
from retrieval.deid.identity import ClientIdentity, Entry
from retrieval.deid.learning import learn, seed
from retrieval.deid.misspelling import without_misspelt
from retrieval.deid.overruling import lay, lift
from retrieval.deid.page import Page
from retrieval.deid.review import Review, ReviewedText, review
from retrieval.deid.roster import Roster
from retrieval.deid.shadow import cast
from retrieval.deid.sheets import Masked, mask_sheet, mentions
from retrieval.errors import DeidentificationError
from retrieval.records import DraftNote, IdentifierType, MaskedText


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedNotes:
    """The clean texts, in the order of the drafts, and the identity grown by them."""

    bodies: tuple[MaskedText, ...]
    identity: ClientIdentity


class Deidentifier:
    """Build once per process. Thread-safe; the analyzer loads on first use."""

    def __init__(self, engine: Engine | None = None, *, processes: int = 1) -> None:
        """Take an engine other than the built-in one, or let several processes share long work.

        More than one process is for the command line only; see `retrieval.cores.fork_map`.
        """
        self._engine = engine or Engine(processes=processes)
        self._lock = threading.Lock()

    def load(self) -> None:
        """Load the analyzer and the tables now."""
        self.mask_text("Seen today.", ClientIdentity.start("Nobody"))

    def mask_notes(self, drafts: Sequence[DraftNote], identity: ClientIdentity) -> MaskedNotes:
        """Learn from all notes together, then mask each of them.

        Raises:
            DeidentificationError: a text could not be masked; nothing of it may be stored.
        """
        identity = seed(lift(identity))
        if not drafts:
            return MaskedNotes(bodies=(), identity=lay(identity))
        identity = _calendar(identity, drafts)
        sheets = list(self._sheets([(draft.text, draft.date) for draft in drafts], identity.name))
        identity = _grown(identity, sheets)
        roster = Roster(identity.entries)
        masked = [mask_sheet(sheet, identity, roster) for sheet in sheets]
        return MaskedNotes(bodies=tuple(m.text for m in masked), identity=_with_days(identity, masked))

    def mask_text(self, text: str, identity: ClientIdentity, *, today: date | None = None) -> MaskedText:
        """Mask a question or a heading. What it newly names is masked, and not added to the identity.

        Args:
            text: anything the therapist typed.
            identity: the client's, as the notes left it.
            today: the day from which "in March" counts back; the latest note's by default.

        Raises:
            DeidentificationError: the text could not be masked.
        """
        identity = lay(seed(identity))
        sheet = next(self._sheets([(text, today or identity.latest)], identity.name))
        grown = _grown(identity, [sheet])
        return mask_sheet(sheet, grown, Roster(grown.entries)).text

    def review(self, texts: Sequence[ReviewedText], identity: ClientIdentity) -> Review:
        """Say how certain everything hidden is, and what was kept although it looked like a name.

        Args:
            texts: all notes of one client, in order.
            identity: hers, as stored with them.

        Raises:
            DeidentificationError: a text could not be analysed.
        """
        sheets = self._sheets([(text.original, text.day) for text in texts], identity.name)
        return review(sheets, texts, identity)

    def _sheets(self, texts: Sequence[tuple[str, date | None]], name: str) -> Iterator[Sheet]:
        shadows = [cast(text) for text, _ in texts]
        pages = self._analyzed([shadow.text for shadow in shadows])
        for (source, day), shadow, (page, findings) in zip(texts, shadows, pages, strict=True):
            found = dates.believed(findings, page, day)
            found.extend(initials.find(shadow.text, page.tokens, page.marks, name))
            yield Sheet(source, shadow, day, page, found)

    def _analyzed(self, texts: Sequence[str]) -> list[tuple[Page, list[Finding]]]:
        """Run the engine; whatever breaks in it becomes an error without words of the text."""
        with self._lock:
            try:
                return list(self._engine.analyze(texts))
            except Exception as wrong:
                kind = type(wrong).__name__
        raise DeidentificationError(
            f"Expected findings for {len(texts)} texts; the analyzer failed ({kind}). Nothing was stored; "
            "report this."
        )


def _grown(identity: ClientIdentity, sheets: Sequence[Sheet]) -> ClientIdentity:
    """The identity with everybody that the sheets name; what learning widens is narrowed again."""
    named = without_misspelt(mentions(sheets), identity.entries)
    return lay(learn(identity, named))


def _calendar(identity: ClientIdentity, drafts: Sequence[DraftNote]) -> ClientIdentity:
    """The identity with its first and latest day of care, and the order of day and month in its dates."""
    days = [draft.date for draft in drafts]
    if identity.anchor is None:
        identity = replace(identity, anchor=min(days), day_first=day_first(d.text for d in drafts))
    return replace(identity, latest=max(days) if identity.latest is None else max(identity.latest, *days))


def _with_days(identity: ClientIdentity, masked: Iterable[Masked]) -> ClientIdentity:
    """The identity with the days that its weeks stand for, so that an answer can give the day back."""
    days: dict[str, set[str]] = {}
    for entry in identity.entries:
        if entry.type is IdentifierType.DATE:
            days[entry.surrogate] = set(entry.forms)
    for surrogate, day in (pair for one in masked for pair in one.days if pair[1]):
        days.setdefault(surrogate, set()).add(day)
    others = tuple(entry for entry in identity.entries if entry.type is not IdentifierType.DATE)
    dated = tuple(
        Entry(
            surrogate=s,
            type=IdentifierType.DATE,
            role="DATE",
            canonical=min(d) if len(d) == 1 else "",
            forms=tuple(sorted(d)),
        )
        for s, d in sorted(days.items())
    )
    return identity.with_entries((*others, *dated))
