"""Whether a sentence holds the type of thing that a question word asks for: a number, a person, a place."""

from __future__ import annotations

import re
from collections.abc import Collection

from agent.gathering.matching import Match
from agent.records import Asked, Understanding
from agent.understanding.wording import TOKEN, stem

NUMBER = re.compile(
    r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(twen|thir|for|fif|six|seven|eigh|nine)ty|dozens?|half|hundred|once|twice|nightly"
    r"|daily|weekly|hourly|monthly|none|nil|no|never|every|several|few|couple|elevated|all|most)\b",
    re.IGNORECASE,
)
PERSON = re.compile(
    r"\[[A-Z]|\b(mother|father|mom|mum|dad|sister|brother|son|daughter|husband|wife|partner|friend|cousin|aunt"
    r"|uncle|grand\w+|niece|nephew|boss|teacher|doctor|dr|gp|pcp|neighbou?r|roommate|colleague|coworker"
    r"|therapist|nurse|manager|foreman|girls?|boys?|m[ae]n|wom[ae]n|kids?|child(ren)?|teens?|students?|minister|pastor|priest"
    r"|imam|rabbi|physio\w*|coach|counsell?or|midwife|psychiatrist|psychiatry|landlord|sponsor|lawyer"
    r"|solicitor|interpreter|[\w-]+-in-law)\b|(?<=\w )[A-Z][a-z]+"
)
NAME = re.compile(
    r"\[(?!CLIENT|CITY|STREET|PLACE|LOCATION|ORG|SCHOOL|CLINIC|EMPLOYER|HOSPITAL|CHURCH|COUNTY|CONTACT|ID|ADDRESS|TEAM|FACILITY|TOWN|STATE)"
    r"[A-Z][A-Z_0-9]*\]|[A-Z][a-z]+"
)
NEAR_NAME = 3
"""Words between a person and her name."""
NAME_ASKED = re.compile(r"\bname[sd]?\b|\bcalled\b", re.IGNORECASE)
PLACE = re.compile(
    r"\[(?!CLIENT)[A-Z]|\b(at|in|into|near|from|to|by|on|under|next door|home|abroad|upstairs|outside)\b"
)


def right_type(understanding: Understanding, match: Match) -> bool:
    """Tell whether a passage holds what each question word asks for."""
    return all(
        _of_type(asked, understanding, match) for asked in (understanding.asked, *understanding.also_asked)
    )


def _of_type(asked: Asked, understanding: Understanding, candidate: Match) -> bool:
    text = candidate.passage.text
    match asked:
        case Asked.QUANTITY:
            return bool(NUMBER.search(text))
        case Asked.WHO:
            return (
                _names_somebody(text, candidate.matched)
                if NAME_ASKED.search(understanding.question)
                else bool(PERSON.search(text))
            )
        case Asked.WHERE:
            return bool(PLACE.search(text))
        case _:
            return True


def _names_somebody(text: str, stems: Collection[str]) -> bool:
    """Whether a name stands within a few words of what the question speaks of."""
    words = [t.group() for t in TOKEN.finditer(text)]
    near = [at for at, word in enumerate(words) if stem(word) in stems]
    return any(
        NAME.fullmatch(word) and at > 0
        for place in near
        for at, word in enumerate(words)
        if abs(at - place) <= NEAR_NAME and (word.startswith("[") or at != place)
    )
