"""Cut a note into sentences, the units of search and of citation.

Therapists' notes break the rules that sentence splitters learn: "c/o poor sleep, Dr. Vance upped
sertraline 50 mg. no SI. RTC 2 wks." So: break at line ends, after . ! ? that do not close an abbreviation,
an initial or a decimal, and at semicolons of long lines; section headings such as "S:" are left out.
Offsets only; the text is never changed, and every letter outside a heading is in exactly one sentence.
"""

from __future__ import annotations

import re

ABBREVIATIONS = frozenset(
    # general (Chicago Manual of Style, 10.1-10.41) and clinical shorthand that is written with a full stop
    "dr mr mrs ms mx prof rev fr sr jr st ave blvd rd apt no nos vs etc e.g i.e cf approx appt appts ca "
    "inc ltd dept est ext fig al jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu "
    "thur thurs fri pt pts hx dx tx rx sx fx hrs hr wks wk mos mo yrs yr yo b.i.d t.i.d q.d p.r.n a.m "
    "p.m med meds sess w.r.t "
    "incl max min temp sib sibs lb lbs oz mg hosp".split()
)
"""Lower case, without the last full stop."""

MAYBE_FINAL = frozenset(
    "ave blvd rd apt etc a.m p.m hrs hr wks wk mos mo yrs yr yo pt pts hx dx tx rx sx mg lb lbs oz".split()
)
"""Abbreviations that often stand last in a sentence: a capital after them starts a new one."""

HEADING = re.compile(
    r"[ \t]*(?:[-*#>•]+[ \t]*)?\**"
    r"(?:[SOAPDBIRGE]|[A-Z][A-Za-z/&-]*(?: [A-Za-z/&-]+){0,3})\**[ \t]*:\**(?=\s|$)[ \t]*"
)
"""A short heading at the start of a line: "S:", "Presenting problem:", "**Plan:**"."""

BREAK = re.compile(r"[.!?…]+(?:[\"'”’)\]}]|</?\w+>)*(?=\s|$)|;(?=\s)|\n+")
"""Closing quotes, brackets and tags belong to the sentence before them; otherwise pasted mark-up would glue
the sentence after it to the one it encloses."""

LONG = 140
"""Characters after which a semicolon ends a unit: clause lists in terse notes run to hundreds."""


def split(text: str) -> list[tuple[int, int]]:
    """Return half-open ranges of the sentences of `text`, in order, without surrounding white space."""
    spans: list[tuple[int, int]] = []
    start = _skip_heading(text, 0)
    for mark in BREAK.finditer(text):
        if mark.start() < start or not _ends_sentence(text, mark, start):
            continue
        _append(spans, text, start, mark.end())
        start = mark.end()
        if mark.group().startswith("\n"):
            start = _skip_heading(text, start)
    _append(spans, text, start, len(text))
    return spans


def _skip_heading(text: str, at: int) -> int:
    match = HEADING.match(text, at)
    return match.end() if match else at


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    raw = text[start:end]
    start, end = start + len(raw) - len(raw.lstrip()), end - (len(raw) - len(raw.rstrip()))
    if any(c.isalnum() for c in text[start:end]):
        spans.append((start, end))


def _ends_sentence(text: str, mark: re.Match[str], start: int) -> bool:
    sign = mark.group()
    if sign.startswith("\n"):
        # a hard-wrapped line goes on in lower case; a list item or heading does not
        following = text[mark.end() : mark.end() + 1]
        return len(sign) > 1 or not following.islower() or text[mark.start() - 1 : mark.start()] in ".!?:;"
    if sign == ";":
        return mark.start() - start > LONG
    if sign[0] != ".":
        return _next_letter(text, mark.end()) != "lower" or sign[0] != "!"
    word = re.search(r"[A-Za-z][A-Za-z.]*$", text[max(start, mark.start() - 12) : mark.start()])
    if word is None:
        return True
    name = word.group().lower()
    if len(name) == 1 and word.group().isupper():  # an initial, unless it ends the line
        return mark.end() >= len(text) or text[mark.end()] == "\n"
    if name not in ABBREVIATIONS:
        return True
    return name in MAYBE_FINAL and _next_letter(text, mark.end()) == "upper"


def _next_letter(text: str, at: int) -> str:
    for char in text[at : at + 6]:
        if char.isalpha():
            return "upper" if char.isupper() else "lower"
        if char.isdigit():
            return "digit"
    return "none"
