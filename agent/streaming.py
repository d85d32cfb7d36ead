"""Sentences of a model shown while it is still writing, each verified before it is shown."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from agent import model_output
from agent.citations import supported
from agent.context import Context
from agent.records import Claim, Gathered, Sentence
from agent.rendering import ClaimRenderer
from retrieval.records import Evidence

Emit = Callable[[Sentence], None]
Check = Callable[[str], None]
"""Raises for a text that is not free of identifiers."""


class ClaimReader:
    """Takes the claims out of a JSON reply as their last brace arrives."""

    def __init__(self) -> None:
        self._text, self._at = "", -1

    def feed(self, piece: str) -> Iterator[Any]:
        """Give the claims that are complete since the last piece."""
        self._text += piece
        if self._at < 0:
            opening = self._text.find("[", max(self._text.find('"claims"'), 0))
            if '"claims"' not in self._text or opening < 0:
                return
            self._at = opening + 1
        while True:
            self._skip()
            if self._at >= len(self._text) or self._text[self._at] != "{":
                return
            try:
                item, self._at = json.JSONDecoder().raw_decode(self._text, self._at)
            except json.JSONDecodeError:
                return  # not all of it is here
            yield item

    def _skip(self) -> None:
        while self._at < len(self._text) and self._text[self._at] in ", \r\n\t":
            self._at += 1


class SentenceStream:
    """Shows claims one by one: verified, names restored, citations numbered as in the whole answer."""

    def __init__(
        self, emit: Emit, *, check: Check, gathered: Gathered, given: Mapping[str, Evidence], context: Context
    ) -> None:
        self._emit, self._check, self._gathered, self._given = emit, check, gathered, given
        self._notes = context.history.notes()
        self._texts = {note.id: note.text for note in self._notes}
        self._renderer = ClaimRenderer(context.history)
        self._reader, self._shown = ClaimReader(), set[str]()

    def show(self, claims: Sequence[Claim]) -> None:
        """Show claims that are the program's own."""
        for claim in claims:
            self._show(claim)

    def restart(self) -> None:
        """Read a new reply; what was shown of an earlier one is not shown again."""
        self._reader = ClaimReader()

    def feed(self, piece: str) -> None:
        """Take in a piece of the reply, and show every sentence that it completes and that can be verified.

        Raises:
            retrieval.errors.LeakError: a sentence holds an identifier; nothing of it was shown.
        """
        for item in self._reader.feed(piece):
            claim = model_output.claim(item, self._given, self._notes)
            if claim is not None and supported(claim, self._gathered, lambda n: self._texts.get(n, "")):
                self._check(claim.text)
                self._show(claim)

    def _show(self, claim: Claim) -> None:
        if claim.text in self._shown:
            return
        self._shown.add(claim.text)
        text = self._renderer.render(claim)
        self._emit(Sentence(text=text, citations=self._renderer.cited))
