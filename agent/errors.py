"""Everything that can go wrong in the conversation, as one tree.

AgentError
├── CheckpointError     conversations cannot be stored as asked: key too short, client id not opaque
├── EvidenceError       a claim points at evidence that it does not have
└── ModelError          the language model could not be used; `retryable` says whether trying again may help
    └── ModelOutputError   it answered, but not in the form that was asked for

No message ever holds words of a question, an answer, a note or a name: ids, counts and settings only.
"""


class AgentError(Exception):
    """What was expected, what came, what to do."""


class CheckpointError(AgentError):
    """Conversations cannot be stored as asked."""


class EvidenceError(AgentError):
    """A claim points at evidence that it does not have."""


class ModelError(AgentError):
    """The language model could not be used."""

    def __init__(self, message: str, *, retryable: bool = False) -> None:
        super().__init__(message)
        self.retryable = retryable


class ModelOutputError(ModelError):
    """The language model answered in another form than was asked for."""
