"""Which words in lower case stand as a person does: "told sue", "hope (14)", "wade says".

Such a word may be a name although it is also a word, or in no list. Mostly it is only a candidate and the
linear model decides; a few places leave little doubt, and vouch for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import regex

from retrieval.deid import contexts, cues
from retrieval.deid.lexicon import english, garbled, titles, word_set, words
from retrieval.deid.tokens import Word

TOLD = frozenset(
    "told tells tell asked asks texted texts called calls phoned rang emailed messaged named met meets saw "
    "sees hugged married dating dated dumped kissed thanked invited visited misses hates loves blames trusts "
    "says said thinks that when if because until where since reports reported states misgendered".split()
)
"""Words before somebody who is spoken to, or who is the subject of what is said."""
BESIDE = frozenset("with w about abt for from and & + re vs btwn between by to of".split())
OF_A_THING = frozenset(
    "the a an any some no more less little much of his her my our your its this that each every one very so "
    "too not in into good bad new old first last next per these those such what which will would can could "
    "should may might must cannot".split()
)
"""Words before a thing or a verb, but not before somebody."""
AFTER = regex.compile(
    r"(?P<who>,? who (?:is|was|has|had)\b)"
    r"|(?P<aged> ?\(\d{1,2}[),; ]|,? (?:aged? )?\d{1,2} ?(?:yo\b|y/o|yrs?\b))"
    r"|(?P<owner>'s? (?=[a-z]))|(?P<called>: ?\")|(?P<listed>(?:,| and| &| \+|/) ?)|(?P<ended>[.;!?\n]|$)"
    r"|(?P<directly> (?:directly|alone|again|too|out|back|here|late|on time)\b)"
)
"""What follows a word, by kind."""
BARE_VERBS = regex.compile(r" (?:read|hit|let|still|just|never|always|only|really|again|also)\b")
"""What may follow "will" and "may" where they are verbs."""
SPOKEN_TO = frozenset("told asked texted called phoned rang emailed messaged".split())
ONWARD = regex.compile(
    r" (?:(?:at|about|abt|that|to|not|she|he|they|i|it|how|why|if|on|yesterday|today|no|re)\b|w/)"
)
"""What goes on after somebody who was told or asked something."""
PAST_FORMS = frozenset("drew rose rode sung won said".split())
"""Given names that are a verb's past as well: "mom drew" may be either."""
SHORTEST = 3
"""Least letters of a name that needs no more than somebody's place."""
ENOUGH = ("acts", "kin", "aged", "who")
"""What must follow a shorter one: "bo (dog)", "jo says"."""


def stands(text: str, tokens: Sequence[Word], at: int) -> str:
    """How the words beside a word in lower case make it somebody; "" where they do not."""
    before, after = sides(text, tokens, at)
    if before == "thing":
        return ""
    if after in ("acts", "kin", "aged", "who") or before in ("kin", "title", "told"):
        return f"{before},{after}"
    if before == "open" and after in ("directly", "owner", "called"):
        return f"{before},{after}"
    if after == "listed" and before in ("open", "comma") and tokens[at].key in words("names_and_words.txt"):
        return f"{before},{after}"
    beside = before == "beside" and (
        not english(tokens[at].key) or tokens[at].key in words("names_and_words.txt")
    )
    return f"{before},{after}" if beside else ""


def sides(text: str, tokens: Sequence[Word], at: int) -> tuple[str, str]:
    """The kinds of what stands before and after a word."""
    word = tokens[at]
    return _before(text, tokens, at), _after(text, word.end)


def possible(text: str, tokens: Sequence[Word], at: int) -> bool:
    """Whether a word in lower case may be somebody's name by where it stands."""
    word = tokens[at]
    if _pet(text, word):
        return True
    if not _nameable(word.key):
        return False
    standing = stands(text, tokens, at)
    if not standing or (len(word.key) < SHORTEST and not standing.endswith(ENOUGH)):
        return False
    if word.key in word_set("function_words"):
        return standing.endswith(",acts") and not BARE_VERBS.match(text, word.end)
    return True


def vouched(text: str, tokens: Sequence[Word], at: int) -> bool:
    """Whether a given name in lower case that is a word too can hardly be anything but somebody here."""
    word = tokens[at]
    if word.capital or word.key not in words("names_and_words.txt") or word.key in word_set("function_words"):
        return False
    before, after = sides(text, tokens, at)
    if before == "thing":
        return False
    if after == "aged" or (after == "kin" and text[word.end : word.end + 2] == " ("):
        return True
    if before == "kin":
        return after in ("acts", "ended", "listed", "called", "who") and word.key not in PAST_FORMS
    spoken = before == "told" and tokens[at - 1].key in SPOKEN_TO
    return spoken and (after in ("ended", "listed", "directly", "who") or bool(ONWARD.match(text, word.end)))


def _pet(text: str, word: Word) -> bool:
    """Whether any word, such as "pumpkin", is said to be an animal's name: "pumpkin (cat)"."""
    animal = text[word.end : word.end + 2] == " (" and cues.relation_after(text, word.end) == "PET"
    return animal and word.key not in word_set("function_words") and word.key not in cues.kin_words()


@lru_cache(maxsize=16384)
def _nameable(key: str) -> bool:
    """Whether a key is a given name, or nothing that we know."""
    if len(key) < SHORTEST:
        short = len(key) == 2 and key in words("given_names.txt") and not english(key)
        return short and key not in words("shorthand.txt") and key not in cues.kin_words()
    if key in cues.kin_words() or key in words("shorthand.txt") or key in titles():
        return False
    if key in words("given_names.txt"):
        return True
    return not english(key) and not garbled(key)


def _before(text: str, tokens: Sequence[Word], at: int) -> str:
    if at == 0 or tokens[at].opens:
        return "open"
    word, gap = tokens[at - 1], text[tokens[at - 1].end : tokens[at].start]
    if word.text.lower().endswith("'s"):
        return "thing"
    if cues.relation_before(text, tokens[at].start) not in ("", "PERSON"):
        return "kin"
    if gap not in (" ", ". ", "/ ", "/", " + ", " & "):
        return "comma" if gap == ", " else "other"
    if word.key in word_set("short_titles"):
        return "title"
    if word.key in TOLD:
        return "told"
    if word.key in OF_A_THING:
        return "thing"
    return "beside" if word.key in BESIDE or gap != " " else "other"


def _after(text: str, end: int) -> str:
    if contexts.acts(text, end):
        return "acts"
    if cues.relation_after(text, end):
        return "kin"
    match = AFTER.match(text, end)
    return (match.lastgroup or "") if match else "other"
