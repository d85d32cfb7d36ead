"""Which comes first in 3/4: the day or the month?"""

from __future__ import annotations

from collections.abc import Iterable

import regex

from retrieval.deid import slashes

PAIR = regex.compile(
    r"(?<![\d/.$])(?P<first>0?[1-9]|[12]\d|3[01])/(?P<second>0?[1-9]|[12]\d|3[01])"
    r"(?P<year>/(?:19|20)?\d\d)?(?![\d/%]|\.\d)"
)


def day_first(texts: Iterable[str]) -> bool:
    """Whether these texts put the day before the month, judged by dates that cannot be read otherwise.

    A date without a year counts where the words around it say that it is one.

    Args:
        texts: all notes of one client, as they are.
    """
    british = american = 0
    for text in texts:
        for match in PAIR.finditer(text):
            if not match["year"] and slashes.weight(text, *match.span()) < slashes.BELIEVED:
                continue
            british += int(match["first"]) > 12
            american += int(match["second"]) > 12
    return british > american
