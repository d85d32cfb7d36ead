"""Everything that can go wrong in the interface itself, as one tree.

InterfaceError
├── AccountError            an account could not be made or changed; says what to do
├── NotYoursError           a conversation belongs to another account
├── NoClientChosenError     a question came before a client was chosen
├── NewClientError          a client could not be taken on; says what to do
├── ReadOnlyError           somebody wants to change a record that she may only read
├── ImportRefusedError      files cannot be taken in, or an import not taken back, as asked
└── NotConfiguredError      the chat was started without a practice to serve

No message ever holds words of a note or a name.
"""


class InterfaceError(Exception):
    """What was expected, what came, what to do."""


class AccountError(InterfaceError):
    """An account could not be made or changed."""


class NotYoursError(InterfaceError):
    """A conversation belongs to another account."""


class NoClientChosenError(InterfaceError):
    """A question came before a client was chosen."""


class NewClientError(InterfaceError):
    """A client could not be taken on."""


class ReadOnlyError(InterfaceError):
    """A record may be read, and not changed, by whoever asks."""


class ImportRefusedError(InterfaceError):
    """An import, or its undoing, was asked for in a way that cannot be."""


class NotConfiguredError(InterfaceError):
    """The chat was started without a practice to serve."""
