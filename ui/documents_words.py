"""What the chat shows of a draft, and what the clinician writes about it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.drafting.desk import Decision
from tools.documents import Draft
from tools.documents.document import Choice, Document
from tools.documents.layout import LaidSection, Source
from tools.documents.out.markdown import escaped

NUMBERED = re.compile(r"(\d{1,3})\s*[:.)]?\s+(\S.*)", re.DOTALL)
CITED = re.compile(r"\[(\d+)\]")
REMOVALS = frozenset({"delete", "remove", "reject", "drop", "no", "-"})


def outline_text(draft: Draft) -> str:
    """The outline: what is documented, what is not, and what to ask."""
    lines = [f"**{escaped(draft.title)}**: outline", ""]
    for section in draft.sections:
        count = len(section.parts)
        known = count - len(section.asks)
        lines.append(f"- **{escaped(section.title)}**: {known} of {count} parts documented")
        lines += [f"  - to ask: {escaped(ask)}" for ask in section.asks]
    if draft.left_out:
        lines += ["", f"Left out for this purpose: {escaped(', '.join(draft.left_out))}."]
    lines += ["", *(escaped(notice) for notice in draft.notices)]
    return "\n".join(lines).strip()


def section_text(section: LaidSection, number: int, count: int, sources: Sequence[Source] = ()) -> str:
    """A section with its sentences numbered, and the places in the notes that they cite."""
    lines, at = [f"**{number}/{count} {escaped(section.title)}**", ""], 0
    for part in section.parts:
        if part.label:
            lines += [f"*{escaped(part.label)}*", ""]
        for line in part.lines:
            at += 1
            lines.append(f"{at}\\. {escaped(line.text)}  ")
        lines.append("")
    cited = {int(n) for part in section.parts for line in part.lines for n in CITED.findall(line.text)}
    lines += [f"- \\[{one.number}\\] {escaped(one.text)}" for one in sources if one.number in cited]
    if section.asks:
        lines += ["", "To ask: " + " ".join(map(escaped, section.asks))]
    return "\n".join(lines)


def read_wish(text: str, section: LaidSection, document: Document) -> Decision | None:
    """Understand what is to become of a sentence; None if it names none."""
    wish = text.strip()
    if wish.startswith("+") and wish[1:].strip():
        part = _last_part(section.key, document)
        return Decision(choice=Choice.ADDED, section=section.key, part=part, text=wish[1:].strip())
    found = NUMBERED.fullmatch(wish)
    numbered: Sequence[str] = [line.sentence_id for part in section.parts for line in part.lines]
    if found is None or not 1 <= int(found[1]) <= len(numbered):
        return None
    sentence_id = numbered[int(found[1]) - 1]
    if found[2].strip(" .!").lower() in REMOVALS:
        return Decision(choice=Choice.REJECTED, sentence_id=sentence_id)
    return Decision(choice=Choice.EDITED, sentence_id=sentence_id, text=found[2].strip())


def _last_part(section: str, document: Document) -> str:
    return next(s.parts[-1].key for s in document.draft.sections if s.key == section)
