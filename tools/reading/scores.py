"""Every score written in a note, with its instrument, and whether it is this client's, now.

A number counts as the score when only known words stand between it and the instrument's name
(`tables/score_words.tsv`): "PHQ-9 = 14", "GAD-7 down 4 to 9", "BDI-II: 32 -> 18", "scored 21 on the PCL-5",
"PHQ-9/GAD-7: 14/11". Items, subscales, doses, dates and sizes of change do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from retrieval.records import NoteKind
from tools.instruments import Instrument, Role, find
from tools.reading.mentions import Mention, mentions
from tools.reading.ratings import unnamed_ratings

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_TEN = "|".join(TENS)
_ONE = "|".join(sorted(ONES, key=len, reverse=True))
NUMBER = rf"(?:\d{{1,3}}(?:\.\d{{1,2}})?|(?:{_TEN})(?:[\s-](?:{_ONE}))?|(?:{_ONE}))"
ARROW = (
    r"\s*(?:-+>|=+>|→|➔|>|\bto\b|\bdown to\b|\bup to\b|\bfalling to\b|\brising to\b"
    r"|,?\s*\bnow\b|,\s*then\b)\s*"
)
OUT_OF = r"(?:\s?/\s?(?P<of>\d{1,3})|\s+out\s+of\s+(?P<of2>\d{1,3}))?"
ELSEWHERE = "quoted from elsewhere"
"""Remark on a score that another clinician obtained: it is the client's, and no outcome is judged by it."""
WINDOW = 90
"""Characters after an instrument's name in which its score is looked for."""


@dataclass(frozen=True, slots=True)
class Score:
    """One score, with the range of the text from the instrument's name to the number."""

    instrument: Instrument
    value: float
    start: int
    end: int
    used: bool = True
    remark: str = ""


def scores(sentence: str, kind: NoteKind) -> tuple[Score, ...]:
    """Return the scores written in one sentence of a note of that kind, in order."""
    found: list[Score] = []
    named = mentions(sentence)
    for group in _groups(sentence, named):
        found += _listed(sentence, group) or [s for m in group for s in _one(sentence, m, named)]
    rated = find("SUDS")
    if rated is not None and not any(s.instrument is rated for s in found):
        found += [Score(rated, value, start, end) for value, start, end in unnamed_ratings(sentence)]
    return tuple(_judged(sentence, score, kind) for score in found)


def _groups(text: str, named: tuple[Mention, ...]) -> Iterator[list[Mention]]:
    """Names that stand in one list ("PHQ-9/GAD-7", "PHQ-9 and GAD-7") go together."""
    group: list[Mention] = []
    for mention in named:
        if group and not re.fullmatch(
            r"\s*(?:[/,&+]|and|,\s*and)\s*(?:the\s+)?", text[group[-1].end : mention.start]
        ):
            yield group
            group = []
        group.append(mention)
    if group:
        yield group


def _listed(text: str, group: list[Mention]) -> list[Score]:
    if len(group) < 2:
        return []
    joined = r"\s*(?:/|,|&|;|and|,\s*and)\s*".join(rf"({NUMBER})" for _ in group)
    match = re.match(rf"{_between()}{joined}(?![\d/])", text[group[-1].end :], re.IGNORECASE)
    if not match:
        return []
    end = group[-1].end + match.end()
    return [Score(m.instrument, _value(n), m.start, end) for m, n in zip(group, match.groups(), strict=True)]


def _one(text: str, mention: Mention, named: tuple[Mention, ...]) -> list[Score]:
    before = re.search(
        rf"(?<![\w.])({NUMBER})(?:/\d+)?\s+(?:total\s+)?(?:on|for)\s+(?:the|his|her|their|a|an|today's|repeat)?\s*$",
        text[: mention.start],
        re.IGNORECASE,
    )
    if before:
        return [Score(mention.instrument, _value(before[1]), before.start(), mention.end)]
    if re.search(
        r"\b(?:items?|question|q|subscale)\s*#?\d*\s+(?:of|on|from)\s+(?:the\s+)?$",
        text[: mention.start],
        re.IGNORECASE,
    ):
        return []
    limit = min([m.start for m in named if m.start > mention.start] + [mention.end + WINDOW])
    rest = text[mention.end : limit]
    if mention.instrument.role is Role.SESSION:
        return _ratings(mention, rest)
    hit = _after(rest, mention.instrument)
    follows_other = (
        hit
        and re.match(r"\s*(?:on|for)\s+(?:the|his|her|their)?\s*$", rest[hit[1] :], re.IGNORECASE)
        and limit < len(text)
    )
    if hit is None or follows_other:
        return []
    first = Score(mention.instrument, hit[0], mention.start, mention.end + hit[1])
    later = re.match(
        r"[,;]?\s*(?:today|now|currently|this (?:week|visit|session))[\s:=]*(?:is|was|at|scored)?\s*"
        rf"({NUMBER})(?![\d/:])",
        rest[hit[1] :],
        re.IGNORECASE,
    )
    if later is None:
        return [first]
    at = first.end + later.start(1)
    return [first, Score(mention.instrument, _value(later[1]), at, first.end + later.end())]


