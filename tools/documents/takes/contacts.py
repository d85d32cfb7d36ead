"""What the record itself holds: who, from when to when, how many contacts of which kind, how far apart."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import median

from retrieval.records import NoteKind
from tools.documents.material import Material
from tools.documents.outlines import Take
from tools.documents.records import Basis, Sentence
from tools.documents.sentences import phrases, sentence

NOT_THERE = {NoteKind.CANCELLED: "cancelled or missed", NoteKind.COLLATERAL: "with somebody else"}


def client(material: Material, take: Take, register: str) -> tuple[Sentence, ...]:
    """The client, by name or code as the purpose has it."""
    return (sentence("{client}", Basis.RECORD),) if material.notes else ()


def dates(material: Material, take: Take, register: str) -> tuple[Sentence, ...]:
    """First and last contact."""
    if not material.sessions:
        return ()
    first, last = material.sessions[0], material.sessions[-1]
    weeks = round((last.date - first.date).days / 7)
    text = phrases(register)["dates"].format(first=first.session, last=last.session, weeks=weeks)
    return (sentence(text, Basis.RECORD),)


def contacts(material: Material, take: Take, register: str) -> tuple[Sentence, ...]:
    """How many contacts of which kind."""
    if not material.sessions:
        return ()
    kinds = Counter(s.kind.value for s in material.attended)
    away = Counter(NOT_THERE[s.kind] for s in material.sessions if not s.attended)
    text = phrases(register)["contacts"].format(
        total=len(material.sessions),
        attended=len(material.attended),
        kinds=", ".join(f"{count} {kind}" for kind, count in kinds.items()) or "none",
        missed="".join(f", {count} {kind}" for kind, count in away.items()),
    )
    return (sentence(text, Basis.RECORD),)


def spacing(material: Material, take: Take, register: str) -> tuple[Sentence, ...]:
    """How far apart attended sessions were, and the longest break."""
    came = material.attended
    gaps = [(after.date - before.date).days for before, after in pairwise(came)]
    if len(gaps) < 2:
        return ()
    table = phrases(register)
    longest = max(range(len(gaps)), key=gaps.__getitem__)
    return (
        sentence(table["spacing"].format(days=f"{median(gaps):g}"), Basis.RECORD),
        sentence(
            table["longest"].format(days=gaps[longest], session=came[longest + 1].session), Basis.RECORD
        ),
    )
