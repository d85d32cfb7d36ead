from __future__ import annotations

import pytest

from retrieval.records import Evidence
from tools.documents.sentences import trimmed


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Slept four hours", "Slept four hours"),
        ("**Risk:** Denies SI", "Denies SI"),
        ("- P: Begin exposure;", "Begin exposure"),
        ("Dx: panic disorder", "panic disorder"),
        ("Presenting problem: panic in shops", "panic in shops"),
        ("Number for booster: stays as it is", "Number for booster: stays as it is"),
        ("Relapse prevention: list of triggers", "Relapse prevention: list of triggers"),
        ("No suicidal thoughts. O:", "No suicidal thoughts."),
        ("Walked home. **Plan:**", "Walked home."),
        ("Her mother said: leave", "Her mother said: leave"),
    ],
)
def test_a_quote_is_what_was_said_without_layout_and_headings(words: str, kept: str) -> None:
    found = trimmed(Evidence(note_id="n1", session=1, start=7, end=7 + len(words), quote=words))
    assert found.quote == kept
    assert words[found.start - 7 : found.end - 7] == kept
