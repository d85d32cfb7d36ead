"""Everything that can go wrong below the tools, as one tree.

RetrievalError
├── IntakeError              a file could not be read; names the file and what to do
├── DeidentificationError    a text could not be made clean; nothing of it was stored
│   └── LeakError            an identifier was found where none may be
├── StoreError
│   ├── StoreLockedError     another process has the data folder open
│   ├── KeyMissingError      the master key or a client's key is not there
│   └── TamperedError        stored bytes do not decrypt: changed, or under another key
├── CorrectionError          a correction cannot be made as asked; nothing was changed
├── UnknownClientError       no such client, or not this therapist's
├── EvidenceError            words cited are not in the note at that place; nothing of them may be shown
├── ProcessLostError         a process that shared the work was ended from outside
└── IndexDamagedError        the search index disagrees with the database; `longview rebuild` makes it again

No message ever holds words of a note or a name: file names, ids and counts only.
"""


class RetrievalError(Exception):
    """What was expected, what came, what to do."""


class IntakeError(RetrievalError):
    """A file could not be read."""


class DeidentificationError(RetrievalError):
    """A text could not be de-identified; it was not stored."""


class LeakError(DeidentificationError):
    """An identifier is still present where none may be."""


class StoreError(RetrievalError):
    """The database could not be used as asked."""


class StoreLockedError(StoreError):
    """Another process has the data folder open."""


class KeyMissingError(StoreError):
    """A key that is needed to read the data is not there."""


class TamperedError(StoreError):
    """Stored bytes do not decrypt."""


class CorrectionError(RetrievalError):
    """A correction cannot be made as asked; `may_insist` says whether it can by force."""

    def __init__(self, message: str, *, may_insist: bool = False) -> None:
        super().__init__(message)
        self.may_insist = may_insist


class UnknownClientError(RetrievalError):
    """No such client."""


class EvidenceError(RetrievalError):
    """Words cited are not in the note at that place."""


class ProcessLostError(RetrievalError):
    """A process that shared the work is gone."""


class IndexDamagedError(RetrievalError):
    """The search index disagrees with the database."""
