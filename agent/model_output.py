"""From a model's reply to claims: parsed strictly, evidence looked up, quotes made exact."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from agent.citations import QUOTED
from agent.errors import ModelOutputError
from agent.records import Basis, Claim
from retrieval.records import Evidence, Note

MOST_CLAIMS = 12
LINKS = re.compile(r"https?://\S+|!?\[[^\]]*\]\([^)]*\)|<[^>]+>")
"""What could carry data out or render as markup."""
NUMBERING = re.compile(r"\s*\[(?:e?\d+(?:, ?e?\d+)*)\]")
"""Citation marks of the model's own; rendering numbers anew."""


def parse(reply: str) -> dict[str, Any]:
    """Return the JSON object of a reply.

    Raises:
        ModelOutputError: there is none, or it is not in the form that was asked for.
    """
    start, end = reply.find("{"), reply.rfind("}")
    try:
        data = json.loads(reply[start : end + 1]) if start >= 0 else None
    except json.JSONDecodeError:
        data = None
    if not isinstance(data, dict) or not isinstance(data.get("claims"), list):
        raise ModelOutputError("its reply was not in the form asked for.")
    return data


def claims(
    data: Mapping[str, Any], given: Mapping[str, Evidence], notes: Sequence[Note]
) -> tuple[Claim, ...]:
    """Build claims from a parsed reply; whatever names no evidence that exists is left out."""
    built = (claim(item, given, notes) for item in data["claims"][:MOST_CLAIMS])
    return tuple(found for found in built if found is not None)


def find_quote(session: object, quote: object, notes: Sequence[Note]) -> Evidence | None:
    """Find words in the notes of a session; spacing and letter case may differ, nothing else."""
    if not isinstance(quote, str) or not quote.split():
        return None
    pattern = re.compile(r"\s+".join(re.escape(word) for word in quote.split()), re.IGNORECASE)
    for note in notes:
        match = pattern.search(note.text) if note.session == session else None
        if match:
            return Evidence(
                note_id=note.id,
                session=note.session,
                start=match.start(),
                end=match.end(),
                quote=match.group(),
            )
    return None


def claim(item: object, given: Mapping[str, Evidence], notes: Sequence[Note]) -> Claim | None:
    """Build one claim of a reply; None for what names no evidence that exists."""
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        return None
    evidence = [given[key] for key in _list(item.get("evidence")) if isinstance(key, str) and key in given]
    for quote in _list(item.get("quotes")):
        found = (
            find_quote(quote.get("session"), quote.get("quote"), notes) if isinstance(quote, dict) else None
        )
        if found is not None:
            evidence.append(found)
    if not evidence:
        return None
    text = NUMBERING.sub("", LINKS.sub("", item["text"])).replace("{", "(").replace("}", ")").strip()
    return _with_placeholders(text, list(dict.fromkeys(evidence)))


def _with_placeholders(text: str, evidence: list[Evidence]) -> Claim:
    """Put a placeholder for each quote that is verbatim; other quotes stay, and fail the citation check."""
    used: set[int] = set()

    def narrowed(match: re.Match[str]) -> str:
        words = re.compile(r"\s+".join(re.escape(w) for w in match[1].split()), re.IGNORECASE)
        for whole in tuple(evidence):
            inside = words.search(whole.quote) if match[1].split() else None
            if inside:
                part = Evidence(
                    note_id=whole.note_id,
                    session=whole.session,
                    start=whole.start + inside.start(),
                    end=whole.start + inside.end(),
                    quote=inside.group(),
                )
                if part not in evidence:
                    evidence.append(part)
                used.update({evidence.index(part), evidence.index(whole)})
                return f"{{quote:{evidence.index(part)}}}"
        return match[0]

    text = QUOTED.sub(narrowed, text)
    rest = "".join(f" {{cite:{at}}}" for at in range(len(evidence)) if at not in used)
    return Claim(text=text + rest, evidence=tuple(evidence), basis=Basis.EVIDENCE)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
