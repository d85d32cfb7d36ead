"""Everything that can go wrong in the interface itself, as one tree.

InterfaceError
├── AccountError            an account could not be made or changed; says what to do
├── NotYoursError           a conversation belongs to another account
├── NoClientChosenError     a question came before a client was chosen
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


class NotConfiguredError(InterfaceError):
    """The chat was started without a practice to serve."""
