"""Everything that can go wrong in the tools, as one tree.

ToolsError
├── ToolRetry      the model asked for something that is not there; the message says what it may ask for
└── ToolRefused    what was asked is not to be had at all, however it is asked

No message ever holds words of a note or a name: session numbers, settings and counts only.
"""


class ToolsError(Exception):
    """What was expected, what came, what to do."""


class ToolRetry(ToolsError):
    """The caller can mend its request and try again."""


class ToolRefused(ToolsError):
    """Asking again will not help."""
