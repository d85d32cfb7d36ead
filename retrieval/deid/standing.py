"""Whether a capitalised word that may be a sentence's first word stands as only a person can: "Will waved".

Words that are names too (Will, Hope, Mark) begin many sentences. Verbs of speech, gesture and moving house
are people's alone, so that what they follow is a name.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from retrieval.deid.lexicon import words
from retrieval.deid.tokens import Word

DOES = regex.compile(
    r" (?:(?:also|then|just|still|again|never|always|finally) )?"
    r"(?:says|said|sez|told|tells|asked|texted|texts|txtd|phoned|rang|emailed|messaged|waved|winced|shrugged"
    r"|nodded|smiled|laughed|cried|yelled|screamed|sobbed|apologi[sz]ed|married|proposed|prefers|snores"
    r"|drank|slept|drove|hugged|kissed|sat|cooked|joked|replied|whispered|graduated|enlisted"
    r"|(?:thinks|believes|swears|insists|hates|loves|wants)(?! on\b)"
    r"|moved (?:out|in|away|back)|walked (?:out|in|off)|dropped out|stayed (?:home|over|quiet|behind)"
    r"|(?:missed|skipped|left|attended) (?:group|session|school|class|work|early|late|home)"
    r"|(?:has|have) been (?:drinking|using|sleeping|crying|working|texting|calling|staying|seeing|avoiding)"
    r"|(?:does not|doesn't|doesnt|did not|didn't|didnt|won't|refuses to) (?:go|eat|sleep|talk|speak|know|like"
    r"|want|come|drink|think|answer|call|feel|trust)"
    r"|is (?:\d{1,2}\b|(?:his|her|my|their|the) "
    r"(?:\w+er|son|aunt|cousin|wife|husband|boss|friend|niece|uncle)\b))"
)
"""What only a person does, after a name."""


def named(text: str, tokens: Sequence[Word], at: int) -> bool:
    """Whether a word is a given name, begins a sentence, and does what only people do."""
    word = tokens[at]
    if not (word.capital and word.opens and word.text.istitle()):
        return False
    return word.key in words("given_names.txt") and DOES.match(text, word.end) is not None
