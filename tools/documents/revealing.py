"""Who is named: the same words for the client's own file, for somebody outside, and without any name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from retrieval.deid import ClientIdentity, restore
from retrieval.records import Evidence, IdentifierType, Note, Quote
from tools.case_codes import case_code
from tools.documents.records import Names, Purpose

NAMES: Mapping[Purpose, Names] = {
    Purpose.OWN: Names.ALL,
    Purpose.CLINICIAN: Names.ALL,  # treatment: 45 CFR 164.502(b)(2)(i) sets no minimum
    Purpose.INSURER: Names.CLIENT,
    Purpose.CLIENT: Names.CLIENT,
    Purpose.SUPERVISOR: Names.NONE,
}
"""Who is named in a document for each purpose."""
CLIENT = "[CLIENT]"


class Record(Protocol):
    """What is read of one client's history to name people; `retrieval.history.History` fits."""

    client_id: str

    def note(self, note_id: str) -> Note:
        """One note."""
        ...

    def original(self, note_id: str) -> str:
        """Its original words."""
        ...

    def quote(self, evidence: Evidence) -> Quote:
        """Evidence in the original's words; raises where it is not verbatim."""
        ...

    @property
    def identity(self) -> ClientIdentity:
        """Who is who."""
        ...


@dataclass(frozen=True, kw_only=True)
class Revealer:
    """Puts names back into the words of one client's record, as far as they may be seen."""

    record: Record
    names: Names
    typed: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Sentences in the clinician's own words, names and all, by id."""

    def quoted(self, evidence: Evidence) -> str:
        """The words of a piece of evidence.

        Raises:
            retrieval.errors.EvidenceError: they are not in the note.
        """
        exact = self.record.quote(evidence)
        if self.names is Names.ALL:
            return exact.text
        if self.names is Names.NONE:
            return evidence.quote
        return self._client_only(evidence)

    def written(self, sentence_id: str, clean: str) -> str:
        """What the clinician wrote."""
        if self.names is Names.ALL:
            return self.typed.get(sentence_id) or restore(clean, self.record.identity)
        if self.names is Names.NONE:
            return clean
        identity = self.record.identity
        shown = (e for e in identity.entries if e.surrogate == CLIENT or e.type is IdentifierType.DATE)
        return restore(clean, identity.with_entries(tuple(shown)))

    def day(self, day: date) -> str:
        """A date, or the week of care where dates would tell."""
        if self.names is Names.NONE:
            anchor = self.record.identity.anchor
            return f"week {(day - anchor).days // 7}" if anchor else "date withheld"
        return f"{day.day} {day:%b} {day.year}"

    @property
    def client(self) -> str:
        """The client's name, or a code."""
        if self.names is Names.NONE:
            return case_code(self.record.client_id)
        return self.record.identity.name

    def _client_only(self, evidence: Evidence) -> str:
        note, original = self.record.note(evidence.note_id), self.record.original(evidence.note_id)
        pieces, at = [], evidence.start
        for item in note.body.identifiers:
            if item.clean_end <= evidence.start or item.clean_start >= evidence.end:
                continue
            shown = item.surrogate == CLIENT or item.type is IdentifierType.DATE
            pieces.append(note.text[at : max(at, item.clean_start)])
            pieces.append(original[item.start : item.end] if shown else item.surrogate)
            at = item.clean_end
        return "".join(pieces) + note.text[at : evidence.end]
