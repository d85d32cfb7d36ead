"""What can go wrong with documents. Messages hold session numbers, settings and counts only."""

from __future__ import annotations

from tools.errors import ToolsError


class DocumentError(ToolsError):
    """A document cannot be made as asked."""


class OutlineError(DocumentError):
    """An outline file does not say what it must."""


class UnsupportedSentenceError(DocumentError):
    """A draft holds a sentence that its evidence does not carry; nothing of it may be shown."""


class SignedError(DocumentError):
    """A signed document cannot be changed."""
