"""Who or what somebody is, by the words beside the name: "husb Petro", "Gwen, her sister", "Dr Vance"."""

from __future__ import annotations

from functools import cache

import regex

from retrieval.deid.lexicon import english, lines


@cache
def _kin_words() -> str:
    rows = (line.split("\t") for line in lines("kinship.tsv"))
    groups = (f"(?P<{role}>{words})" for role, words in rows)
    return "|".join(groups)


@cache
def kin_words() -> frozenset[str]:
    """The single words of the table that need no pattern, for a quick look."""
    listed = (word for line in lines("kinship.tsv") for word in line.split("\t")[1].split("|"))
    return frozenset(word for word in listed if word.isalpha())


@cache
def relatives() -> frozenset[str]:
    """The words of `kin_words` that stand for somebody, unlike "with" and "per"."""
    others = next(line for line in lines("kinship.tsv") if line.startswith("PERSON"))
    return kin_words() - frozenset(others.split("\t")[1].split("|"))


@cache
def _before() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?<![\w'])(?:{_kin_words()})(?:'s)?(?: (?:named|called|is|was))?(?:[ :,(=\"]+|\.[ ]?|\s?[/+]\s?)$",
        regex.I,
    )


@cache
def _after() -> regex.Pattern[str]:
    owner = r"(?:her|his|their|my|our|ct's|cl's|client's|pt's|the|a|an|[A-Z]\w+'s)"
    words = _kin_words().replace("PERSON>", "NOBODY>")
    return regex.compile(
        rf"^(?:, ?| ?\(|, who is )(?:{owner} )?(?:\w+er )?(?:{words})(?=[\s,.;:)]|$)", regex.I
    )


def relation_before(text: str, start: int) -> str:
    """The role that the words before a name give it, or ""."""
    match = _before().search(text, max(0, start - 40), start)
    if match is not None and "." in match.group()[-2:] and english(match.group().strip(" .").lower()):
        return ""  # a full stop after a whole word ends the sentence; after "dtr." it does not
    return _role(match)


def relation_after(text: str, end: int) -> str:
    """The role that an apposition after a name gives it, or ""."""
    role = _role(_after().match(text[end : end + 40]))
    return "" if role == "NOBODY" else role


def _role(match: regex.Match[str] | None) -> str:
    if match is None:
        return ""
    return next((role for role, found in match.groupdict().items() if found), "")


def organisation(text: str, start: int) -> str:
    """EMPLOYER, SCHOOL or CLINIC by the words before, or ""."""
    before = text[max(0, start - 60) : start]
    return next((role for role, cue in _rows("before") if cue.search(before)), "")


@cache
def _rows(kind: str) -> tuple[tuple[str, regex.Pattern[str]], ...]:
    """Role and compiled pattern of the rows of `tables/cues.tsv` of one kind."""
    rows = (line.split("\t") for line in lines("cues.tsv"))
    return tuple((role, regex.compile(words, regex.I)) for name, role, words in rows if name == kind)


@cache
def _credential() -> regex.Pattern[str]:
    groups = "|".join(f"(?P<{role}>{words.pattern})" for role, words in _rows("credential"))
    degree = r"(?:ph\.?d\.?,? ?|ma,? ?|ms,? ?|dr,? ?|rci,? ?)?"
    return regex.compile(rf"^(?:, ?| \(?){degree}(?:{groups})\b", regex.I)


def credential_after(text: str, end: int) -> str:
    """The role that letters or a profession after a name give it ("Dana Ros, LMFT"), or ""."""
    return _role(_credential().match(text[end : end + 40]))
