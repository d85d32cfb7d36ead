"""What was hidden for a client, what was corrected, and correcting it: the privacy officer's desk.

Everything here names people in clear and is made on demand for the therapist's screen; nothing of it is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from retrieval.correcting import Corrector, Effect
from retrieval.correction_log import Correction, in_force
from retrieval.deid import Deidentifier
from retrieval.deid.corrections import Mark, NameMark, NotNameMark
from retrieval.deid.review import Review, ReviewedText
from retrieval.history import History
from retrieval.marking import KINDS, mark_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One entry of the correction log, opened."""

    number: int
    when: datetime
    always: bool
    author: str
    reason: str = field(repr=False)
    undoes: int | None
    mark: Mark | None
    """None where the entry takes another back."""
    in_force: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyReport:
    """What a reviewer is shown of one client."""

    notes: int
    review: Review
    log: tuple[LogLine, ...]
    behind: bool
    """Whether corrections are in force under which these notes are not masked yet."""


class PrivacyDesk:
    """Reviews and corrects what is hidden, one client at a time."""

    def __init__(
        self,
        *,
        corrector: Corrector,
        deidentifier: Deidentifier,
        history: Callable[[str], History],
        changed: Callable[[str], None],
    ) -> None:
        """Put a desk together.

        Args:
            corrector: carries corrections out.
            deidentifier: analyses notes again.
            history: the record of a client.
            changed: told each client whose notes were masked anew.
        """
        self._corrector, self._deid = corrector, deidentifier
        self._history, self._changed = history, changed

    def report(self, client_id: str) -> PrivacyReport:
        """Analyse a client's notes again and say what was hidden and what was kept."""
        history = self._history(client_id)
        texts = [
            ReviewedText(
                session=note.session, day=note.date, original=history.original(note.id), body=note.body
            )
            for note in history.notes()
        ]
        return PrivacyReport(
            notes=len(texts),
            review=self._deid.review(texts, history.identity),
            log=self.log(client_id),
            behind=self.behind(client_id),
        )

    def behind(self, client_id: str) -> bool:
        """Whether corrections are in force under which a client's notes are not masked yet."""
        return self._corrector.is_behind(client_id)

    def log(self, client_id: str) -> tuple[LogLine, ...]:
        """Every correction of names of a client and of the practice, oldest first."""
        entries = self._corrector.log(client_id)
        holding = {entry.id for entry in in_force(entries)}
        numbers = {entry.id for entry in entries if entry.kind in KINDS}
        return tuple(
            _line(entry, entry.id in holding)
            for entry in entries
            if entry.kind in KINDS or entry.undoes in numbers
        )

    def surrogate_of(self, client_id: str, who: str) -> str:
        """The surrogate of somebody given by her surrogate, with or without brackets, or by a known writing.

        Returns:
            What was given, in brackets, where nobody fits: the correction will be refused.
        """
        identity = self._history(client_id).identity
        wanted, named = f"[{who.strip('[] ').upper()}]", " ".join(who.split()).casefold()
        for entry in identity.entries:
            if entry.surrogate == wanted or named in entry.forms or entry.canonical.casefold() == named:
                return entry.surrogate
        return wanted

    def mark(
        self, client_id: str, mark: Mark, *, always: bool = False, author: str = "", reason: str = ""
    ) -> Effect:
        """Record a mark and carry it out.

        Raises:
            CorrectionError: it cannot be taken as it is; nothing was changed.
        """
        return self._told(self._corrector.mark(client_id, mark, always=always, author=author, reason=reason))

    def undo(self, client_id: str, number: int, *, author: str = "", reason: str = "") -> Effect:
        """Take an entry back.

        Raises:
            CorrectionError: there is no such entry in force.
        """
        return self._told(self._corrector.undo(client_id, number, author=author, reason=reason))

    def bring_in_line(self, client_id: str) -> Effect:
        """Mask a client's notes anew under the corrections in force."""
        return self._told(self._corrector.bring_in_line(client_id))

    def _told(self, effect: Effect) -> Effect:
        for done in effect.clients:
            self._changed(done.client_id)
        return effect


def _line(entry: Correction, holds: bool) -> LogLine:
    return LogLine(
        number=entry.id,
        when=datetime.fromtimestamp(entry.created_at, UTC),
        always=entry.client_id is None,
        author=entry.author,
        reason=entry.reason,
        undoes=entry.undoes,
        mark=mark_of(entry) if entry.kind in KINDS else None,
        in_force=holds or entry.undoes is not None,
    )


def mark_words(mark: Mark | None, undoes: int | None) -> str:
    """What an entry says, in words: "Ash" is a name (FRIEND)."""
    if isinstance(mark, NameMark):
        what = mark.role or mark.same_as or mark.type.value
        return f"“{mark.words}” is a name ({what})"
    if isinstance(mark, NotNameMark):
        return f"“{mark.words}” is not a name{' (forced)' if mark.force else ''}"
    return f"takes back {undoes}"


def effect_words(effect: Effect) -> str:
    """What a correction did, in a line or two."""
    number = "" if effect.number is None else f"Correction {effect.number}. "
    start = number or "That holds already. "
    counts = [
        f"{count} place{'' if count == 1 else 's'} {verb}"
        for verb, count in (
            ("hidden now", effect.total("hidden")),
            ("uncovered", effect.total("shown")),
            ("renamed", effect.total("renamed")),
        )
        if count
    ]
    notes, changed = effect.total("notes"), [c for c in effect.clients if c.notes]
    if not notes:
        told = f"{start}No note changes; it holds for every later import."
    else:
        clients = (
            "" if len(effect.clients) == 1 else f" of {len(changed)} client{'' if len(changed) == 1 else 's'}"
        )
        what = f": {', '.join(counts)}" if counts else ""
        told = f"{start}{notes} note{'' if notes == 1 else 's'}{clients} masked and indexed again{what}."
    if effect.behind:
        told += (
            f" The notes of {len(effect.behind)} client{'' if len(effect.behind) == 1 else 's'} could not be "
            "masked again and stand as before; `longview privacy CLIENT --apply` tries again."
        )
    return told
