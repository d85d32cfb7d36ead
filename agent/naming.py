"""Names that a therapist types as she types everything else: in lower case."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retrieval.history import History

WORD = re.compile(r"[^\W\d_]{3,}")


def clean_question(question: str, history: History, vocabulary: Collection[str]) -> str:
    """Return a question with surrogates for names, those in lower case among them.

    A word that is a name on this client's roster and stands nowhere in her masked notes can only be the name:
    as an ordinary word it would have been left in the notes ("opal", "wren").

    Args:
        question: As typed.
        history: The client's record.
        vocabulary: Words of her masked notes, in lower case.
    """
    names = {
        form.casefold(): entry.surrogate
        for entry in history.identity.entries
        for form in (*entry.forms, entry.canonical)
        if WORD.fullmatch(form)
    }

    def named(match: re.Match[str]) -> str:
        word = match[0].casefold()
        for bare, tail in ((word, ""), (word.removesuffix("s"), "'s")):
            if bare in names and bare not in vocabulary:
                return names[bare] + (tail if bare != word else "")
        return match[0]

    masked = history.mask(question)
    parts = re.split(r"(\[[^\[\]\n]{1,40}\])", masked)
    return "".join(part if part.startswith("[") else WORD.sub(named, part) for part in parts)