def _after(rest: str, instrument: Instrument) -> tuple[float, int] | None:
    """Return the score that follows a name and where it ends."""
    skipped = re.match(
        r"\s*\((?!\s*(?:was|from|total|score|now|=|:)?\s*\d+(?:/\d+)?\s*[),;])[^()]{0,40}\)", rest
    )
    at = skipped.end() if skipped else 0
    dated = re.match(
        rf"{_between()}(?:(?:on\s+)?\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|\[week \d+\])"
        rf"(?=\s*[:=,)\s]\s*{_between()}{NUMBER}\b(?!/))",
        rest[at:],
        re.IGNORECASE,
    )
    at += dated.end() if dated else 0
    gap = _between()
    size = rf"(?:\s+(?:by\s+)?{NUMBER}\s*(?:points?|pts?)?)?(?:\s+from\s+{NUMBER})?"
    moved = rf"(?:{gap}(?:{_words('moved')})\b{size}\s*,?\s*(?:to|at)\s+)"
    pair = rf"{gap}(?:(?:{_words('moved')})\s+)?(?:from\s+)?(?:{NUMBER}{ARROW})+(?P<n>{NUMBER})"
    for body in (pair, rf"{moved}(?P<n>{NUMBER})", rf"{gap}(?P<n>{NUMBER})"):
        match = re.match(rf"{body}(?![\d:]|\.\d|-\d){OUT_OF}", rest[at:], re.IGNORECASE)
        if match and not _is_other_thing(rest[at + match.end() :], match, instrument):
            return _value(match["n"]), at + match.end()
    return None


def _is_other_thing(after: str, match: re.Match[str], instrument: Instrument) -> bool:
    """A number with a unit, a date, or a part of the scale is no score of it."""
    if re.match(rf"\s?-?(?:{_words('unit')})(?![\w])", after, re.IGNORECASE):
        return True
    bound = match["of"] or match["of2"]
    return bound is not None and float(bound) != instrument.high and _value(match["n"]) > float(bound)


def _ratings(mention: Mention, rest: str) -> list[Score]:
    """Every rating of a session: "SUDS 9 at start, 6 at close", "SUDS 95, 80, 60"."""
    clause = re.split(r"[;.](?:\s|$)|\)|\n", rest, maxsplit=1)[0]
    bare = re.sub(r"[\"“][^\"”]*[\"”]", lambda m: " " * len(m.group()), clause)
    numbers = [
        m
        for m in re.finditer(rf"(?<![\w.#-])({NUMBER})(?![\w.]*\d)(?:/\d+)?", bare, re.IGNORECASE)
        if not re.match(rf"\s?-?(?:{_words('unit')})(?!\w)", bare[m.end() :], re.IGNORECASE)
        and not re.search(
            r"\b(?:target|scene|step|item|set|rung|by the|for|over|after)\s*$",
            bare[: m.start()],
            re.IGNORECASE,
        )
    ]
    return [Score(mention.instrument, _value(m[1]), mention.start, mention.end + m.end()) for m in numbers]


def _judged(text: str, score: Score, kind: NoteKind) -> Score:
    remark = _remark(text, score, kind)
    return Score(score.instrument, score.value, score.start, score.end, used=not remark, remark=remark)


def _remark(text: str, score: Score, kind: NoteKind) -> str:
    before = re.split(r"[;.]\s", text[: score.start])[-1][-60:]
    after = re.split(
        r"[;.(]|,|\b(?:was|from|vs|down|up|today|now)\b", text[score.end :], maxsplit=1, flags=re.IGNORECASE
    )[0][:45]
    near = before.rsplit(",", 1)[-1]
    if not score.instrument.holds(score.value):
        return f"outside the range {score.instrument.low:g}-{score.instrument.high:g}"
    if score.instrument.role is Role.SESSION:
        return "rating within the session"
    if _has("other", near):
        return "another person's"
    if _has("planned", near) and not re.search(r"\btoday\b|\bnow\b", after, re.IGNORECASE):
        return "planned or a goal"
    if _has("elsewhere", near) or _has("elsewhere", after):
        return ELSEWHERE
    if kind is not NoteKind.INTAKE and (
        re.search(rf"\b(?:{_words('earlier')})\s+$", before, re.IGNORECASE) or _has("earlier", after)
    ):
        return "of an earlier time"
    return ""


def _has(kind: str, text: str) -> bool:
    return re.search(rf"(?<!\w)(?:{_words(kind)})(?!\w)", text, re.IGNORECASE) is not None


def _value(number: str) -> float:
    if number[0].isdigit():
        return float(number)
    words = re.split(r"[\s-]", number.lower())
    return float(sum(ONES.index(w) if w in ONES else 10 * (TENS.index(w) + 2) for w in words))


@cache
def _words(kind: str) -> str:
    """Return the words of one kind as an alternation, longest first."""
    text = (resources.files("tools.reading") / "tables" / "score_words.tsv").read_text(encoding="utf-8")
    rows = dict(line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    words = sorted((w.strip() for w in rows[kind].split("|")), key=len, reverse=True)
    return "|".join(r"\s+".join(re.escape(part) for part in w.split()).replace("'", "['’]") for w in words)


@cache
def _between() -> str:
    return rf"(?:[\s:=,(–—-]|(?<!\w)(?:{_words('between')})(?!\w))*"
