"""The golden thread of a medical-necessity letter: diagnosis, impairment, intervention, goal, progress.

Each link is quoted where it is documented; where one is missing, the thread is broken there and the letter
says so. `loose_ends` compares the words of the links, as a reviewer of an insurer would.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from tools.documents.cues import When
from tools.documents.material import Material
from tools.documents.outlines import Take
from tools.documents.records import Basis, Sentence
from tools.documents.sentences import phrases, sentence
from tools.documents.takes import words
from tools.records import Domain

LINKS: Mapping[str, tuple[tuple[str, str, When], ...]] = {
    "Diagnosis": (("words", "diagnosis", When.FIRST),),
    "Impairment": (
        ("findings", Domain.FUNCTION.value, When.EARLY),
        ("findings", Domain.SYMPTOMS.value, When.EARLY),
    ),
    "Intervention": (("topic", "intervention", When.ALL), ("words", "modality", When.ALL)),
    "Goal": (("topic", "goal", When.FIRST), ("words", "goal", When.FIRST)),
}
"""Each link of the chain, and where it is looked for; the first source that says anything counts."""
A_LINK = 2
STEM = 5
"""Letters by which words of two links are compared."""
LITTLE = frozenset(
    "about after again being could every first their there these thing those where which while would client "
    "session".split()
)


def thread(material: Material, take: Take, register: str) -> tuple[Sentence, ...]:
    """Every link in order; a missing one is named."""
    told: list[Sentence] = []
    for link in LINKS:
        found = link_words(material, link, register)
        if found:
            told += (replace(s, text=f"{link}: {s.text[0].lower()}{s.text[1:]}") for s in found)
        else:
            told.append(sentence(phrases(register)["silent_link"].format(link=link), Basis.SILENT))
    return tuple(told)


def link_words(material: Material, link: str, register: str = "clinical") -> tuple[Sentence, ...]:
    """What the notes say on one link."""
    taken = {"words": words.words, "topic": words.topic, "findings": words.findings}
    for name, of, when in LINKS[link]:
        found = taken[name](material, Take(take=name, of=of, when=when, most=A_LINK, troubled=True), register)
        if found:
            return found
    return ()


def loose_ends(material: Material) -> tuple[str, ...]:
    """Say where the thread is broken or its links share no word; no words of the notes are repeated."""
    found = {link: link_words(material, link) for link in LINKS}
    broken = [link.lower() for link, told in found.items() if not told]
    ends = [f"Golden thread: no {link} is documented." for link in broken]
    for one, other in (("Goal", "Impairment"), ("Goal", "Intervention")):
        if found[one] and found[other] and not _stems(found[one]) & _stems(found[other]):
            ends.append(
                f"Golden thread: {one.lower()} and {other.lower()} share no word in the notes quoted; "
                "check that the letter says how they belong together."
            )
    return tuple(ends)


def _stems(told: Iterable[Sentence]) -> frozenset[str]:
    text = " ".join(e.quote for s in told for e in s.evidence).lower()
    return frozenset(w[:STEM] for w in re.findall(r"[^\W\d_]{5,}", text) if w not in LITTLE)
